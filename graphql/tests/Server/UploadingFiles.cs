using System.Net;

namespace GraphQLEngine.Tests.Server;

public sealed class UploadingFiles
{
    private const string One = """{"query":"mutation($f:Upload!){read(file:$f)}","variables":{"f":null}}""";
    private const string Many = """{"query":"mutation($f:[Upload]){readAll(files:$f)}","variables":{"f":[null,null]}}""";

    [Fact]
    public async Task Hands_the_content_to_the_resolver()
    {
        await using var server = await AServer.StartAsync();

        var response = await SendAsync(server, Form(One, """{"0":["variables.f"]}""", ("0", "a.csv", "积分,1")));

        Assert.Equal("""{"data":{"read":"a.csv=积分,1"}}""", System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Places_several_files_in_a_list()
    {
        await using var server = await AServer.StartAsync();

        var response = await SendAsync(
            server, Form(Many, """{"x":["variables.f.1"],"y":["variables.f.0"]}""", ("x", "x.txt", "1"), ("y", "y.txt", "2")));

        Assert.Equal("""{"data":{"readAll":"y.txt=2,x.txt=1"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Reads_a_file_larger_than_is_kept_in_memory()
    {
        await using var server = await AServer.StartAsync();
        var content = new string('x', 5_000_000);

        var response = await SendAsync(server, Form(One, """{"0":["variables.f"]}""", ("0", "big", content)));

        Assert.Equal("big=".Length + content.Length, (await response.JsonAsync()).GetProperty("data").GetProperty("read").GetString()!.Length);
    }

    [Fact]
    public async Task Is_refused_without_the_preflight_header()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(Form(One, """{"0":["variables.f"]}""", ("0", "a", "1")));

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal("Multipart requests must carry the header GraphQL-Preflight: 1.", await response.ErrorAsync());
        Assert.Empty(server.Calls.Names);
    }

    [Theory]
    [InlineData("""{"1":["variables.f"]}""", "The map names the file \"1\", which was not sent.")]
    [InlineData("""{"0":["variables.g"]}""", "The map's path \"variables.g\" does not lead to a null inside the variables.")]
    [InlineData("""{"0":["variables.f","variables.f"]}""", "The map's path \"variables.f\" does not lead to a null inside the variables.")]
    [InlineData("""{"0":["query"]}""", "The map's path \"query\" does not lead to a null inside the variables.")]
    [InlineData("""{"0":["variables"]}""", "The map's path \"variables\" does not lead to a null inside the variables.")]
    [InlineData("""{"0":["variables.f.-1"]}""", "The map's path \"variables.f.-1\" does not lead to a null inside the variables.")]
    [InlineData("""{"0":"variables.f"}""", "The map's entry \"0\" must be a list of paths.")]
    [InlineData("""{"0":""", "The field \"map\" is not valid JSON.")]
    [InlineData("[]", "The field \"map\" must be a JSON object.")]
    public async Task Is_refused_when_the_map_does_not_fit(string map, string sentence)
    {
        await using var server = await AServer.StartAsync();

        var response = await SendAsync(server, Form(One, map, ("0", "a", "1")));

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal(sentence, await response.ErrorAsync());
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task Is_refused_when_the_files_are_larger_than_the_limit()
    {
        await using var server = await AServer.StartAsync(options => (options.MaxUploadBytes, options.MaxRequestBytes) = (100_000, 1000));

        var response = await SendAsync(server, Form(One, """{"0":["variables.f"]}""", ("0", "a", new string('x', 200_000))));

        response.HasStatus(HttpStatusCode.RequestEntityTooLarge);
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task Is_refused_when_there_are_too_many_files()
    {
        await using var server = await AServer.StartAsync(options => options.MaxUploads = 1);

        var response = await SendAsync(server, Form(Many, """{"0":["variables.f.0"]}""", ("0", "a", "1"), ("1", "b", "2")));

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal("A request may carry at most 1 files.", await response.ErrorAsync());
    }

    [Fact]
    public async Task Is_refused_when_the_file_is_not_sent_as_one()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(
            new { query = "mutation($f:Upload!){read(file:$f)}", variables = new { f = "a.csv" } }, "application/graphql-response+json");

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task Is_refused_when_the_form_breaks_off()
    {
        await using var server = await AServer.StartAsync();
        var content = new StringContent("--b\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        content.Headers.Add("GraphQL-Preflight", "1");

        (await server.PostAsync(content)).HasStatus(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> SendAsync(AServer server, MultipartFormDataContent form)
    {
        server.Client.DefaultRequestHeaders.Add("GraphQL-Preflight", "1");
        return server.PostAsync(form);
    }

    private static MultipartFormDataContent Form(string operations, string map, params (string Field, string Name, string Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(operations), "operations" }, { new StringContent(map), "map" } };
        foreach (var (field, name, content) in files)
        {
            form.Add(new StringContent(content), field, name);
        }

        return form;
    }
}

using System.Net;
using System.Text;

namespace GraphQLEngine.Tests.Server;

public sealed class PostingAnOperation
{
    private const string GraphQL = "application/graphql-response+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData(Json, Json)]
    [InlineData(GraphQL, GraphQL)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", GraphQL)]
    [InlineData("application/json, application/graphql-response+json", GraphQL)]
    [InlineData("application/json;q=0.9, application/graphql-response+json;q=0.5", Json)]
    [InlineData("text/html, */*;q=0.1", Json)]
    [InlineData("application/json, */*", Json)]
    [InlineData("APPLICATION/JSON; charset=utf-8", Json)]
    public async Task Is_answered_in_the_media_type_the_client_prefers(string? accept, string expected)
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(new { query = "{ hello }" }, accept);

        response.HasStatus(HttpStatusCode.OK);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"hello":"world"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(GraphQL, HttpStatusCode.BadRequest)]
    [InlineData(Json, HttpStatusCode.OK)]
    public async Task Has_a_status_by_media_type_when_the_document_cannot_run(string accept, HttpStatusCode status)
    {
        await using var server = await AServer.StartAsync();

        foreach (var query in (string[])["{", "{ nope }", "query ($to: Int!) { hello @skip(if: true) echo(text: $to) }"])
        {
            var response = await server.PostAsync(new { query }, accept);

            response.HasStatus(status);
            Assert.False((await response.JsonAsync()).TryGetProperty("data", out _));
        }

        Assert.Empty(server.Calls.Names);
    }

    [Theory]
    [InlineData("""{"query":"{ hello }",""", "The request is not valid JSON (line 1, byte 21).")]
    [InlineData("{}}", "The request is not valid JSON (line 1, byte 3).")]
    [InlineData("", "The request body is empty.")]
    [InlineData("""[{"query":"{ hello }"}]""", "Batching is not supported: send one operation, as a JSON object.")]
    [InlineData("\"{ hello }\"", "The request must be a JSON object.")]
    [InlineData("{}", "The parameter \"query\" is missing.")]
    [InlineData("""{"query":""}""", "The parameter \"query\" is missing.")]
    [InlineData("""{"query":7}""", "The parameter \"query\" must be a string.")]
    [InlineData("""{"query":"{ hello }","variables":[]}""", "The parameter \"variables\" must be an object.")]
    [InlineData("""{"query":"{ hello }","operationName":{}}""", "The parameter \"operationName\" must be a string.")]
    [InlineData("""{"query":"\ud800"}""", "The request holds text that is not valid Unicode.")]
    [InlineData("""{"query":"{ hello }","variables":{"a":"\ud800"}}""", "The request holds text that is not valid Unicode.")]
    public async Task Is_refused_with_one_clear_sentence_when_malformed(string body, string sentence)
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostTextAsync(body);

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal(sentence, await response.ErrorAsync());
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task Is_refused_when_nested_deeper_than_any_honest_client_would()
    {
        await using var server = await AServer.StartAsync();
        var deep = new string('[', 100_000);

        var response = await server.PostTextAsync($$"""{"query":"{ hello }","variables":{"a":{{deep}}""");

        response.HasStatus(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_refused_when_larger_than_the_limit(bool lengthIsTold)
    {
        await using var server = await AServer.StartAsync(options => options.MaxRequestBytes = 1000);
        var content = new StringContent($$"""{"query":"{{new string(' ', 2000)}}{ hello }"}""", Encoding.UTF8, Json);
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.TransferEncodingChunked = !lengthIsTold;

        var response = await server.Client.SendAsync(request);

        response.HasStatus(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("The request is larger than the limit of 1000 bytes.", await response.ErrorAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Is_refused_in_a_content_type_that_needs_no_preflight_or_is_unknown(string contentType)
    {
        await using var server = await AServer.StartAsync();
        var content = new ByteArrayContent("""{"query":"{ hello }"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        (await server.PostAsync(content)).HasStatus(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Is_refused_when_the_client_accepts_nothing_that_can_be_written()
    {
        await using var server = await AServer.StartAsync();

        (await server.PostAsync(new { query = "{ hello }" }, "image/png")).HasStatus(HttpStatusCode.NotAcceptable);
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task May_begin_with_a_byte_order_mark()
    {
        await using var server = await AServer.StartAsync();
        var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. """{"query":"{ hello }"}"""u8]);
        content.Headers.ContentType = new("application/json");

        (await server.PostAsync(content)).HasStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reads_escapes_and_variables_alike_on_first_and_later_sight()
    {
        await using var server = await AServer.StartAsync();

        foreach (var text in (string[])["积分 🎁", "\"quoted\"\n", "third"])
        {
            var response = await server.PostAsync(
                new { query = "query Q($text: String) {\n  echo(text: $text)\n}", variables = new { text }, operationName = "Q" });

            Assert.Equal(text, (await response.JsonAsync()).GetProperty("data").GetProperty("echo").GetString());
        }
    }

    [Fact]
    public async Task Tells_operations_of_one_document_apart_by_their_name()
    {
        await using var server = await AServer.StartAsync();
        const string Query = "query A { hello } query B { b: hello }";

        foreach (var (name, data) in (IEnumerable<(string, string)>)[("A", """{"hello":"world"}"""), ("B", """{"b":"world"}""")])
        {
            var response = await server.PostAsync(new { query = Query, operationName = name });

            Assert.Equal(data, (await response.JsonAsync()).GetProperty("data").GetRawText());
        }

        (await server.PostAsync(new { query = Query }, GraphQL)).HasStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Is_pointed_elsewhere_when_it_is_a_subscription()
    {
        await using var server = await AServer.StartAsync();

        (await server.PostAsync(new { query = "subscription { never }" })).HasStatus(HttpStatusCode.BadRequest);
        Assert.Empty(server.Calls.Names);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Is_answered_compressed_when_the_client_can_read_that(string encoding)
    {
        await using var server = await AServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("Accept-Encoding", encoding);

        var response = await server.PostAsync(new { query = "{ long }" }, GraphQL);

        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1, 1000);
    }

    [Fact]
    public async Task Is_refused_by_any_other_method_naming_those_that_may()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "/graphql"));

        response.HasStatus(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }
}

using System.Net;
using System.Text;
using GraphQLEngine.Server;

namespace GraphQLEngine.Tests.Server;

public sealed class NamingAPersistedDocument
{
    private const string Document = "query Hello { hello }";

    private static readonly string Id = PersistedDocuments.IdOf(Encoding.UTF8.GetBytes(Document));

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    public async Task Runs_it(string prefix)
    {
        await using var server = await AServer.StartAsync(options => options.PersistedDocuments = PersistedDocuments.Of(Document));

        var posted = await server.PostAsync(new { documentId = prefix + Id });
        var got = await server.Client.GetAsync($"/graphql?documentId={prefix}{Id}");

        Assert.Equal("""{"data":{"hello":"world"}}""", await posted.Content.ReadAsStringAsync());
        Assert.Equal("""{"data":{"hello":"world"}}""", await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Is_refused_when_there_is_none_with_this_id()
    {
        await using var server = await AServer.StartAsync(options => options.PersistedDocuments = PersistedDocuments.Of(Document));

        var response = await server.PostAsync(new { documentId = new string('0', 64) });

        response.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal("PERSISTED_DOCUMENT_NOT_FOUND", await CodeAsync(response));
    }

    [Fact]
    public async Task Is_the_only_way_where_a_list_says_what_may_run()
    {
        await using var server = await AServer.StartAsync(options =>
        {
            options.PersistedDocuments = PersistedDocuments.Of(Document);
            options.OnlyPersistedDocuments = true;
        });

        var refused = await server.PostAsync(new { query = "{ me }" });
        var sneaky = await server.PostAsync(new { query = "{ me }", documentId = Id });

        refused.HasStatus(HttpStatusCode.BadRequest);
        Assert.Equal("ONLY_PERSISTED_DOCUMENTS", await CodeAsync(refused));
        Assert.Equal("""{"data":{"hello":"world"}}""", await sneaky.Content.ReadAsStringAsync());
        Assert.Equal(["hello"], server.Calls.Names);
    }

    [Fact]
    public async Task Is_the_only_way_on_a_socket_too()
    {
        await using var server = await AServer.StartAsync(options => options.OnlyPersistedDocuments = true);
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "{ me }");

        Assert.Equal("error", (await socket.ReceiveAsync()).GetProperty("type").GetString());
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public void Finds_the_documents_of_a_folder_and_of_its_manifests()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "hello.graphql"), Document);
            File.WriteAllText(
                Path.Combine(folder.FullName, "manifest.json"),
                $$"""{"{{PersistedDocuments.IdOf("{ me }"u8.ToArray())}}":"{ me }"}""");

            var documents = PersistedDocuments.FromDirectory(folder.FullName);

            Assert.Equal(2, documents.Count);
            Assert.True(documents.TryFind(Id, out _));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Is_no_matter_of_trust_a_manifest_with_a_wrong_id_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "manifest.json"), $$"""{"{{Id}}":"{ me }"}""");

            Assert.Throws<InvalidDataException>(() => PersistedDocuments.FromDirectory(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (await response.JsonAsync()).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}

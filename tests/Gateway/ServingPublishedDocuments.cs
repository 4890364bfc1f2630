using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class ServingPublishedDocuments : IAsyncLifetime
{
    private const string SignIn =
        "mutation($phone: String!, $role: Role!) { signIn(input: { phone: $phone, role: $role }) { token } }";

    private const string Balance = "query Balance { me { balance } }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-documents-");
    private readonly LoyaltyCluster _cluster;

    public ServingPublishedDocuments() => _cluster = new() { Settings = { ["Gateway:DocumentsFolder"] = _folder.FullName } };

    [Fact]
    public async Task Answers_a_document_by_its_sha256()
    {
        using var member = await SignedInAsync("13800007001");

        using var response = await member.Http.PostAsJsonAsync("graphql", new { documentId = $"sha256:{IdOf(Balance)}" });

        Assert.Equal("""{"data":{"me":{"balance":0}}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Runs_no_other_document()
    {
        using var member = await SignedInAsync("13800007003");

        using var response = await member.Http.PostAsJsonAsync("graphql", new { query = "{ me { balance id } }" });

        Assert.DoesNotContain("balance", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Fact]
    public async Task Knows_no_other_id()
    {
        using var member = await SignedInAsync("13800007004");

        using var response = await member.Http.PostAsJsonAsync("graphql", new { documentId = IdOf("{ me { id } }") });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"message\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_no_other_document_over_a_socket_either()
    {
        using var member = await SignedInAsync("13800007005");
        using var socket = await GraphQLSocket.ConnectAsync(_cluster.Address, member.Token);
        await socket.NextAsync();

        await socket.SubscribeAsync("1", "{ me { balance id } }");

        Assert.DoesNotContain("\"balance\"", (await socket.NextAsync())?.ToJsonString() ?? "", StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "sign-in.graphql"), SignIn);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "manifest.json"), $$"""{"sha256:{{IdOf(Balance)}}": "{{Balance}}"}""");
        await _cluster.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<GraphQLClient> SignedInAsync(string phone)
    {
        using var anonymous = _cluster.Anonymous();
        using var response = await anonymous.Http.PostAsJsonAsync(
            "graphql", new { documentId = IdOf(SignIn), variables = new { phone, role = "MEMBER" } });
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        return new GraphQLClient(_cluster.Address, answer!["data"]!["signIn"]!["token"]!.GetValue<string>());
    }

    private static string IdOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}

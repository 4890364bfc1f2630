using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Requests made to be dear. Each is refused before anything runs: an answer with data would have run something.</summary>
public sealed class GraphQLBombs(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Documents => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task As_documents_are_refused_before_any_resolver(string name)
    {
        using var admin = await cluster.AdminAsync();

        await AssertRefusedAsync(admin, Json(new { query = Bombs[name]() }), name);
    }

    [Theory]
    [InlineData("a list of operations", """[{"query":"{ __typename }"},{"query":"{ __typename }"}]""")]
    [InlineData("a query that is no text", """{"query":{"a":1}}""")]
    [InlineData("variables that are a list", """{"query":"{ __typename }","variables":[1]}""")]
    [InlineData("an unknown operation", """{"query":"query A { __typename } query B { __typename }","operationName":"C"}""")]
    [InlineData("half a surrogate", """{"query":"query($a: String!) { productCode(code: $a) { code } }","variables":{"a":5}}""")]
    public async Task As_bodies_are_refused_before_any_resolver(string name, string body)
    {
        using var admin = await cluster.AdminAsync();

        await AssertRefusedAsync(admin, new StringContent(body, Encoding.UTF8, "application/json"), name);
    }

    [Fact]
    public async Task As_variables_are_refused_before_any_resolver()
    {
        using var admin = await cluster.AdminAsync();
        var deep = $"{{\"query\":\"query($a: ProductCodeFilterInput) {{ productCodes(where: $a) {{ nodes {{ code }} }} }}\",\"variables\":{{\"a\":{Repeat("[", 5_000)}{Repeat("]", 5_000)}}}}}";
        var many = Json(new
        {
            query = "query($a: ProductCodeFilterInput) { productCodes(where: $a) { nodes { code } } }",
            variables = new { a = Enumerable.Range(0, 20_000).ToDictionary(i => $"field{i}", i => i) },
        });

        await AssertRefusedAsync(admin, new StringContent(deep, Encoding.UTF8, "application/json"), "deep variables");
        await AssertRefusedAsync(admin, many, "many variables");
        await AssertRefusedAsync(admin, Json(new { query = "query($a: ProductCodeFilterInput) { productCodes(where: $a) { nodes { code } } }", variables = new { a = Enumerable.Range(0, 100_000) } }), "a list of 100,000");
    }

    [Fact]
    public async Task Of_more_bytes_than_a_request_may_have_are_refused_without_reading_them()
    {
        using var admin = await cluster.AdminAsync();
        using var response = await admin.Http.PostAsync("graphql", Json(new { query = "{ __typename }", variables = new { a = new string('x', 3_000_000) } }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Packed_by_the_client_are_not_unpacked()
    {
        using var admin = await cluster.AdminAsync();
        var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"{{\"query\":\"{{ __typename }}\",\"x\":\"{new string('0', 900_000)}\"}}"));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        await AssertRefusedAsync(admin, content, "gzip");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("")]
    public async Task From_a_form_on_a_foreign_page_are_refused(string type)
    {
        await cluster.PrintAsync($"CSRF-{type.Length}");
        using var member = await cluster.MemberAsync("13800006001");
        var query = $"mutation {{ claimProductCode(input: {{ code: \\\"CSRF-{type.Length}\\\" }}) {{ claim {{ points }} }} }}";
        var body = type.StartsWith("multipart", StringComparison.Ordinal)
            ? $"--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{{\"query\":\"{query}\"}}\r\n--x\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\n{{}}\r\n--x--\r\n"
            : type == "application/x-www-form-urlencoded" ? $"query={Uri.EscapeDataString(query.Replace("\\", "", StringComparison.Ordinal))}"
            : $"{{\"query\":\"{query}\"}}";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.Remove("Content-Type");
        if (type.Length > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        await AssertRefusedAsync(member, content, type);

        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from claims where code like 'CSRF-%'"));
    }

    [Fact]
    public async Task By_a_link_move_no_points()
    {
        await cluster.PrintAsync("LINK-1");
        using var member = await cluster.MemberAsync("13800006002");

        using var response = await member.Http.GetAsync(
            "graphql?query=" + Uri.EscapeDataString("mutation { claimProductCode(input: { code: \"LINK-1\" }) { claim { points } } }"));

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from claims where code = 'LINK-1'"));
    }

    [Fact]
    public async Task On_a_socket_are_refused_and_the_next_one_is_answered()
    {
        using var admin = await cluster.AdminAsync();
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, admin.Token);
        Assert.Equal("connection_ack", (string?)(await socket.NextAsync())!["type"]);
        foreach (var (name, bomb) in Bombs.Where(bomb =>
            bomb.Value().Length < 100_000 && !IsReadAsText(bomb.Key) && !bomb.Key.StartsWith("a page", StringComparison.Ordinal)))
        {
            await socket.SubscribeAsync(name, bomb());
            var answer = await socket.NextOfAsync(name);
            Assert.True(answer?["payload"] is JsonArray || answer?["payload"]?["data"] is null, $"{name}: {answer?.ToJsonString()}");
            if ((string?)answer?["type"] == "next")
            {
                Assert.Equal("complete", (string?)(await socket.NextOfAsync(name))!["type"]);
            }
        }

        await socket.SubscribeAsync("honest", "{ __typename }");
        Assert.Equal("next", (string?)(await socket.NextOfAsync("honest"))!["type"]);
    }

    // Whoever reads a level by calling himself needs stack for each; without it the process is gone.
    [Theory]
    [InlineData("{ productCodes(where: ", "{a:", 30_000)]
    [InlineData("{ productCode(code: ", "[", 90_000)]
    [InlineData("", "{a", 45_000)]
    public async Task On_a_socket_that_nest_without_end_are_refused_and_the_next_one_is_answered(string head, string nest, int times)
    {
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, null);
        Assert.Equal("connection_ack", (string?)(await socket.NextAsync())!["type"]);

        await socket.SubscribeAsync("deep", head + Repeat(nest, times));
        var answer = await socket.NextOfAsync("deep");
        await socket.SubscribeAsync("honest", "{ __typename }");

        Assert.Equal("error", (string?)answer!["type"]);
        Assert.Equal("next", (string?)(await socket.NextOfAsync("honest"))!["type"]);
    }

    [Fact]
    public async Task As_variables_that_nest_without_end_are_refused()
    {
        using var admin = await cluster.AdminAsync();
        var body = $"{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":{Repeat("[", 400_000)}{Repeat("]", 400_000)}}}}}";

        await AssertRefusedAsync(admin, new StringContent(body, Encoding.UTF8, "application/json"), "endless variables");
    }

    private static Dictionary<string, Func<string>> Bombs { get; } = new()
    {
        ["a nest of 100,000"] = () => Repeat("{a", 100_000),
        ["an unclosed nest of lists"] = () => "{ productCode(code: " + Repeat("[", 100_000),
        ["a nest of objects as argument"] = () => $"{{ productCodes(where: {Repeat("{a:", 2_000)}1{Repeat("}", 2_000)}) {{ nodes {{ code }} }} }}",
        ["introspection in depth"] = () => $"{{ __schema {{ types {{ fields {{ type {{ {Repeat("ofType { ", 400)} name {Repeat("}", 400)} }} }} }} }} }}",
        ["introspection in circles"] = () => $"{{ __schema {{ types {{ {Repeat("fields { type { ", 30)} name {Repeat("} }", 30)} }} }} }}",
        ["a thousand aliases"] = () => $"{{ {string.Concat(Enumerable.Range(0, 1_000).Select(i => $"a{i}: program {{ name }} "))} }}",
        ["a hundred dear aliases"] = () => $"{{ {string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i}: productCodes(first: 100) {{ nodes {{ code batch {{ name }} claimedBy {{ postings(first: 100) {{ nodes {{ seq }} }} }} }} }} "))} }}",
        ["a hundred claims"] = () => $"mutation {{ {string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i}: claimProductCode(input: {{ code: \"BOMB-{i}\" }}) {{ claim {{ points }} }} "))} }}",
        ["a claim by fragments"] = () => "mutation { ...a ...b } fragment a on Mutation { x: claimProductCode(input: { code: \"BOMB-1\" }) { claim { points } } } fragment b on Mutation { y: claimProductCode(input: { code: \"BOMB-2\" }) { claim { points } } }",
        ["fragments in a circle"] = () => "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
        ["fragments that double"] = () => "{ ...f0 } " + string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }} ")) + "fragment f40 on Query { nothing }",
        ["fragments that double and select"] = () => "{ ...f0 } " + string.Concat(Enumerable.Range(0, 25).Select(i => $"fragment f{i} on Query {{ a{i}: __typename ...f{i + 1} ...f{i + 1} }} ")) + "fragment f25 on Query { productCodes(first: 0, nothing: 1) { nodes { code } } }",
        ["fragments nobody uses"] = () => "{ __typename } " + string.Concat(Enumerable.Range(0, 800).Select(i => $"fragment f{i} on Query {{ __typename }} ")),
        ["a field that differs from itself"] = () => $"{{ {string.Concat(Enumerable.Range(0, 400).Select(i => $"productCode(code: \"{i}\") {{ code }} "))} }}",
        ["two thousand directives"] = () => $"{{ __typename {Repeat("@skip(if: false) ", 2_000)} }}",
        ["unknown directives"] = () => $"{{ __typename {string.Concat(Enumerable.Range(0, 900).Select(i => $"@d{i} "))} }}",
        ["two thousand variables"] = () => $"query({string.Concat(Enumerable.Range(0, 2_000).Select(i => $"$v{i}: Int "))}) {{ __typename }}",
        ["a thousand operations"] = () => string.Concat(Enumerable.Range(0, 1_000).Select(i => $"query q{i} {{ __typename }} ")),
        ["a name of 900,000 letters"] = () => $"{{ {new string('a', 900_000)} }}",
        ["a string of 900,000 letters in the wrong place"] = () => $"{{ program(name: \"{new string('x', 900_000)}\") {{ name }} }}",
        ["a block of 400,000 lines"] = () => $"{{ program(name: \"\"\"{Repeat("\\n", 200_000)}{Repeat("\n", 400_000)}\"\"\") {{ name }} }}",
        ["a number of 100,000 digits"] = () => $"{{ codeBatches(first: {new string('9', 100_000)}) {{ nodes {{ id }} }} }}",
        ["an exponent without end"] = () => "{ codeBatches(first: 1e999999999) { nodes { id } } }",
        ["an escape that is none"] = () => "{ productCode(code: \"\\u{FFFFFFFF}\") { code } }",
        ["nothing but commas"] = () => new string(',', 900_000),
        ["nothing but comments"] = () => Repeat("# nothing\n", 80_000),
        ["a byte that is no text"] = () => "{ \0 }",
        ["a schema of one's own"] = () => "type Query { me: String } extend type Query { a: Int }",
        ["a page of all there is"] = () => "{ productCodes(first: 2000000000) { nodes { code } } }",
        ["a page of less than nothing"] = () => "{ productCodes(first: -2147483648) { nodes { code } } }",
    };

    // Hot Chocolate takes an escape that it does not know for the letters it is written with, and looks for such a code.
    private static bool IsReadAsText(string name) =>
        name == "an escape that is none" && Api.Server.Framework == "hotchocolate";

    /// <summary>Each of them once.</summary>
    internal static async Task AllAsync(GraphQLClient admin)
    {
        foreach (var bomb in Bombs.Values)
        {
            using var response = await admin.Http.PostAsync("graphql", Json(new { query = bomb() }));
            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        }
    }

    private static async Task AssertRefusedAsync(GraphQLClient client, HttpContent content, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = content };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");

        using var response = await client.Http.SendAsync(request, patience.Token);

        var text = await response.Content.ReadAsStringAsync(patience.Token);
        Assert.True(text.Length < 1_000_000, $"{name} was answered with {text.Length} characters"); // A name is told once.
        var answer = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        var isPage = answer?["data"] is JsonObject data && data.All(field => field.Value is null) && answer["errors"] is not null;
        Assert.True(
            ((int)response.StatusCode is >= 400 and < 500 && answer?["data"] is null)
                || IsReadAsText(name)
                || (isPage && name.StartsWith("a page", StringComparison.Ordinal)),
            $"{name} got {(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}");
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}

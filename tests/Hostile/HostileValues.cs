using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>
/// Values that fit the schema and nothing else: each goes to every place of the schema that takes its kind, as a
/// literal and as a variable. A field that is new is tried without a line here.
/// </summary>
public sealed class HostileValues(TheAuthorisationMatrix.Scene scene, ITestOutputHelper output)
    : IClassFixture<TheAuthorisationMatrix.Scene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Days = ["from", "to", "birthday", "expiresOn"];

    // Each as JSON, which is a GraphQL literal as well.
    private static readonly Dictionary<string, (Func<Place, bool> Fits, string[] Values)> Kinds = new()
    {
        ["U+0000"] = (place => place.Scalar is "String" or "ID", ["\"a\\u0000b\"", "\"\\u0000\""]),
        ["half a character"] = (place => place.Scalar is "String" or "ID", ["\"a\\ud800b\""]),
        ["the ends of time"] = (place => place.Scalar == "DateTime",
        [
            "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+08:00\"", "\"0001-01-01T00:00:00-08:00\"",
            "\"0999-12-31T23:59:59Z\"", "\"9000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"",
            "\"9999-12-31T23:59:59+08:00\"", "\"9999-12-31T23:59:59-08:00\"",
        ]),
        ["the first and the last days"] = (
            IsDay, ["\"0001-01-01\"", "\"0001-01-05\"", "\"0999-12-31\"", "\"9000-01-01\"", "\"9999-12-31\""]),
        ["no cursor"] = (IsCursor,
        [
            "\"\"", "\"bnVsbA\"", "\"no base64\"", "\"☃\"", $"\"{new string('A', 100_000)}\"", Text("[]"), Text("{}"),
            Text("\"x\""), Text("1"), Text("[[[[]]]]"), Text("[1]"), Text("[1,2]"), Text("[-1,-1]"),
            Text("[9223372036854775807,2147483647]"), Text("[9223372036854775808,1]"), Text("[1e400,1]"),
            Text("[null,null]"), Text("[\"a\"]"), Text("[\"\\u0000\"]"), Text("[1,\"\\u0000\"]"),
            Text("[\"2026-11-22T12:00:00+08:00\",\"x\"]"), Text("[\"2026-11-22T12:00:00+00:00\",\"\\u0000\"]"),
            Text("[\"2026-11-22T12:00:00+08:00\",\"a\",\"b\"]"), Text("[\"0001-01-01\"]"),
            Text("[\"9999-12-31T23:59:59-08:00\",\"x\"]"),
        ]),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_bad_input_wherever_they_come_and_change_nothing(string kind)
    {
        var (fits, values) = Kinds[kind];
        var places = scene.Schema.Places().Where(fits).ToList();
        var before = await scene.FactsAsync();
        var wrong = new List<string>();
        foreach (var place in places)
        {
            foreach (var value in values)
            {
                wrong.AddRange(await WrongAsync(place, value, isVariable: false));
                wrong.AddRange(await WrongAsync(place, value, isVariable: true));
            }
        }

        Assert.NotEmpty(places);
        var tried = places.Count * values.Length * 2;
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong.Take(60))}");
        Assert.Equal(before, await scene.FactsAsync());
        output.WriteLine($"{places.Count} places, {values.Length} values, as literals and as variables");
    }

    [Fact]
    public async Task Are_told_in_one_sentence_with_the_place_and_what_is_wrong()
    {
        var text = await AskAsync("Query.campaign", """{ campaign(id: "a\u0000b") { id } }""", null);
        var nested = await AskAsync(
            "Query.productCodes",
            "query($v: ProductCodeFilterInput!) { productCodes(where: $v) { nodes { code } } }",
            """{"codeStartsWith":"\u0000"}""");
        var moment = await AskAsync(
            "Query.orders", """{ orders(where: { from: "9999-12-31T23:59:59Z" }) { nodes { id } } }""", null);
        var day = await AskAsync("Query.overview", """{ overview { days(to: "0001-01-05") { day } } }""", null);

        Assert.Equal(
            "id has the character U+0000 at position 2, which no text can hold: send it without.", Message(text));
        Assert.Equal(
            "v.codeStartsWith has the character U+0000 at position 1, which no text can hold: send it without.",
            Message(nested));
        Assert.Equal("from must be a moment of the years 1000 to 8999, and is 9999-12-31T23:59:59Z.", Message(moment));
        Assert.Equal("to must be a day such as 2026-11-22, of the years 1000 to 8999.", Message(day));
    }

    [Fact]
    public async Task Are_the_cursors_of_every_other_list()
    {
        var cursors = await CursorsAsync();
        var places = scene.Schema.Places().Where(IsCursor).ToList();
        var wrong = new List<string>();
        foreach (var place in places)
        {
            foreach (var (list, cursor) in cursors.Where(known => known.List != place.Field))
            {
                var problems = await WrongAsync(place, $"\"{cursor}\"", isVariable: true);
                wrong.AddRange(problems.Select(problem => $"of {list}: {problem}"));
            }
        }

        Assert.True(cursors.Count >= 7, $"{cursors.Count} lists have rows");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(60)));
    }

    [Fact]
    public async Task Are_cursors_that_are_spelled_otherwise_than_the_lists_own()
    {
        var tried = 0;
        var places = scene.Schema.Places().Where(place => IsCursor(place) && place.Name == "after").ToList();
        foreach (var (list, cursor) in await CursorsAsync())
        {
            foreach (var place in places.Where(place => place.Field == list))
            {
                var own = await AskAsync(place, $"\"{cursor}\"", isVariable: true);
                Assert.DoesNotContain("\"errors\"", own, StringComparison.Ordinal);
                foreach (var forged in Forged(cursor))
                {
                    tried++;
                    Assert.Empty(await WrongAsync(place, $"\"{forged}\"", isVariable: true));
                }
            }
        }

        Assert.True(tried >= 30, $"{tried}");
    }

    [Fact]
    public async Task Are_cursors_of_codes_in_another_order()
    {
        const string Query =
            """
            query($where: ProductCodeFilterInput, $after: String) {
              productCodes(where: $where, after: $after) { edges { cursor } } }
            """;
        using var admin = await scene.Cluster.AdminAsync();
        object? all = null, active = new { status = "ACTIVE" }, claimed = new { status = "CLAIMED" };
        object? victims = new { memberId = Callers.Victim };
        var byBatch = await FirstAsync(all);
        var byClaim = await FirstAsync(claimed);

        Assert.Equal("BAD_INPUT", await CodeAsync(claimed, byBatch));
        Assert.Equal("BAD_INPUT", await CodeAsync(victims, byBatch));
        Assert.Equal("BAD_INPUT", await CodeAsync(victims, byClaim));
        Assert.Equal("BAD_INPUT", await CodeAsync(all, byClaim));
        Assert.Null(await CodeAsync(claimed, byClaim));
        Assert.Null(await CodeAsync(active, byBatch));

        async Task<string> FirstAsync(object? where) =>
            (string)(await admin.FieldAsync(Query, new { where }))["edges"]![0]!["cursor"]!;

        async Task<string?> CodeAsync(object? where, string after) =>
            (string?)(await admin.AskAsync(Query, new { where, after }))["errors"]?[0]?["extensions"]?["code"];
    }

    [Fact]
    public async Task Are_names_of_files()
    {
        var before = await scene.Cluster.Database.ScalarAsync("select count(*) from imports");
        foreach (var root in new[] { "Mutation.importProductCodes", "Mutation.setMallItemPicture" })
        {
            var answer = await AskAsync(root, scene.Schema.Operation(root), null, "filename*=UTF-8''a%00b.csv");

            Assert.Contains("\"BAD_INPUT\"", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, await scene.Cluster.Database.ScalarAsync("select count(*) from imports"));
    }

    [Theory]
    [InlineData("ApiKey lk_abcdefghijkm_\0")]
    [InlineData("lk_\0bcdefghijkm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer a.b\0.c")]
    public async Task Are_keys_and_tokens_which_close_the_socket(string token)
    {
        using var socket = await GraphQLSocket.ConnectAsync(scene.Cluster.Address, token);

        Assert.Null(await socket.NextAsync());
        Assert.InRange(socket.CloseCode!.Value, 4400, 4499);
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("name")]
    [InlineData("phone_number")]
    public async Task Are_claims_of_a_token_which_signs_nobody_in(string claim)
    {
        var token = claim == "sub" ? Callers.Token(scene.Cluster, "m-\0", "member")
            : Callers.Token(scene.Cluster, "m-with-hostile-claims", "member", also: (claim, "a\0b"));
        using var client = new GraphQLClient(scene.Cluster.Address, token);

        var answer = await client.AskAsync("{ me { id } }");

        Assert.Equal("AUTH_INVALID_TOKEN", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Theory]
    [InlineData("codes/export.xlsx?codeStartsWith=%00", "codeStartsWith")]
    [InlineData("codes/export.xlsx?memberId=%00", "memberId")]
    [InlineData("codes/export.xlsx?batchId=1%00", "batchId")]
    [InlineData("codes/export.xlsx?status=LOST", "status")]
    [InlineData("codes/export.xlsx?importedFrom=1.12.2026", "importedFrom")]
    [InlineData("codes/export.xlsx?importedFrom=11/12/2026", "importedFrom")]
    [InlineData("codes/export.xlsx?importedTo=10:00", "importedTo")]
    [InlineData("codes/export.xlsx?claimedFrom=0001-01-01T00:00:00Z", "claimedFrom")]
    [InlineData("codes/export.xlsx?claimedTo=9999-12-31T23:59:59-08:00", "claimedTo")]
    [InlineData("codes/export.xlsx?claimedTo=0001-01-01", "claimedTo")]
    [InlineData("members/m-victim/statement.xlsx?to=9999-12-31", "to")]
    [InlineData("members/m-victim/statement.xlsx?from=0001-01-01", "from")]
    [InlineData("members/m-victim/statement.xlsx?from=22.11.2026", "from")]
    [InlineData("members/m-victim/statement.xlsx?from=2026-02-01&to=2026-01-31", "from")]
    [InlineData("members/m-victim/statement.xlsx?language=fr", "language")]
    public async Task Are_refused_with_the_field_by_what_is_served_beside_GraphQL(string path, string field)
    {
        using var admin = await scene.Cluster.AdminAsync();
        using var response = await admin.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!;
        Assert.Equal("BAD_INPUT", (string?)error["extensions"]!["code"]);
        Assert.Equal(field, (string?)error["extensions"]!["field"]);
        Assert.StartsWith($"{field} ", (string?)error["message"], StringComparison.Ordinal);
    }

    private static bool IsDay(Place place) => place.Scalar == "String" && Days.Contains(place.Name);

    private static bool IsCursor(Place place) => place.Scalar == "String" && place.Name is "after" or "before";

    private static string Text(string key) => $"\"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key))}\"";

    private static string? Message(string answer) => (string?)JsonNode.Parse(answer)!["errors"]![0]!["message"];

    /// <summary>A cursor's own content with one thing changed.</summary>
    private static IEnumerable<string> Forged(string cursor)
    {
        var content = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        var last = content.LastIndexOf(']');
        string[] changed =
        [
            content.Replace("+00:00", "+08:00", StringComparison.Ordinal), $" {content}", content.Insert(last, ",1"),
            content.Insert(last, " "), content.Insert(last, "0000000000000000000000"),
            content.Replace(",", ",-", StringComparison.Ordinal),
            content.Replace("\"]", "\\u0000\"]", StringComparison.Ordinal), content.ToUpperInvariant(),
            content.Replace(',', ';'),
        ];
        return changed.Where(text => text != content)
            .Select(text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)))
            .Append($"{cursor}=");
    }

    /// <summary>The first cursor of every list that has rows, by the list's field.</summary>
    private async Task<List<(string List, string Cursor)>> CursorsAsync()
    {
        using var admin = await scene.Cluster.AdminAsync();
        var cursors = new List<(string, string)>();
        foreach (var list in new[] { "mallItems", "redemptions", "productCodes", "codeBatches", "channels" })
        {
            var page = await admin.FieldAsync($"{{ {list} {{ edges {{ cursor }} }} }}");
            cursors.Add(($"Query.{list}", (string)page["edges"]![0]!["cursor"]!));
        }

        var member = await admin.FieldAsync(
            $"{{ member(by: {{ id: \"{Callers.Victim}\" }}) {{ postings {{ edges {{ cursor }} }} }} }}");
        cursors.Add(("Member.postings", (string)member["postings"]!["edges"]![0]!["cursor"]!));
        var backlog = await admin.FieldAsync(
            "{ redemptionBacklog { events { ... on CodeClaimed { cursor } ... on MallItemRedeemed { cursor } } } }");
        cursors.Add(("Subscription.redemptionFeed", (string)backlog["events"]![0]!["cursor"]!));
        return cursors;
    }

    /// <summary>What is wrong with the answer to a value in a place; nothing where it says bad input.</summary>
    private async Task<IEnumerable<string>> WrongAsync(Place place, string value, bool isVariable)
    {
        var answer = await AskAsync(place, value, isVariable);
        var (error, data) = (JsonNode.Parse(answer)!["errors"]?[0], JsonNode.Parse(answer)!["data"]);
        var code = (string?)error?["extensions"]?["code"];

        // What is no text and no moment at all is refused before, in words of GraphQL's own and without a code.
        var isNone = value.Contains("\\ud8", StringComparison.Ordinal) || place.Scalar == "DateTime";
        return code == "BAD_INPUT" || (isNone && code is null && error?["message"] is not null && data is null)
            ? []
            : [$"{place} with {(isVariable ? "a variable of " : "")}{Beginning(value)} got {Beginning(answer)}"];
    }

    private static string Beginning(string text) => text[..Math.Min(text.Length, 300)];

    private Task<string> AskAsync(Place place, string value, bool isVariable)
    {
        var variables = string.Join(", ", new[]
        {
            isVariable ? $"$v: {place.Scalar}!" : "",
            place.Operation("").Contains("$file", StringComparison.Ordinal) ? "$file: Upload!" : "",
        }.Where(text => text.Length > 0));
        var operation = place.Operation(isVariable ? "$v" : value)
            .Replace("(VARIABLES)", variables.Length == 0 ? "" : $"({variables})", StringComparison.Ordinal);
        return AskAsync(place.Root, operation, isVariable ? value : null);
    }

    /// <summary>The answer as JSON; of a subscription, the first event.</summary>
    private async Task<string> AskAsync(
        string root, string operation, string? value, string fileName = "filename=\"codes.csv\"")
    {
        var caller = scene.Everybody.First(
            caller => caller.IsTaken && caller.Token is not null && caller.May(WhoMayWhat.Roots[root]));
        using var client = new GraphQLClient(scene.Cluster.Address, caller.Token);
        using var enough = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = Body(operation, value, fileName),
        };
        request.Headers.Add("GraphQL-Preflight", "1");
        if (!root.StartsWith("Subscription.", StringComparison.Ordinal))
        {
            using var response = await client.Http.SendAsync(request, enough.Token);
            return await response.Content.ReadAsStringAsync(enough.Token);
        }

        request.Headers.Accept.ParseAdd("text/event-stream");
        using var stream = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, enough.Token);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(enough.Token));
        var line = "";
        while (line is not null && !line.Contains('{', StringComparison.Ordinal))
        {
            line = await reader.ReadLineAsync(enough.Token);
        }

        return line![line!.IndexOf('{', StringComparison.Ordinal)..];
    }

    private static HttpContent Body(string operation, string? value, string fileName)
    {
        // Written by hand: a serialiser would put another character in the place of a half one.
        var query = JsonValue.Create(operation).ToJsonString();
        var json = $"{{\"query\":{query},\"variables\":{{\"v\":{value ?? "null"},\"file\":null}}}}";
        if (!operation.Contains("$file", StringComparison.Ordinal))
        {
            return new StringContent(json, Encoding.UTF8, "application/json");
        }

        var file = new ByteArrayContent("HOSTILE-CODE-1"u8.ToArray());
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"0\"; {fileName}");
        return new MultipartFormDataContent
        {
            { new StringContent(json), "operations" },
            { new StringContent("""{ "0": ["variables.file"] }"""), "map" },
            file,
        };
    }
}

using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

/// <summary>
/// The bug: a document of 6,445 bytes was answered with 8 MB of reasons, and nothing bounded errors in general.
/// </summary>
public sealed class TellingErrors
{
    private const string More = "Too many errors, the rest is left out.";

    private static Answer Gateway =>
        new("type Query { list: [Item!], x: Int, e: E } type Item { x: Int! } enum E { A }")
        {
            Options = new ExecutorOptions { MaxAliases = 0 },
        };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Is_short_however_many_reasons_a_conflict_has(int levels) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(await Gateway.ToAsync(Conflicts(levels))), 1, 100_000);

    [Fact]
    public async Task Cuts_the_reasons_of_a_conflict()
    {
        var answer = await Gateway.ToAsync(Conflicts(3));

        Assert.StartsWith(
            "Fields \"ofType\" conflict because subfields \"ofType\" conflict because subfields ",
            MessagesOf(answer)[0],
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Use different aliases on the fields to fetch both if this was intentional.",
            MessagesOf(answer)[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_at_what_a_response_may_hold()
    {
        var answer = await Gateway.With("Query.list", _ => new object?[100_000])
            .ToAsync("{list{x}}");
        Assert.Single(MessagesOf(answer)); // The first null takes the list with it.

        answer = await Gateway
            .Change(schema => Answer.Find(schema, "Query.list").Resolve = Failing(100_000))
            .ToAsync("{list{x}}");

        var messages = MessagesOf(answer);
        Assert.Equal(501, messages.Count);
        Assert.Equal("failed 499", messages[^2]);
        Assert.Equal(More, messages[^1]);
        Assert.InRange(Encoding.UTF8.GetByteCount(answer), 1, 100_000);
    }

    [Fact]
    public async Task Stops_at_long_errors_sooner()
    {
        var answer = await Gateway
            .Change(schema => Answer.Find(schema, "Query.list").Resolve = Failing(1_000, new string('\u79EF', 5_000)))
            .ToAsync("{list{x}}");

        var messages = MessagesOf(answer);
        Assert.Equal($"{new string('\u79EF', 2_000)}…", messages[0]);
        Assert.Equal(11, messages.Count);
        Assert.Equal(More, messages[^1]);
    }

    [Fact]
    public async Task Does_not_repeat_a_long_literal()
    {
        var answer = await Gateway.ToAsync($"{{e(no:\"{new string('s', 500_000)}\") {new string('n', 500_000)}}}");

        Assert.InRange(answer.Length, 1, 5_000);
    }

    private static string Conflicts(int levels)
    {
        var selections = Enumerable.Range(0, levels).Aggregate("x:name x:kind", (below, _) =>
            string.Concat(Enumerable.Repeat($"ofType{{{below}}}", 3)));
        return $"{{__schema{{types{{{selections}}}}}}}";
    }

    private static Types.Resolver Failing(int times, string? message = null) => context =>
    {
        for (var i = 0; i < times; i++)
        {
            context.ReportError(new GraphQLError(message ?? $"failed {i}"));
        }

        return new((object?)null);
    };

    private static List<string> MessagesOf(string answer) =>
    [
        .. JsonDocument.Parse(answer).RootElement.GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("message").GetString()!),
    ];
}

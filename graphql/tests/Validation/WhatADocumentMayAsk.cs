using GraphQLEngine.Execution;
using GraphQLEngine.Tests.Execution;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Validation;

public sealed class WhatADocumentMayAsk
{
    private const string Sdl = """
        type Query { a: A, x: Int } type A { a: A, x: Int }
        type Mutation { redeem(item: ID): Int, claim(code: ID): Int, rename(name: String): Int }
        type Subscription { a: Int, b: Int }
        """;

    private static Answer Limited(ExecutorOptions options) => new Answer(Sdl) { Options = options }.Change(schema =>
    {
        Answer.Find(schema, "Mutation.redeem").Metadata.Set(new ExclusiveInDocument("points-moving"));
        Answer.Find(schema, "Mutation.claim").Metadata.Set(new ExclusiveInDocument("points-moving"));
    });

    [Theory]
    [InlineData("{a{a{x}}}", null)]
    [InlineData("{a{a{a{x}}}}", 4)]
    [InlineData("{a{...F}} fragment F on A{a{...G}} fragment G on A{a{x}}", 4)]
    [InlineData("{a{...on A{a{x}}}}", null)]
    public async Task Is_limited_in_depth_through_fragments(string query, int? depth)
    {
        var response = await Limited(new ExecutorOptions { MaxDepth = 3 }).ToAsync(query);

        var refusal = $"The operation is {depth} fields deep; at most 3 are answered.";
        Assert.Equal(depth is not null, response.Contains(refusal, StringComparison.Ordinal));
        Assert.Equal(depth is not null, response.Contains("DEPTH_EXCEEDED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_refused_before_fragments_in_fragments_reach_the_end_of_the_stack()
    {
        var fragments = Enumerable.Range(0, 50_000).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} }}");
        var unlimited = new ExecutorOptions { MaxTokens = 0, MaxDepth = 0, MaxAliases = 0 };

        Assert.Equal(
            """{"errors":[{"message":"Selections are nested deeper than 500 levels.","extensions":{"code":"DEPTH_EXCEEDED"}}]}""",
            await Limited(unlimited).ToAsync($"{{...F0}} {string.Join(' ', fragments)} fragment F50000 on Query {{x}}"));
    }

    [Theory]
    [InlineData("{a:x b:x}", false)]
    [InlineData("{a:x b:x c:x}", true)]
    [InlineData("{a:x ...F} fragment F on Query{b:x c:x}", true)]
    public async Task Is_limited_in_aliases(string query, bool isRefused) => Assert.Equal(
        isRefused,
        (await Limited(new ExecutorOptions { MaxAliases = 2 }).ToAsync(query)).Contains("ALIASES_EXCEEDED", StringComparison.Ordinal));

    [Theory]
    [InlineData("mutation{redeem rename}", false)]
    [InlineData("mutation{redeem claim}", true)]
    [InlineData("mutation{redeem again:redeem}", true)]
    [InlineData("mutation{redeem ...F} fragment F on Mutation{claim}", true)]
    [InlineData("mutation A{redeem} mutation B{claim}", true)]
    public async Task Is_one_thing_of_those_that_exclude_each_other(string query, bool isRefused) => Assert.Equal(
        isRefused,
        (await Limited(new ExecutorOptions()).ToAsync(query, operationName: query.Contains('A') ? "A" : null))
            .Contains("Only one points-moving field may be selected in a document.", StringComparison.Ordinal));

    [Theory]
    [InlineData("subscription{a @skip(if:true)}")]
    [InlineData("subscription{...{a} ...@include(if:true){a}}")]
    public async Task Is_no_condition_at_the_root_of_a_subscription(string query) => Assert.Contains(
        "must not use `@skip` or `@include` directives in the top level selection.",
        await Limited(new ExecutorOptions()).ToAsync(query),
        StringComparison.Ordinal);

    [Fact]
    public async Task Is_told_a_hundred_errors_and_no_more()
    {
        var response = await Limited(new ExecutorOptions()).ToAsync(
            $"{{{string.Join(' ', Enumerable.Range(0, 500).Select(i => $"no{i}"))}}}");

        Assert.Equal(101, response.Split("\"message\"").Length - 1);
        Assert.Contains("Too many validation errors, error limit reached. Validation aborted.", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_compared_only_so_often_with_itself()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var response = await Limited(new ExecutorOptions()).ToAsync(
            $"{{{string.Concat(Enumerable.Repeat("a{x}", 2_400))}}}");

        Assert.Contains("The document takes too many steps to validate.", response, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Took {clock.Elapsed}.");
    }

    /// <summary>The bug: each level of selections without names told the conflict again.</summary>
    [Theory]
    [InlineData("{...{...{p:x p:a{x}}}}")]
    [InlineData("{...{p:x} ...on Query{p:a{x}}}")]
    public async Task Is_told_a_conflict_once(string query) => Assert.Equal(
        1, (await Limited(new ExecutorOptions()).ToAsync(query)).Split("\"message\"").Length - 1);

    /// <summary>
    /// The bug: a fragment's variables were judged by the definitions of the operation that stood before it.
    /// </summary>
    [Theory]
    [InlineData("query A($v:Int!){...F} query B($v:Int){echo(a:$v)} fragment F on Query{one(a:{f:$v})}", "A", true)]
    [InlineData("query B($v:Int){echo(a:$v)} query A($v:Int!){...F} fragment F on Query{one(a:{f:$v})}", "A", true)]
    [InlineData("query A($v:Int){...F} query B($v:Int!){echo(a:$v)} fragment F on Query{one(a:{f:$v})}", "A", false)]
    [InlineData("query A($v:Int){one(a:{f:$v})}", "A", false)]
    public async Task Is_judged_by_the_variables_of_its_own_operation(string query, string operation, bool isTaken)
    {
        var answer = new Answer("type Query { echo(a: Int): Int, one(a: N): Int } input N @oneOf { f: Int, g: Int }");

        var response = await answer.ToAsync(query, new { v = 1 }, operation);

        Assert.Equal(isTaken, response == """{"data":{"one":null}}""");
        Assert.Equal(!isTaken, response.Contains("must be non-nullable to be used for OneOf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_refused_when_a_literal_of_any_kind_names_a_field_twice() => Assert.Equal(
        """{"errors":[{"message":"There can be only one input field named \"a\".","locations":[{"line":1,"column":9},{"line":1,"column":13}]}]}""",
        await new Answer("type Query { any(j: JSON): Int } scalar JSON").ToAsync("{any(j:{a:1 a:1})}"));

    [Theory]
    [InlineData("query A{x} query B{x}", null, "Must provide operation name if query contains multiple operations.")]
    [InlineData("query A{x} query B{x}", "C", "Unknown operation named \\\"C\\\".")]
    [InlineData("fragment F on Query{x}", null, "Fragment \\\"F\\\" is never used.")]
    public async Task Is_one_operation(string query, string? name, string message) => Assert.Contains(
        message, await Limited(new ExecutorOptions()).ToAsync(query, operationName: name), StringComparison.Ordinal);

    [Fact]
    public async Task Is_chosen_by_name() => Assert.Equal(
        """{"data":{"b":null}}""",
        await Limited(new ExecutorOptions()).ToAsync("query A{a:x} query B{b:x}", operationName: "B"));
}

using GraphQLEngine.Execution;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Execution;

public sealed class WeighingAnOperation
{
    private static Answer Limited(double maximum) => new Answer("""
        type Query { claims(first: Int = 20): Claims, heavy: Int, list: [Claim] }
        type Claims { nodes: [Claim], total: Int }
        type Claim { id: ID, claims(first: Int): Claims }
        """) { Options = new ExecutorOptions { MaxCost = maximum, ReportCost = true } }
        .Change(schema =>
        {
            var page = new ListSize { SlicingArguments = ["first"], SizedFields = ["nodes"] };
            Answer.Find(schema, "Query.claims").Metadata.Set(page);
            Answer.Find(schema, "Claim.claims").Metadata.Set(page with { AssumedSize = 5 });
            Answer.Find(schema, "Query.heavy").Metadata.Set(new FieldCost(50));
        });

    [Theory]
    [InlineData("{heavy}", 50)]
    [InlineData("{list{id}}", 10)]
    [InlineData("{claims{total}}", 1)]
    [InlineData("{claims{nodes{id}}}", 21)]
    [InlineData("{claims(first:100){nodes{id}}}", 101)]
    [InlineData("query($n:Int=30){claims(first:$n){nodes{id}}}", 31)]
    [InlineData("{claims(first:2){nodes{claims{nodes{id}}}}}", 15)]
    public async Task Counts_objects_and_weights(string query, double cost) => Assert.EndsWith(
        $"\"cost\":{{\"requested\":{cost},\"maximum\":1000}}}}}}",
        await Limited(1000).ToAsync(query),
        StringComparison.Ordinal);

    [Fact]
    public async Task Refuses_what_costs_too_much_before_anything_runs()
    {
        var wasRun = false;
        var answer = Limited(100).With("Query.claims", _ => wasRun = true);

        Assert.Equal(
            """{"errors":[{"message":"The operation costs 101; at most 100 is answered.","extensions":{"code":"COST_EXCEEDED","cost":{"requested":101,"maximum":100}}}]}""",
            await answer.ToAsync("{claims(first:100){nodes{id}}}"));
        Assert.False(wasRun);
    }

    [Fact]
    public async Task Does_not_unfold_fragments_without_end()
    {
        var answer = new Answer("type Query { claim: Claim } type Claim { id: ID, claim: Claim }")
        {
            Options = new ExecutorOptions { MaxCost = double.MaxValue, MaxAliases = 0 },
        };
        var fragments = Enumerable.Range(0, 18).Select(i =>
            $"fragment F{i} on Claim {{ a:claim{{...F{i + 1}}} b:claim{{...F{i + 1}}} }}");

        var response = await answer.ToAsync($"{{claim{{...F0}}}} {string.Join(' ', fragments)} fragment F18 on Claim{{id}}");

        Assert.Contains("COST_EXCEEDED", response, StringComparison.Ordinal);
    }
}

using GraphQLEngine.Benchmark;

namespace HotChocolateBenchmark;

/// <summary>The roots of the benchmark's schema.</summary>
public sealed class Query
{
    public string Hello { get; } = "world";

    public IReadOnlyList<Item> Items { get; } = Item.All;
}

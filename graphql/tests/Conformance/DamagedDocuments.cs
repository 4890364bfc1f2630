using System.Globalization;
using Xunit.Abstractions;

namespace GraphQLEngine.Tests.Conformance;

public sealed class DamagedDocuments(ITestOutputHelper output)
{
    /// <summary>
    /// 20,000 by default, with a seed of the moment; GRAPHQL_FUZZ_DOCUMENTS and GRAPHQL_FUZZ_SEED choose others.
    /// </summary>
    [Fact]
    public async Task Are_refused_without_harm()
    {
        var seed = Setting("GRAPHQL_FUZZ_SEED", Environment.TickCount);
        var documents = Setting("GRAPHQL_FUZZ_DOCUMENTS", 20_000);
        output.WriteLine($"seed {seed}, {documents} documents");
        var fuzzer = new DocumentFuzzer(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await fuzzer.RunAsync(documents);
        output.WriteLine($"damaged documents {documents}/{documents}");

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{fuzzer.Answered} answered, slowest {fuzzer.Slowest.TotalMilliseconds:F0} ms, {grown / 1024} kB kept");
        Assert.InRange(fuzzer.Answered, 1, documents - 1);
        Assert.True(fuzzer.Slowest < TimeSpan.FromSeconds(10), $"One document took {fuzzer.Slowest}.");
        Assert.True(grown < 50_000_000, $"{grown} bytes are kept.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

namespace OrleansLoyalty.Benchmarks;

/// <summary>Leaves a filled database behind under the name that <c>./run</c> looks for.</summary>
internal static class Existing
{
    internal static async Task<int> MakeAsync(Settings settings)
    {
        await Cluster.FreshAsync(Seed.Ours(settings) with { Name = "loyalty" });
        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        return 0;
    }
}

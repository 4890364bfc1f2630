using System.Globalization;

namespace OrleansLoyalty.Simulation;

/// <summary>A small part of what <c>tools/simulation/run</c> runs; LOYALTY_SEED runs one seed alone.</summary>
public sealed class RunningSeeds
{
    private const int Seeds = 6_000;
    private const int Operations = 40;

    [Fact]
    public void Finds_nothing_lost_doubled_or_made_up()
    {
        var failure = Environment.GetEnvironmentVariable("LOYALTY_SEED") is { Length: > 0 } seed
            ? Simulator.Run(ulong.Parse(seed, CultureInfo.InvariantCulture), 400)
            : Simulator.RunMany(1_000_000, Seeds, Operations, threads: Environment.ProcessorCount);

        Assert.True(failure is null, failure);
    }

    [Fact]
    public void Replays_a_seed_exactly()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            Assert.Equal(Simulator.Replay(seed, 100), Simulator.Replay(seed, 100));
        }
    }
}

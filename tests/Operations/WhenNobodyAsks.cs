namespace OrleansLoyalty.Tests.Operations;

/// <summary>When a process looks through its memory for what nobody needs any more.</summary>
public sealed class WhenNobodyAsks
{
    private const long Idle = 1_400_000; // Ten seconds of a silo on Orleans that nobody asks.
    private const long Busy = 3_100_000;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    [Fact]
    public void Looks_once_it_has_been_quiet_for_a_while() => Assert.Equal([30], Looks([.. Enumerable.Repeat(Idle, 8)]));

    [Fact]
    public void Looks_again_as_often_as_idle_grains_end() => Assert.Equal([30, 90, 150], Looks([.. Enumerable.Repeat(Idle, 15)]));

    [Fact]
    public void Waits_anew_after_somebody_came() => Assert.Equal([60, 110], Looks([Idle, Idle, Busy, Idle, Idle, Idle, Idle, Busy, Idle, Idle, Idle]));

    [Fact]
    public void Never_looks_while_it_is_busy() => Assert.Empty(Looks([.. Enumerable.Repeat(Busy, 100)]));

    /// <summary>After how many seconds memory is looked through, where so many bytes are allocated between two looks.</summary>
    private static List<int> Looks(long[] allocated)
    {
        var (quiet, looks) = (Quiet.Not, new List<int>());
        for (var i = 0; i < allocated.Length; i++)
        {
            (quiet, var isDue) = quiet.After(Look, allocated[i], Age);
            if (isDue)
            {
                looks.Add((i + 1) * 10);
            }
        }

        return looks;
    }
}

using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>How many codes that nobody printed a member may try.</summary>
public sealed class ScanLimitOptions
{
    /// <summary>So many unknown codes may be tried within <see cref="Window"/>: enough for misread labels, too few to guess.</summary>
    [Range(1, 1_000)]
    public int MaxUnknownCodes { get; set; } = 10;

    /// <summary>How long an unknown code is remembered.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>The codes that a member tried and nobody printed, as moments, oldest first.</summary>
public sealed record UnknownCodeAttempts(ImmutableQueue<DateTimeOffset> Moments, int Count)
{
    /// <summary>No attempt yet.</summary>
    public static readonly UnknownCodeAttempts None = new([], 0);

    /// <summary>Decides whether another code may be tried.</summary>
    /// <returns>How long to wait, or <see langword="null"/> when it may be tried now.</returns>
    public TimeSpan? MustWait(ScanLimitOptions limit, DateTimeOffset now)
    {
        var recent = Recent(limit, now);
        return recent.Count < limit.MaxUnknownCodes ? null : recent.Moments.Peek() + limit.Window - now;
    }

    /// <summary>The attempts with one more; never more than the limit are kept.</summary>
    public UnknownCodeAttempts Add(ScanLimitOptions limit, DateTimeOffset now)
    {
        var recent = Recent(limit, now);
        return new UnknownCodeAttempts(recent.Moments.Enqueue(now), recent.Count + 1);
    }

    private UnknownCodeAttempts Recent(ScanLimitOptions limit, DateTimeOffset now)
    {
        var (moments, count) = (Moments, Count);
        while (count > 0 && moments.Peek() + limit.Window <= now)
        {
            moments = moments.Dequeue();
            count--;
        }

        return new UnknownCodeAttempts(moments, count);
    }
}

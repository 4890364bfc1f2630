using System.Globalization;

namespace Orleans;

/// <summary>How long a grain of this class may go uncalled, where that differs from the rest.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _exactly;

    /// <summary>The age as <see cref="Minutes"/> says, at least one.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The age as <c>hh:mm:ss</c>, however short.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _exactly = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>The age in minutes.</summary>
    public double Minutes { get; set; }

    /// <summary>The age.</summary>
    public TimeSpan AgeLimit =>
        _exactly ?? (Minutes < Least.TotalMinutes ? Least : TimeSpan.FromMinutes(Minutes));
}

using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call to the grain and to whatever it calls, and never back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The keys set for the calls made from here.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? [];

    /// <summary>The value of <paramref name="key"/>; null when there is none.</summary>
    public static object? Get(string key) =>
        Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Lets <paramref name="value"/> travel with every later call of this flow.</summary>
    public static void Set(string key, object value) =>
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Stops a value from travelling on; false when there was none.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        Adopt(values.Remove(key));
        return true;
    }

    /// <summary>Stops every value from travelling on.</summary>
    public static void Clear() => Adopt(null);

    internal static ImmutableDictionary<string, object>? Capture() => Values.Value;

    internal static void Adopt(ImmutableDictionary<string, object>? values)
    {
        if (!ReferenceEquals(Values.Value, values))
        {
            Values.Value = values is { IsEmpty: true } ? null : values;
        }
    }
}

using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The name of a stream: a namespace and a key inside it.</summary>
public readonly record struct StreamId
{
    private readonly string? _namespace;
    private readonly string _key;

    private StreamId(string? ns, string key)
    {
        _namespace = ns;
        _key = key;
    }

    /// <summary>A stream known by a string.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <summary>A stream known by a <see cref="Guid"/>.</summary>
    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    /// <summary>A stream known by a whole number.</summary>
    public static StreamId Create(string? ns, long key) => new(ns, key.ToString(CultureInfo.InvariantCulture));

    /// <summary>The key as text.</summary>
    public string GetKeyAsString() => _key;

    /// <summary>The namespace; null when there is none.</summary>
    public string? GetNamespace() => _namespace;

    /// <inheritdoc />
    public override string ToString() => $"{_namespace}/{_key}";
}

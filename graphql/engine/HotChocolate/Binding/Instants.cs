using System.Globalization;
using System.Text.RegularExpressions;

namespace GraphQLEngine.Binding;

/// <summary>Instants as the DateTime scalar writes and reads them.</summary>
internal static partial class Instants
{
    /// <summary>To the millisecond; UTC as <c>Z</c>.</summary>
    public static string Write(DateTimeOffset instant) => instant.ToString(
        instant.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz",
        CultureInfo.InvariantCulture);

    /// <summary>Null for what is no RFC 3339 instant with a known offset.</summary>
    public static DateTimeOffset? Read(string text) =>
        Shape().IsMatch(text)
        && !text.EndsWith("-00:00", StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}

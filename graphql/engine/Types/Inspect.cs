using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace GraphQLEngine.Types;

/// <summary>Shows a value in an error message, cut short where it is long or deep.</summary>
internal static class Inspect
{
    private const int MaxItems = 10;

    // Past what any message shows, since messages are cut.
    private const int MaxMembers = 500;

    private const int MaxDepth = 2;

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Value(object? value) => Value(value, 0);

    private static string Value(object? value, int depth) => value switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text, Relaxed),
        bool flag => flag ? "true" : "false",
        double number when double.IsInteger(number) && Math.Abs(number) < 1e21 =>
            number.ToString("F0", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.#############################", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object?> members => Object(members, depth),
        IEnumerable items => Array([.. items.Cast<object?>()], depth),
        _ => value.ToString() ?? "",
    };

    private static string Object(IReadOnlyDictionary<string, object?> members, int depth)
    {
        if (members.Count == 0)
        {
            return "{}";
        }

        return depth > MaxDepth
            ? "[Object]"
            : $"{{ {string.Join(", ", members.Take(MaxMembers).Select(Member))} }}";

        string Member(KeyValuePair<string, object?> member) => $"{member.Key}: {Value(member.Value, depth + 1)}";
    }

    private static string Array(List<object?> items, int depth)
    {
        if (items.Count == 0)
        {
            return "[]";
        }

        if (depth > MaxDepth)
        {
            return "[Array]";
        }

        var shown = items.Take(MaxItems).Select(item => Value(item, depth + 1)).ToList();
        var rest = items.Count - shown.Count;
        if (rest > 0)
        {
            shown.Add(rest == 1 ? "... 1 more item" : $"... {rest} more items");
        }

        return $"[{string.Join(", ", shown)}]";
    }
}

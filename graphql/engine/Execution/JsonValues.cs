using System.Globalization;
using System.Text.Json;

namespace GraphQLEngine.Execution;

/// <summary>Turns JSON into the plain values that <see cref="GraphQLRequest"/> holds.</summary>
public static class JsonValues
{
    /// <summary>
    /// The value of any JSON element: whole numbers become long, others decimal where that holds every digit, else
    /// the nearest double.
    /// </summary>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => ReadArray(element),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ReadNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The members of a JSON object, in order; a repeated name keeps its last value.</summary>
    public static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = Read(member.Value);
        }

        return members;
    }

    private static List<object?> ReadArray(JsonElement element)
    {
        var items = new List<object?>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(Read(item));
        }

        return items;
    }

    /// <summary>A number as written in JSON or GraphQL.</summary>
    internal static object ReadNumber(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return IsDecimal(text)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static object ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return whole;
        }

        return IsDecimal(element.GetRawText()) && element.TryGetDecimal(out var number)
            ? number
            : element.GetDouble();
    }

    /// <summary>Whether decimal holds every digit; it rounds, down to 0, what has more than it can keep.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        const int digitsOfDecimal = 28;
        var end = text.IndexOfAny('e', 'E');
        var mantissa = end < 0 ? text : text[..end];
        var exponent = 0;
        if (end >= 0 && !int.TryParse(text[(end + 1)..], NumberStyles.AllowLeadingSign, null, out exponent))
        {
            return false;
        }

        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        return mantissa.Length - mantissa.Count("-") - mantissa.Count(".") <= digitsOfDecimal
            && (long)fraction - exponent <= digitsOfDecimal;
    }
}

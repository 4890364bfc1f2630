using System.Buffers;
using System.Globalization;
using OrleansLoyalty.CodeImports;

namespace OrleansLoyalty.ProductCodes;

/// <summary>
/// Finds the code in what stands in a cell, and in what a scanner read: one rule, so that whatever is imported can be
/// claimed. The rules and their order are those of docs/imports.md.
/// </summary>
public static class PrintedCode
{
    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    /// <summary>Gives the code, or why there is none. <paramref name="value"/> must be trimmed by <see cref="Trim"/>.</summary>
    public static (string Code, RejectReason? Reason) Find(string value)
    {
        if (LooksRounded(value))
        {
            return (value, RejectReason.DigitsLost);
        }

        if (!IsUrl(value))
        {
            return (value, WhyNone(value));
        }

        var code = FromUrl(value);
        return code.Length == 0 ? (value, RejectReason.NoCodeInUrl) : (code, WhyNone(code));
    }

    /// <summary>Cuts white space of every script, byte order marks and zero-width characters off both ends.</summary>
    public static string Trim(string text)
    {
        if (text.Length == 0 || (!IsBlank(text[0]) && !IsBlank(text[^1])))
        {
            return text;
        }

        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Why a text is no code; <see langword="null"/> when it could be one.</summary>
    public static RejectReason? WhyNone(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var c = code[i];
            if (c is > ' ' and < (char)127)
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                return RejectReason.InnerWhiteSpace;
            }

            if (char.IsHighSurrogate(c) && i + 1 < code.Length && char.IsLowSurrogate(code[i + 1]))
            {
                i++;
                continue;
            }

            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                return RejectReason.ForbiddenCharacter;
            }
        }

        return code.Length switch
        {
            < CodeText.MinLength => RejectReason.TooShort,
            > CodeText.MaxLength => RejectReason.TooLong,
            _ => null,
        };
    }

    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || (c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    /// <summary>A long number that a spreadsheet saved as text file writes as 6.90123E+15.</summary>
    private static bool LooksRounded(string value)
    {
        var exponent = value.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return exponent > 0 && exponent + 2 < value.Length && char.IsAsciiDigit(value[0])
            && value.AsSpan(0, exponent).IndexOfAnyExcept(DigitsAndPoint) < 0
            && value.AsSpan(exponent + 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsUrl(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string FromUrl(string url)
    {
        var rest = url.AsSpan(url.IndexOf("//", StringComparison.Ordinal) + 2);
        var fragment = rest.IndexOf('#');
        rest = fragment < 0 ? rest : rest[..fragment];
        var query = rest.IndexOf('?');
        if (query >= 0)
        {
            var code = Parameter(rest[(query + 1)..], "code");
            code = code.Length > 0 ? code : Parameter(rest[(query + 1)..], "c");
            if (code.Length > 0)
            {
                return code;
            }

            rest = rest[..query];
        }

        rest = rest.TrimEnd('/');
        var slash = rest.LastIndexOf('/');
        return slash < 0 ? "" : Decode(rest[(slash + 1)..]);
    }

    private static string Parameter(ReadOnlySpan<char> query, string name)
    {
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals > 0 && pair[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Decode(pair[(equals + 1)..]);
            }
        }

        return "";
    }

    // A plus sign stays one: codes in base 64 hold it, and no code holds a space.
    private static string Decode(ReadOnlySpan<char> text) => Trim(Uri.UnescapeDataString(text.ToString()));
}

using System.Globalization;

namespace OrleansLoyalty.Api;

/// <summary>
/// What holds of every value of a request, wherever it stands: PostgreSQL can keep it, and days can be counted from it.
/// The engine asks it of each scalar of an operation, so no field has to.
/// </summary>
internal static class Storable
{
    /// <summary>The first day that is taken; what a field takes of the rest is its own to say.</summary>
    internal static readonly DateOnly FirstDay = new(1000, 1, 1);

    /// <summary>The last day that is taken: days, months and zones can be added to it.</summary>
    internal static readonly DateOnly LastDay = new(8999, 12, 31);

    private static readonly DateTimeOffset First = new(FirstDay, TimeOnly.MinValue, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(LastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The years that are taken, in words.</summary>
    internal static string Years { get; } = $"{FirstDay.Year} to {LastDay.Year}";

    /// <summary>What is wrong with a scalar's value, to follow the name of its place; null when nothing is.</summary>
    internal static string? Problem(object value) => value switch
    {
        string text => TextProblem(text),
        DateTimeOffset moment => MomentProblem(moment),
        IFile file => TextProblem(file.Name) is { } problem ? $"has a name that {problem}" : null,
        _ => null,
    };

    /// <summary>What is wrong with a text: PostgreSQL keeps neither U+0000 nor half of a surrogate pair.</summary>
    internal static string? TextProblem(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return Unwritable("the character U+0000", i);
            }

            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
            {
                return Unwritable("half of a surrogate pair", i);
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        return null;
    }

    /// <summary>What is wrong with a moment: a zone, a month or a term could lead beyond all dates from it.</summary>
    internal static string? MomentProblem(DateTimeOffset moment) => moment >= First && moment < End
        ? null
        : $"must be a moment of the years {Years}, and is {Rfc3339(moment)}";

    private static string Rfc3339(DateTimeOffset moment) => moment.ToString(
        moment.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz",
        CultureInfo.InvariantCulture);

    private static string Unwritable(string what, int index) => string.Create(
        CultureInfo.InvariantCulture, $"has {what} at position {index + 1}, which no text can hold: send it without");
}

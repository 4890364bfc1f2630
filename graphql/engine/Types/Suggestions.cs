using GraphQLEngine.Execution;

namespace GraphQLEngine.Types;

/// <summary>Finds the names that somebody may have meant.</summary>
internal static class Suggestions
{
    private const int MaxSuggestions = 5;

    // No name that is typed is longer, and comparing two takes the product of their lengths.
    private const int MaxLength = 100;

    // Cells of a comparison that take as long as a step of validation does.
    private const int CellsOfAStep = 64;

    /// <summary>
    /// " Did you mean …?" for the options near to <paramref name="input"/>, or nothing. Comparing takes its steps
    /// from <paramref name="budget"/>, where the names are a client's.
    /// </summary>
    public static string DidYouMean(
        string input, IEnumerable<string> options, string what = "", WorkBudget? budget = null) =>
        DidYouMean([.. Near(input, options, budget)], what);

    /// <summary>" Did you mean …?" for names already found, or nothing.</summary>
    public static string DidYouMean(IReadOnlyList<string> names, string what = "")
    {
        var quoted = names.Take(MaxSuggestions).Select(name => $"\"{name}\"").ToList();
        var lead = $" Did you mean {(what.Length == 0 ? "" : what + " ")}";
        return quoted.Count switch
        {
            0 => "",
            1 => $"{lead}{quoted[0]}?",
            2 => $"{lead}{quoted[0]} or {quoted[1]}?",
            _ => $"{lead}{string.Join(", ", quoted.SkipLast(1))}, or {quoted[^1]}?",
        };
    }

    /// <summary>The options within a few typing errors, nearest first.</summary>
    public static IEnumerable<string> Near(string input, IEnumerable<string> options, WorkBudget? budget = null)
    {
        var threshold = (int)(input.Length * 0.4) + 1;
        return options
            .Where(option => Math.Max(input.Length, option.Length) <= MaxLength)
            .Select(option => (Option: option, Distance: Distance(input, option, threshold, budget)))
            .Where(pair => pair.Distance <= threshold)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Option, NaturalOrder.Instance)
            .Select(pair => pair.Option);
    }

    /// <summary>Insertions, deletions, substitutions and swaps; a change of case alone counts as one.</summary>
    private static int Distance(string input, string option, int threshold, WorkBudget? budget)
    {
        if (input == option)
        {
            return 0;
        }

        if (Math.Abs(input.Length - option.Length) > threshold)
        {
            return int.MaxValue;
        }

        budget?.Take(input.Length * option.Length / CellsOfAStep);

        var (longer, shorter) = (option.ToLowerInvariant(), input.ToLowerInvariant());
        if (longer == shorter)
        {
            return 1;
        }

        if (longer.Length < shorter.Length)
        {
            (longer, shorter) = (shorter, longer);
        }

        return EditDistance(longer, shorter);
    }

    private static int EditDistance(string longer, string shorter)
    {
        var rows = new int[longer.Length + 1, shorter.Length + 1];
        for (var j = 0; j <= shorter.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= longer.Length; i++)
        {
            rows[i, 0] = i;
            for (var j = 1; j <= shorter.Length; j++)
            {
                var cost = longer[i - 1] == shorter[j - 1] ? 0 : 1;
                var cell = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                var isSwap = i > 1 && j > 1 && longer[i - 1] == shorter[j - 2] && longer[i - 2] == shorter[j - 1];
                rows[i, j] = isSwap ? Math.Min(cell, rows[i - 2, j - 2] + 1) : cell;
            }
        }

        return rows[longer.Length, shorter.Length];
    }
}

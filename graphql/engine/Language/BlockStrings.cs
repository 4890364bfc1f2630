namespace GraphQLEngine.Language;

/// <summary>The indentation rules of strings between triple quotes.</summary>
internal static class BlockStrings
{
    /// <summary>Drops the indentation common to all lines but the first, and blank lines at both ends.</summary>
    public static string Dedent(IReadOnlyList<string> lines)
    {
        var commonIndent = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = LeadingBlanks(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            if (i > 0)
            {
                commonIndent = Math.Min(commonIndent, indent);
            }
        }

        if (first < 0)
        {
            return "";
        }

        var kept = new string[last - first + 1];
        for (var i = first; i <= last; i++)
        {
            kept[i - first] = i == 0 ? lines[i] : lines[i][Math.Min(commonIndent, lines[i].Length)..];
        }

        return string.Join('\n', kept);
    }

    /// <summary>The string between triple quotes, on lines of its own where that reads better.</summary>
    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.ReplaceLineEndings("\n").Split('\n');
        var isSingleLine = lines.Length == 1;
        var forceLeadingNewLine = !isSingleLine && lines.Skip(1).All(line => line.Length == 0 || IsBlank(line[0]));
        var hasTrailingTripleQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var forceTrailingNewLine = (value.EndsWith('"') && !hasTrailingTripleQuotes) || value.EndsWith('\\');
        var printOnLines = !isSingleLine
            || value.Length > 70
            || forceTrailingNewLine
            || forceLeadingNewLine
            || hasTrailingTripleQuotes;
        var skipLeadingNewLine = isSingleLine && value.Length > 0 && IsBlank(value[0]);
        var lead = (printOnLines && !skipLeadingNewLine) || forceLeadingNewLine ? "\n" : "";
        var trail = printOnLines || forceTrailingNewLine ? "\n" : "";
        return $"\"\"\"{lead}{escaped}{trail}\"\"\"";
    }

    /// <summary>Whether reading the printed block gives the same string back.</summary>
    public static bool CanPrint(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        var isEmptyLine = true;
        var hasIndent = false;
        var hasCommonIndent = true;
        var seenNonEmptyLine = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case '\r' or (< ' ' and not ('\t' or '\n')):
                    return false;
                case '\n' when isEmptyLine && !seenNonEmptyLine:
                    return false;
                case '\n':
                    seenNonEmptyLine = true;
                    isEmptyLine = true;
                    hasIndent = false;
                    break;
                case '\t' or ' ':
                    hasIndent |= isEmptyLine;
                    break;
                default:
                    hasCommonIndent &= hasIndent;
                    isEmptyLine = false;
                    break;
            }
        }

        return !isEmptyLine && !(hasCommonIndent && seenNonEmptyLine);
    }

    private static int LeadingBlanks(string line)
    {
        var count = 0;
        while (count < line.Length && IsBlank(line[count]))
        {
            count++;
        }

        return count;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}

namespace GraphQLEngine.Types;

/// <summary>Orders names as people do: runs of digits by their number, the rest by code unit.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var byNumber = TakeNumber(a, ref i).CompareTo(TakeNumber(b, ref j));
                if (byNumber != 0)
                {
                    return byNumber;
                }
            }
            else if (a[i] != b[j])
            {
                return a[i] - b[j];
            }
            else
            {
                i++;
                j++;
            }
        }

        return (a.Length - i) - (b.Length - j);
    }

    private static decimal TakeNumber(string text, ref int position)
    {
        decimal number = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]) && number < 1e26m)
        {
            number = (number * 10) + (text[position++] - '0');
        }

        return number;
    }
}

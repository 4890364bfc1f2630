namespace OrleansLoyalty.Api.Access;

/// <summary>Phone numbers in one form.</summary>
public static class PhoneNumber
{
    /// <summary>The number without blanks and hyphens, or <see langword="null"/> when it is none.</summary>
    public static string? Parse(string text)
    {
        var number = string.Concat(text.Where(c => c is not (' ' or '-')));
        var digits = number.StartsWith('+') ? number[1..] : number;
        return digits.Length is >= 5 and <= 20 && digits.All(char.IsAsciiDigit) ? number : null;
    }
}

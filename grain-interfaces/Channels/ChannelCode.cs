namespace OrleansLoyalty.Channels;

/// <summary>The codes of channels, such as <c>tmall</c> or <c>store-pos</c>: they begin the keys of what a channel sends.</summary>
public static class ChannelCode
{
    /// <summary>The longest code, in characters.</summary>
    public const int MaxLength = 32;

    /// <summary>The program itself: what its own pages and its staff send begins with it. No channel may have it.</summary>
    public const string Program = "program";

    /// <summary>Whether a text is a code: small letters and digits, with single hyphens between them.</summary>
    public static bool IsWellFormed(string code) =>
        code.Length is > 0 and <= MaxLength
        && code[0] != '-' && code[^1] != '-'
        && !code.Contains("--", StringComparison.Ordinal)
        && code.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
        && code != Program;
}

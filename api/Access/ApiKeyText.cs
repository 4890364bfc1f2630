using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.Api.Access;

/// <summary>
/// API keys as text: <c>lk_</c>, twelve characters that name the key, an underscore, and forty that are secret. No
/// token begins like one, so a key may be shown wherever a token may.
/// </summary>
public static class ApiKeyText
{
    private const string Mark = "lk_";
    private const int PrefixLength = 12;
    private const int SecretLength = 40; // 238 bits: nobody guesses one, so a plain hash of it is enough.
    private const string PrefixLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string SecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes a key.</summary>
    /// <returns>The whole key, and the part that names it.</returns>
    public static (string Key, string Prefix) New()
    {
        var prefix = RandomNumberGenerator.GetString(PrefixLetters, PrefixLength);
        return ($"{Mark}{prefix}_{RandomNumberGenerator.GetString(SecretLetters, SecretLength)}", prefix);
    }

    /// <summary>Whether a text is meant as a key, right or wrong.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The part that names a key; <see langword="false"/> for a text that can be none.</summary>
    public static bool TryPrefix(string text, [NotNullWhen(true)] out string? prefix)
    {
        var fits = LooksLikeOne(text)
            && text.Length == Mark.Length + PrefixLength + 1 + SecretLength
            && text[Mark.Length + PrefixLength] == '_'
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        prefix = fits ? text.Substring(Mark.Length, PrefixLength) : null;
        return fits;
    }

    /// <summary>What is kept of a key.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

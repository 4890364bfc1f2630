using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.CodeImports;

/// <summary>Names imports.</summary>
public static class CodeImportId
{
    /// <summary>The key of the import that an actor asks for by a request. The same two give the same key.</summary>
    public static string Of(string actor, RequestId request)
    {
        // Both are free text, so the length keeps one pair from reading like another.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Length}:{actor}{request.Value}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    /// <summary>Whether a text could be the key of an import; any other names none.</summary>
    public static bool IsOne(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
}

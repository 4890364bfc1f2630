using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.Mall;

/// <summary>The ids of mall items.</summary>
public static class MallItemId
{
    /// <summary>The id of the item that a request adds: the same for the same actor and request, so a retry adds nothing.</summary>
    public static string From(string actor, RequestId request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{actor}\n{request.Value}"));
        return $"i-{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
    }
}

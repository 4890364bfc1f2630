namespace OrleansLoyalty.Api.Access;

/// <summary>
/// The token or key of an <c>Authorization</c>, which a socket has in its first message:
/// <c>{"authorization": "Bearer …"}</c>.
/// </summary>
public static class SocketToken
{
    private static readonly string[] Schemes = ["Bearer ", "ApiKey "];

    /// <summary>The token, with or without the scheme's name; <see langword="null"/> when there is none.</summary>
    public static ReadOnlyMemory<char>? From(object? authorization)
    {
        if (authorization?.ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        return WithScheme(text) ?? text.AsMemory();
    }

    /// <summary>What follows <c>Bearer</c> or <c>ApiKey</c>; <see langword="null"/> when neither begins the text.</summary>
    public static ReadOnlyMemory<char>? WithScheme(string authorization)
    {
        foreach (var scheme in Schemes)
        {
            if (authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return authorization.AsMemory(scheme.Length).Trim();
            }
        }

        return null;
    }
}

namespace OrleansLoyalty.Api.Access;

/// <summary>The token in the first message of a socket: <c>{"authorization": "Bearer …"}</c>.</summary>
public static class SocketToken
{
    /// <summary>The token, with or without the scheme's name; <see langword="null"/> when there is none.</summary>
    public static string? From(object? authorization) =>
        authorization?.ToString() is { Length: > 0 } text
            ? text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text["Bearer ".Length..].Trim() : text
            : null;
}

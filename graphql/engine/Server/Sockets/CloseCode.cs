namespace GraphQLEngine.Server;

/// <summary>Why a WebSocket was closed: the codes of graphql-transport-ws, and those of WebSocket itself where they say it.</summary>
public static class CloseCode
{
    /// <summary>The server is stopping; connect again.</summary>
    public const int GoingAway = 1001;

    /// <summary>A message longer than <see cref="StreamingOptions.MaxMessageBytes"/>.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>The client left messages unread too long; connect again when it can keep up.</summary>
    public const int SlowReader = 1013;

    /// <summary>A message that the protocol does not know.</summary>
    public const int BadRequest = 4400;

    /// <summary>An operation before <c>connection_ack</c>.</summary>
    public const int Unauthorized = 4401;

    /// <summary>The connection was refused, or what it was let in with has expired.</summary>
    public const int Forbidden = 4403;

    /// <summary>No <c>connection_init</c> in time.</summary>
    public const int InitTimeout = 4408;

    /// <summary>Two operations at once under one id.</summary>
    public const int DuplicateId = 4409;

    /// <summary>A second <c>connection_init</c>.</summary>
    public const int TooManyInits = 4429;

    /// <summary>A fault of the server's own.</summary>
    public const int InternalError = 4500;
}

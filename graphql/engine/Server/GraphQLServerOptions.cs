namespace GraphQLEngine.Server;

/// <summary>How a GraphQL endpoint behaves; every limit has a default that is safe to leave.</summary>
public sealed class GraphQLServerOptions
{
    /// <summary>Longest JSON body, in bytes. Files have a limit of their own. Default 1 MiB.</summary>
    public int MaxRequestBytes { get; set; } = 1024 * 1024;

    /// <summary>Whether GET requests may run queries. Default true.</summary>
    public bool AllowGet { get; set; } = true;

    /// <summary>Whether multipart requests are read at all. Default true.</summary>
    public bool AllowUploads { get; set; } = true;

    /// <summary>All files of a request together, in bytes. Default 32 MiB.</summary>
    public long MaxUploadBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Most files in one request. Default 10.</summary>
    public int MaxUploads { get; set; } = 10;

    /// <summary>
    /// Whether a multipart request must carry <c>GraphQL-Preflight: 1</c>. A form on a foreign page can post
    /// multipart with the visitor's cookies, but cannot set a header. Default true.
    /// </summary>
    public bool RequirePreflight { get; set; } = true;

    /// <summary>Whether a browser that opens the endpoint gets the query page. For development. Default false.</summary>
    public bool QueryPage { get; set; }

    /// <summary>Documents that clients may name by their sha256 in place of sending them.</summary>
    public PersistedDocuments PersistedDocuments { get; set; } = PersistedDocuments.None;

    /// <summary>Whether only <see cref="PersistedDocuments"/> may run (allow-list). Default false.</summary>
    public bool OnlyPersistedDocuments { get; set; }

    /// <summary>What an application adds per request and per connection.</summary>
    public GraphQLServerHooks Hooks { get; set; } = new();

    /// <summary>Time and timers; tests put their own.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>The limits of WebSocket connections and event streams.</summary>
    public StreamingOptions Streaming { get; } = new();
}

/// <summary>How WebSocket connections and event streams behave.</summary>
public sealed class StreamingOptions
{
    /// <summary>How long a client may take to send <c>connection_init</c>. Default 10 s.</summary>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle connection is probed. Default 15 s.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest message from a client, in bytes. Default 256 KiB.</summary>
    public int MaxMessageBytes { get; set; } = 256 * 1024;

    /// <summary>Most operations at once on one connection. Default 100.</summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>How long a client may leave a message unread before it is dropped. Default 10 s.</summary>
    public TimeSpan SlowReaderTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a dropped connection has for its closing handshake before it is cut. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most single-connection event streams that may be reserved or open. Default 10,000.</summary>
    public int MaxEventStreams { get; set; } = 10_000;
}

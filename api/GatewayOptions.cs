using System.ComponentModel.DataAnnotations;

namespace OrleansLoyalty.Api;

/// <summary>What the gateway lets a caller ask for, whichever engine serves it.</summary>
public sealed class GatewayOptions
{
    /// <summary>Whether strangers may be told nothing of the schema: no introspection, no suggestions, no query page.</summary>
    public bool Production { get; set; }

    /// <summary>How deep a selection may nest: the contract's deepest page needs 8.</summary>
    [Range(4, 100)]
    public int MaxDepth { get; set; } = 12;

    /// <summary>How many fields one document may hold; aliases count.</summary>
    [Range(10, 10_000)]
    public int MaxFields { get; set; } = 500;

    /// <summary>How many tokens one document may hold.</summary>
    [Range(100, 1_000_000)]
    public int MaxTokens { get; set; } = 5_000;

    /// <summary>The most that one operation may cost, as the engine weighs fields and lists.</summary>
    [Range(100, 1_000_000)]
    public int MaxCost { get; set; } = 10_000;

    /// <summary>How long an operation may take before it is abandoned. What was handed to the journal goes on.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a new socket may take to say who it is.</summary>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The largest request body in bytes, but for uploads.</summary>
    public long MaxRequestBytes { get; set; } = 1_000_000;

    /// <summary>The largest upload in bytes. Above what an import takes, so that its own refusal is what one meets.</summary>
    public long MaxUploadBytes { get; set; } = 120_000_000;

    /// <summary>
    /// Addresses and networks (10.0.0.0/8) of the proxies in front, whose X-Forwarded-For and -Proto are believed. Empty:
    /// nobody's are, and the address of the connection is the caller's.
    /// </summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>A folder of documents named by their sha256; when set, only these are served.</summary>
    public string? DocumentsFolder { get; set; }
}

namespace OrleansLoyalty.Channels;

/// <summary>Lets a system of a channel act by a key. The key itself stays with who made it; here is its hash.</summary>
/// <param name="Prefix">The part of the key that names it.</param>
/// <param name="Hash">SHA-256 of the whole key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Actor">Who issues it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.IssueApiKey")]
public sealed record IssueApiKey(
    [Id(0)] string Prefix, [Id(1)] byte[] Hash, [Id(2)] string Name, [Id(3)] string Actor);

/// <summary>A key as it is kept and shown.</summary>
/// <param name="Prefix">The part of the key that names it.</param>
/// <param name="Channel">For which channel it acts.</param>
/// <param name="Name">What it is for.</param>
/// <param name="IssuedAt">Since when it is taken.</param>
/// <param name="RevokedAt">Since when it is taken no more.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ApiKeyView")]
public sealed record ApiKeyView(
    [Id(0)] string Prefix,
    [Id(1)] string Channel,
    [Id(2)] string Name,
    [Id(3)] DateTimeOffset IssuedAt,
    [Id(4)] DateTimeOffset? RevokedAt);

/// <summary>How issuing ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.IssueApiKeyOutcome")]
public abstract record IssueApiKeyOutcome;

/// <summary>The key is taken from now on.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ApiKeyIssued")]
public sealed record ApiKeyIssued([Id(0)] ApiKeyView Key) : IssueApiKeyOutcome;

/// <summary>There is no such channel.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.IssueChannelNotFound")]
public sealed record IssueChannelNotFound : IssueApiKeyOutcome;

/// <summary>The channel has as many keys in use as it may.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TooManyApiKeys")]
public sealed record TooManyApiKeys([Id(0)] int Limit) : IssueApiKeyOutcome;

/// <summary>Ends a key.</summary>
/// <param name="Prefix">Which.</param>
/// <param name="Actor">Who ends it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RevokeApiKey")]
public sealed record RevokeApiKey([Id(0)] string Prefix, [Id(1)] string Actor);

/// <summary>How ending a key ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RevokeApiKeyOutcome")]
public abstract record RevokeApiKeyOutcome;

/// <summary>The key is taken no more, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ApiKeyRevoked")]
public sealed record ApiKeyRevoked([Id(0)] ApiKeyView Key) : RevokeApiKeyOutcome;

/// <summary>The channel has no such key.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ApiKeyNotFound")]
public sealed record ApiKeyNotFound : RevokeApiKeyOutcome;

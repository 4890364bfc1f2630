using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Channels;

/// <summary>A channel is known.</summary>
public sealed record ChannelOpened(string Code, string Name, string Actor, DateTimeOffset AddedAt) : Fact;

/// <summary>A channel's system may act by a key, of which the hash is kept.</summary>
public sealed record KeyIssued(
    string Prefix, string Channel, string Name, byte[] Hash, string Actor, DateTimeOffset IssuedAt) : Fact;

/// <summary>A key is taken no more.</summary>
public sealed record KeyRevoked(string Prefix, string Actor, DateTimeOffset RevokedAt) : Fact;

/// <summary>A channel's customer is a member.</summary>
public sealed record ExternalIdLinked(
    string Channel, string ExternalId, MemberId Member, string Actor, DateTimeOffset LinkedAt) : Fact;

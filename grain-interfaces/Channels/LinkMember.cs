using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Channels;

/// <summary>One customer of a channel, by the channel's own id; the key is <see cref="ExternalIdKey"/>.</summary>
[Alias("loyalty.IExternalIdGrain")]
public interface IExternalIdGrain : IGrainWithStringKey
{
    /// <summary>Says which member the customer is. Once said it stays; said again, it answers as the first time.</summary>
    [Alias("Link")]
    Task<LinkMemberOutcome> Link(LinkMember command);
}

/// <summary>How a channel names a customer.</summary>
/// <param name="Channel">The channel's code.</param>
/// <param name="ExternalId">The channel's own id of the customer; 1 to <see cref="MaxLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ExternalIdKey")]
public readonly record struct ExternalIdKey([Id(0)] string Channel, [Id(1)] string ExternalId)
{
    /// <summary>The longest external id that is kept.</summary>
    public const int MaxLength = 100;

    /// <summary>The key that a grain's text stands for. A channel's code holds no colon.</summary>
    public static ExternalIdKey Parse(string key)
    {
        var end = key.IndexOf(':', StringComparison.Ordinal);
        return new ExternalIdKey(key[..end], key[(end + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Channel}:{ExternalId}";
}

/// <summary>Says which member a channel's customer is.</summary>
/// <param name="Member">Has joined.</param>
/// <param name="Actor">Who says so.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LinkMember")]
public sealed record LinkMember([Id(0)] MemberId Member, [Id(1)] string Actor);

/// <summary>How linking ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.LinkMemberOutcome")]
public abstract record LinkMemberOutcome;

/// <summary>The customer is this member, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.MemberLinked")]
public sealed record MemberLinked([Id(0)] DateTimeOffset LinkedAt) : LinkMemberOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.LinkMemberNotFound")]
public sealed record LinkMemberNotFound : LinkMemberOutcome;

/// <summary>There is no such channel.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.LinkChannelNotFound")]
public sealed record LinkChannelNotFound : LinkMemberOutcome;

/// <summary>The customer is another member.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.LinkedToAnother")]
public sealed record LinkedToAnother([Id(0)] MemberId Member) : LinkMemberOutcome;

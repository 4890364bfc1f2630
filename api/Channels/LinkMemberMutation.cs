using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Channels;

namespace OrleansLoyalty.Api.Channels;

/// <summary>How a channel names a customer.</summary>
/// <param name="Channel">The channel's code.</param>
/// <param name="ExternalId">The channel's own id of the customer; at most 100 characters.</param>
public sealed record ExternalIdInput([property: ID] string Channel, [property: ID] string ExternalId)
{
    internal ExternalIdKey Key() => ChannelCode.IsWellFormed(Channel)
        ? new ExternalIdKey(Channel, BadInput.Text("externalId", ExternalId, ExternalIdKey.MaxLength))
        : throw BadInput.Error("channel", "is not the code of a channel");
}

/// <summary>Which member a channel's customer is.</summary>
/// <param name="Channel">The channel's code. Only for admins; a channel's key says it by itself.</param>
/// <param name="ExternalId">The channel's own id of the customer; at most 100 characters.</param>
/// <param name="MemberId">The member, by id.</param>
/// <param name="MemberCode">The member, by the code that they show.</param>
public sealed record LinkMemberInput(
    [property: ID] string? Channel, [property: ID] string ExternalId, [property: ID] string? MemberId, string? MemberCode);

/// <summary>The link, or why there is none.</summary>
/// <param name="MemberId">The member whom the customer is.</param>
/// <param name="LinkedAt">Since when it is known.</param>
/// <param name="Errors">Why not.</param>
public sealed record LinkMemberPayload(
    [property: ID] string? MemberId, DateTimeOffset? LinkedAt, IReadOnlyList<ILinkMemberError>? Errors);

/// <summary>Why linking was refused.</summary>
[UnionType("LinkMemberError")]
public interface ILinkMemberError : IRefusal;

/// <summary>The customer is another member.</summary>
/// <param name="ExternalId">The id as it was sent.</param>
[ObjectType]
public sealed record ExternalIdTakenError([property: ID] string ExternalId) : ILinkMemberError
{
    /// <inheritdoc/>
    public string Message => "The customer of this id is another member.";
}

/// <summary>The member's code has ended, has reserved points before, or is none.</summary>
[ObjectType]
public sealed record MemberCodeInvalidError : ILinkMemberError, Orders.IPlaceOrderError, Orders.IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => "The member's code has ended, was used or is none: ask for the one that is shown now.";
}

/// <summary>Links members.</summary>
[MutationType]
public static partial class LinkMemberMutation
{
    /// <summary>Says which member a channel's customer is. Their orders that waited for it are credited.</summary>
    [Authorize(Roles = [Roles.Admin, Roles.Channel])]
    public static async Task<LinkMemberPayload> LinkMemberAsync(
        LinkMemberInput input, ClaimsPrincipal user, MemberCodes codes, IGrainFactory grains, CancellationToken cancellation)
    {
        var channel = Acting.Channel(user) ?? input.Channel ?? throw BadInput.Error("channel", "must be named");
        if (channel != (input.Channel ?? channel))
        {
            throw BadInput.Error("channel", "is not the one of the key");
        }

        var named = input switch
        {
            { MemberCode: { } code, MemberId: null } => await codes.ReadAsync(code, cancellation),
            { MemberCode: null, MemberId: { } id } => BadInput.Member(id),
            _ => throw BadInput.Error("memberId", "or memberCode must be given, and not both"),
        };
        if (named is not { } member)
        {
            return Refused(new MemberCodeInvalidError());
        }

        var key = new ExternalIdInput(channel, input.ExternalId).Key();
        var command = new LinkMember(member, Acting.Subject(user));
        return await grains.GetGrain<IExternalIdGrain>(key.ToString()).Link(command) switch
        {
            MemberLinked(var linkedAt) => new(member.Value, linkedAt, null),
            LinkMemberNotFound => Refused(new MemberNotFoundError(member.Value)),
            LinkChannelNotFound => Refused(new ChannelNotFoundError(channel)),
            LinkedToAnother => Refused(new ExternalIdTakenError(input.ExternalId)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static LinkMemberPayload Refused(ILinkMemberError error) => new(null, null, [error]);
}

using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Channels;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.Channels;

/// <summary>A code by which the till knows a member.</summary>
/// <param name="Code">To be shown as a QR code; at most 130 letters, digits, hyphens and underscores.</param>
/// <param name="ExpiresAt">When it ends: a minute after it was asked for.</param>
public sealed record MemberCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>Names a member, as a till or a channel knows them.</summary>
/// <param name="Id">By id.</param>
/// <param name="Phone">By phone number.</param>
/// <param name="ExternalId">By the channel's own id of the customer. Only for channels.</param>
/// <param name="Code">By the code that the member shows.</param>
[OneOf]
public sealed record MemberAtTillByInput(
    [property: ID] string? Id, string? Phone, [property: ID] string? ExternalId, string? Code);

/// <summary>What a till or a channel may know of a member.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Name">What they call themselves, if known.</param>
/// <param name="PhoneEnding">The last four digits of their phone number, to ask them for.</param>
public sealed record MemberAtTill([property: ID] string Id, string? Name, string? PhoneEnding)
{
    internal static MemberAtTill From(Member member) => new(member.Id, member.Name, member.Phone?[^4..]);
}

/// <summary>What a member at the till has.</summary>
[ObjectType<MemberAtTill>]
public static partial class MemberAtTillNode
{
    /// <summary>The points that can be spent.</summary>
    public static async Task<long> GetBalanceAsync([Parent] MemberAtTill member, IGrainFactory grains) =>
        await grains.GetGrain<IMemberAccountGrain>(member.Id).View() is { } account ? account.Balance.Value : 0;
}

/// <summary>Finds members where they buy.</summary>
[QueryType]
public static partial class MembersAtTheTillQuery
{
    /// <summary>A code by which the till knows the signed-in member, for a minute.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<MemberCode> GetMemberCodeAsync(
        ClaimsPrincipal user, MemberCodes codes, CancellationToken cancellation)
    {
        var (code, expiresAt) = await codes.IssueAsync(Acting.Member(user), cancellation);
        return new MemberCode(code, expiresAt);
    }

    /// <summary>The member who stands at the till or orders by a channel; null when there is none whom this names.</summary>
    /// <param name="by">Which member.</param>
    [Authorize(Roles = [Roles.Channel, Roles.Clerk, Roles.Admin])]
    public static async Task<MemberAtTill?> GetMemberAtTillAsync(
        MemberAtTillByInput by,
        ClaimsPrincipal user,
        MemberCodes codes,
        ExternalIds externalIds,
        MemberQueries queries,
        MemberById members,
        CancellationToken cancellation)
    {
        if (by.Phone is { } phone)
        {
            return PhoneNumber.Parse(phone) is { } number && await queries.FindByPhoneAsync(number, cancellation) is { } found
                ? MemberAtTill.From(Member.From(found))
                : null;
        }

        var id = by switch
        {
            { Id: { } given } => BadInput.Member(given),
            { Code: { } code } => await codes.ReadAsync(code, cancellation),
            _ => (await externalIds.FindAsync(Key(user, by.ExternalId!), cancellation))?.Member,
        };
        return id is { } known && await members.LoadAsync(known.Value, cancellation) is { } member
            ? MemberAtTill.From(member)
            : null;
    }

    private static ExternalIdKey Key(ClaimsPrincipal user, string externalId) =>
        Acting.Channel(user) is { } channel
            ? new ExternalIdInput(channel, externalId).Key()
            : throw BadInput.Error("externalId", "can be asked for by its channel alone");
}

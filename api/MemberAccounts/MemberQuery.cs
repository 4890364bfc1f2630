using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Names a member, one way or the other.</summary>
/// <param name="Id">By id.</param>
/// <param name="Phone">By phone number.</param>
/// <param name="External">By a channel's own id.</param>
[OneOf]
public sealed record MemberByInput([property: ID] string? Id, string? Phone, ExternalIdInput? External);

/// <summary>Finds members.</summary>
[QueryType]
public static partial class MemberQuery
{
    /// <summary>The signed-in member.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static Task<Member?> GetMeAsync(ClaimsPrincipal user, MemberById members, CancellationToken cancellation) =>
        members.LoadAsync(Acting.Member(user).Value, cancellation);

    /// <summary>A member; null when there is none whom this names.</summary>
    /// <param name="by">Which member.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Member?> GetMemberAsync(
        MemberByInput by, MemberById members, MemberQueries queries, ExternalIds externalIds, CancellationToken cancellation)
    {
        if (by.Id is { } id)
        {
            return await members.LoadAsync(BadInput.Member(id).Value, cancellation);
        }

        if (by.External is { } external)
        {
            return await externalIds.FindAsync(external.Key(), cancellation) is { } owner
                ? await members.LoadAsync(owner.Member.Value, cancellation)
                : null;
        }

        return PhoneNumber.Parse(by.Phone!) is { } phone
            && await queries.FindByPhoneAsync(phone, cancellation) is { } found
                ? Member.From(found)
                : null;
    }
}

using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Channels;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.Orders;

/// <summary>Whose something is, as far as its sender can tell; at least one of them.</summary>
/// <param name="MemberId">By member id.</param>
/// <param name="MemberCode">By the code that the member shows.</param>
/// <param name="ExternalId">By the channel's own id; at most 100 characters.</param>
/// <param name="Phone">By phone number.</param>
public sealed record CustomerInput(
    [property: ID] string? MemberId, string? MemberCode, [property: ID] string? ExternalId, string? Phone);

/// <summary>Finds out whom a sender means.</summary>
public sealed class Customers(MemberCodes codes, ExternalIds externalIds, MemberQueries members)
{
    /// <summary>The customer of an order paid at a moment; <see langword="null"/> when the code is none, or had ended by then.</summary>
    /// <exception cref="GraphQLException">Nothing is named, or something that is none.</exception>
    public async Task<OrderCustomer?> OfOrderAsync(CustomerInput input, DateTimeOffset paidAt, CancellationToken cancellation)
    {
        var (member, expiresAt) = await NamedAsync(input, cancellation);
        var (externalId, phone) = Told(input);
        if (member is null && input.MemberCode is null && externalId is null && phone is null)
        {
            throw BadInput.Error("customer", "must name somebody");
        }

        // An order may come late, and again; the code was good when it was paid.
        return input.MemberCode is not null && (member is null || paidAt > expiresAt)
            ? null
            : new OrderCustomer(member, externalId, phone);
    }

    /// <summary>The member whom a sender means now; <see langword="null"/> when there is none.</summary>
    /// <exception cref="GraphQLException">Nothing is named, or something that is none.</exception>
    public async Task<MemberId?> FindAsync(CustomerInput input, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (input.MemberCode is { } code)
        {
            return await codes.ReadAsync(code, cancellation);
        }

        if (input.MemberId is { } id)
        {
            return BadInput.Member(id);
        }

        var (externalId, phone) = Told(input);
        if (externalId is not null)
        {
            var channel = Acting.Channel(user) ?? throw BadInput.Error("externalId", "is known to its channel alone");
            return (await externalIds.FindAsync(new ExternalIdKey(channel, externalId), cancellation))?.Member;
        }

        var number = phone ?? throw BadInput.Error("customer", "must name somebody");
        return await members.FindByPhoneAsync(number, cancellation) is { } member ? new MemberId(member.Id) : null;
    }

    private async Task<(MemberId? Member, DateTimeOffset? ExpiresAt)> NamedAsync(
        CustomerInput input, CancellationToken cancellation)
    {
        if (input is { MemberCode: not null, MemberId: not null })
        {
            throw BadInput.Error("memberId", "and memberCode cannot both be given");
        }

        if (input.MemberCode is { } code)
        {
            var read = await codes.RecogniseAsync(code, cancellation);
            return (read?.Member, read?.ExpiresAt);
        }

        return (input.MemberId is { } id ? BadInput.Member(id) : null, null);
    }

    private static (string? ExternalId, string? Phone) Told(CustomerInput input) => (
        BadInput.OptionalText("externalId", input.ExternalId, ExternalIdKey.MaxLength),
        input.Phone is { } phone ? PhoneNumber.Parse(phone) ?? throw BadInput.Error("phone", "is no phone number") : null);
}

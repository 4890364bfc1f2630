using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Channels;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Channels;

namespace OrleansLoyalty.Api.Orders;

/// <summary>How many points may pay for an order, and what they are worth.</summary>
/// <param name="MaxPoints">The most that the order may be paid with.</param>
/// <param name="MaxWorthFen">What they are worth, in minor units of the program's currency.</param>
/// <param name="Points">The most of them that the member has.</param>
/// <param name="WorthFen">What those are worth, in minor units of the program's currency.</param>
public sealed record PointsQuote(long MaxPoints, long MaxWorthFen, long Points, long WorthFen)
{
    internal static async Task<PointsQuote> ForAsync(string memberId, long orderAmountFen, IGrainFactory grains)
    {
        if (orderAmountFen is < 0 or > Money.MaxMinorUnits)
        {
            throw BadInput.Error("orderAmountFen", $"must be from 0 to {Money.MaxMinorUnits}");
        }

        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var account = await grains.GetGrain<IMemberAccountGrain>(memberId).View();
        var quote = CashQuote.For(program.Terms.Cash, new Money(orderAmountFen), account?.Balance ?? OrleansLoyalty.Points.Zero);
        return new PointsQuote(
            quote.MaxPoints.Value, quote.MaxWorth.MinorUnits, quote.Points.Value, quote.Worth.MinorUnits);
    }
}

/// <summary>What a member's points pay.</summary>
[ObjectType<Member>]
public static partial class MemberQuoteNode
{
    /// <summary>How many points may pay for an order, and what they are worth.</summary>
    /// <param name="orderAmountFen">What the order is worth, in minor units of the program's currency.</param>
    public static Task<PointsQuote> QuotePointsAsync([Parent] Member member, long orderAmountFen, IGrainFactory grains) =>
        PointsQuote.ForAsync(member.Id, orderAmountFen, grains);
}

/// <summary>What the points of a member at the till pay.</summary>
[ObjectType<MemberAtTill>]
public static partial class MemberAtTillQuoteNode
{
    /// <summary>How many points may pay for an order, and what they are worth.</summary>
    /// <param name="orderAmountFen">What the order is worth, in minor units of the program's currency.</param>
    public static Task<PointsQuote> QuotePointsAsync([Parent] MemberAtTill member, long orderAmountFen, IGrainFactory grains) =>
        PointsQuote.ForAsync(member.Id, orderAmountFen, grains);
}

/// <summary>Points to reserve at checkout.</summary>
/// <param name="Reference">Who reserves names it so; at most 100 characters. The same name again is answered, not repeated.</param>
/// <param name="Points">How many.</param>
/// <param name="OrderAmountFen">What the order is worth, in minor units of the currency.</param>
/// <param name="Currency">The currency of the amount, ISO 4217.</param>
/// <param name="MemberCode">The code that the member shows; it reserves once. Not for members, who reserve their own.</param>
/// <param name="ExternalId">The channel's own id of its signed-in customer, in the place of a code. Only for channels.</param>
public sealed record HoldPointsInput(
    [property: ID] string Reference,
    long Points,
    long OrderAmountFen,
    string Currency,
    string? MemberCode,
    [property: ID] string? ExternalId);

/// <summary>The reservation, or why there is none.</summary>
/// <param name="Hold">The reservation.</param>
/// <param name="Errors">Why not.</param>
public sealed record HoldPointsPayload(CheckoutHold? Hold, IReadOnlyList<IHoldPointsError>? Errors);

/// <summary>Points that are reserved to pay for an order.</summary>
/// <param name="Id">Names it; the order that it pays for names it so.</param>
/// <param name="Points">How many points.</param>
/// <param name="WorthFen">What they pay, in minor units of the program's currency.</param>
/// <param name="Balance">What the member can spend now.</param>
/// <param name="TimesOutAt">When it gives them back by itself, while it is open.</param>
public sealed record CheckoutHold([property: ID] string Id, long Points, long WorthFen, long Balance, DateTimeOffset? TimesOutAt)
{
    internal static CheckoutHold From(CheckoutAsAsked hold) =>
        new(hold.Hold, hold.Points.Value, hold.Worth.MinorUnits, hold.Balance.Value, hold.TimesOutAt);
}

/// <summary>Why reserving was refused; nothing has changed.</summary>
[UnionType("HoldPointsError")]
public interface IHoldPointsError : IRefusal;

/// <summary>Reserves points.</summary>
[MutationType]
public static partial class HoldPointsMutation
{
    /// <summary>Reserves points of the signed-in member, or of the one whose code or id is shown, to pay for an order.</summary>
    [Authorize(Roles = [Roles.Member, Roles.Channel, Roles.Clerk])]
    public static async Task<HoldPointsPayload> HoldPointsAsync(
        HoldPointsInput input,
        ClaimsPrincipal user,
        MemberCodes codes,
        ExternalIds externalIds,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var shown = input.MemberCode is { } code ? await codes.RecogniseAsync(code, cancellation) : null;
        if (input.MemberCode is not null && shown is null)
        {
            return Refused(new MemberCodeInvalidError());
        }

        if (await WhoseAsync(input, user, shown, externalIds, cancellation) is not { } member)
        {
            return Refused(new MemberNotFoundError(input.ExternalId!));
        }

        var reference = BadInput.Text("reference", input.Reference, 100);
        var channel = Acting.Channel(user);
        var name = channel is null
            ? $"{ChannelCode.Program}:checkout:{Acting.Subject(user)}:{reference}"
            : $"{channel}:checkout:{reference}";
        var command = new HoldForOrder(
            member,
            channel,
            new Points(input.Points),
            new Money(input.OrderAmountFen),
            input.Currency,
            shown is null ? null : new ShownCode(input.MemberCode!, shown.ExpiresAt),
            Acting.Subject(user));
        return await grains.GetGrain<ICheckoutGrain>(name).Hold(command) switch
        {
            CheckoutAsAsked asked => new(CheckoutHold.From(asked), null),
            CheckoutAboveShare(var max, var worth, var percent) =>
                Refused(new AboveShareError(max.Value, worth.MinorUnits, percent)),
            CheckoutOutOfRange(var field, var min, var max) => Refused(new FigureOutOfRangeError(field, null, min, max)),
            CheckoutCurrencyForeign(var currency) => Refused(new ForeignCurrencyError(currency)),
            CheckoutBalanceTooLow(var balance, var points) =>
                Refused(new Mall.InsufficientPointsError(balance.Value, points.Value)),
            CheckoutFrozen => Refused(new AccountFrozenError()),
            CheckoutTooMany(var limit) => Refused(new TooManyHoldsError(limit)),
            CheckoutNameReused => Refused(new ReferenceReusedError(input.Reference)),
            CheckoutCodeUsed => Refused(new MemberCodeInvalidError()),
            CheckoutNotOpen => Refused(new HoldNotOpenError(name)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static async Task<MemberId?> WhoseAsync(
        HoldPointsInput input,
        ClaimsPrincipal user,
        ReadMemberCode? shown,
        ExternalIds externalIds,
        CancellationToken cancellation)
    {
        if (user.IsInRole(Roles.Member))
        {
            return input is { MemberCode: null, ExternalId: null }
                ? Acting.Member(user)
                : throw BadInput.Error("memberCode", "and externalId are for who serves a member");
        }

        if (shown is not null)
        {
            return shown.Member;
        }

        return input.ExternalId is { } externalId && Acting.Channel(user) is { } channel
            ? (await externalIds.FindAsync(new ExternalIdInput(channel, externalId).Key(), cancellation))?.Member
            : throw BadInput.Error("memberCode", "must be shown");
    }

    private static HoldPointsPayload Refused(IHoldPointsError error) => new(null, [error]);
}

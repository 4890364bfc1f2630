using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Api.Orders;

/// <summary>More points than may pay for this order.</summary>
/// <param name="MaxPoints">The most that may.</param>
/// <param name="MaxWorthFen">What they are worth, in minor units of the program's currency.</param>
/// <param name="MaxPercent">How much of an order points may pay.</param>
[ObjectType]
public sealed record AboveShareError(long MaxPoints, long MaxWorthFen, int MaxPercent) : IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => $"Points may pay {MaxPercent} % of an order: here {MaxPoints} points.";
}

/// <summary>The name was used for another reservation.</summary>
/// <param name="Reference">The name as it was sent.</param>
[ObjectType]
public sealed record ReferenceReusedError([property: ID] string Reference) : IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => $"The reference {Reference} was used before with other content.";
}

/// <summary>A reservation to end.</summary>
/// <param name="HoldId">Which.</param>
public sealed record EndHoldInput([property: ID] string HoldId);

/// <summary>The reservation, or why it was not ended.</summary>
/// <param name="Hold">The reservation as it ended.</param>
/// <param name="Errors">Why not.</param>
public sealed record EndHoldPayload(CheckoutHold? Hold, IReadOnlyList<IEndHoldError>? Errors);

/// <summary>Why ending was refused; nothing has changed.</summary>
[UnionType("EndHoldError")]
public interface IEndHoldError : IRefusal;

/// <summary>Makes reservations final, or gives them back.</summary>
[MutationType]
public static partial class EndHoldMutations
{
    /// <summary>
    /// Makes a reservation final: the order is paid. An order that names it does so by itself. A channel ends its own and
    /// those that members and clerks made.
    /// </summary>
    [Authorize(Roles = [Roles.Channel, Roles.Clerk, Roles.Admin])]
    public static async Task<EndHoldPayload> PostHoldAsync(EndHoldInput input, ClaimsPrincipal user, IGrainFactory grains) =>
        Answer(input, await Checkout(input, grains).Post(Party(user)));

    /// <summary>Gives reserved points back. A member ends their own.</summary>
    [Authorize(Roles = [Roles.Member, Roles.Channel, Roles.Clerk, Roles.Admin])]
    public static async Task<EndHoldPayload> VoidHoldAsync(EndHoldInput input, ClaimsPrincipal user, IGrainFactory grains) =>
        Answer(input, await Checkout(input, grains).Void(Party(user)));

    private static ICheckoutGrain Checkout(EndHoldInput input, IGrainFactory grains) =>
        grains.GetGrain<ICheckoutGrain>(BadInput.Text("holdId", input.HoldId, 300));

    private static CheckoutParty Party(ClaimsPrincipal user) => Acting.Channel(user) is { } channel
        ? new CheckoutParty(channel, null, false)
        : Acting.IsStaff(user)
            ? new CheckoutParty(null, null, true)
            : new CheckoutParty(null, Acting.Member(user), false);

    private static EndHoldPayload Answer(EndHoldInput input, CheckoutOutcome outcome) => outcome switch
    {
        CheckoutAsAsked asked => new(CheckoutHold.From(asked), null),
        CheckoutNotOpen => new(null, [new HoldNotOpenError(input.HoldId)]),
        var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
    };
}

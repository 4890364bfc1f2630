using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Activities;

/// <summary>A member who is new to the program; the key is the <see cref="MemberId"/>.</summary>
[Alias("loyalty.INewcomerGrain")]
public interface INewcomerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Credits what joining earns, and the orders that waited for the member's phone number. Doing it again is harmless;
    /// the sweeper does it for whoever was not welcomed.
    /// </summary>
    [Alias("Welcome")]
    Task Welcome();

    /// <summary>Says who invited the member, and credits the inviter. Said again, it answers as the first time.</summary>
    [Alias("AcceptInvitation")]
    Task<AcceptInvitationOutcome> AcceptInvitation(AcceptInvitation command);
}

/// <summary>Says who invited a member.</summary>
/// <param name="Inviter">Who.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AcceptInvitation")]
public sealed record AcceptInvitation([Id(0)] MemberId Inviter)
{
    /// <summary>For how many days after joining an invitation can be accepted.</summary>
    public const int MaxDays = 7;
}

/// <summary>How accepting ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AcceptInvitationOutcome")]
public abstract record AcceptInvitationOutcome;

/// <summary>The inviter is known, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.InvitationAccepted")]
public sealed record InvitationAccepted([Id(0)] DateTimeOffset AcceptedAt) : AcceptInvitationOutcome;

/// <summary>The invitation is the member's own, or its inviter joined after the member.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.InvitationNotForThem")]
public sealed record InvitationNotForThem : AcceptInvitationOutcome;

/// <summary>Another member invited them.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.InvitedByAnother")]
public sealed record InvitedByAnother : AcceptInvitationOutcome;

/// <summary>The member joined too long ago.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.InvitationTooLate")]
public sealed record InvitationTooLate([Id(0)] DateTimeOffset Until) : AcceptInvitationOutcome;

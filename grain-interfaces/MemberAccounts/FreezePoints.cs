namespace OrleansLoyalty.MemberAccounts;

/// <summary>Keeps a member from spending: all of the account, or some points of it. Accruals still arrive.</summary>
/// <param name="Points">How many points; <see langword="null"/> for the whole account.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who froze.</param>
/// <param name="Request">The actor's name for this; it names the frozen points when they are released.</param>
[GenerateSerializer, Immutable, Alias("loyalty.FreezePoints")]
public sealed record FreezePoints(
    [Id(0)] Points? Points, [Id(1)] string Reason, [Id(2)] string Actor, [Id(3)] RequestId Request);

/// <summary>Ends a freeze.</summary>
/// <param name="Frozen">The request that froze some points; <see langword="null"/> for the whole account's freeze.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who released.</param>
/// <param name="Request">The actor's name for this.</param>
[GenerateSerializer, Immutable, Alias("loyalty.UnfreezePoints")]
public sealed record UnfreezePoints(
    [Id(0)] RequestId? Frozen, [Id(1)] string Reason, [Id(2)] string Actor, [Id(3)] RequestId Request);

/// <summary>How freezing or releasing ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeOutcome")]
public abstract record FreezeOutcome;

/// <summary>Done, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeDone")]
public sealed record FreezeDone([Id(0)] AccountView Account) : FreezeOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeMemberNotFound")]
public sealed record FreezeMemberNotFound : FreezeOutcome;

/// <summary>The balance does not cover what was to be frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeBalanceTooLow")]
public sealed record FreezeBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Points) : FreezeOutcome;

/// <summary>There is nothing frozen of that name, or the account was not, or already is, frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeNothingToDo")]
public sealed record FreezeNothingToDo : FreezeOutcome;

/// <summary>The account holds as many reservations and freezes as it may.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeTooMany")]
public sealed record FreezeTooMany([Id(0)] int Limit) : FreezeOutcome;

/// <summary>The request id was used for something else.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FreezeRequestReused")]
public sealed record FreezeRequestReused : FreezeOutcome;

/// <summary>Gives points back that lapsed.</summary>
/// <param name="LapseSeq">The posting by which they lapsed.</param>
/// <param name="ExpiresOn">The last day on which they can be spent now; a day to come.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who reinstated.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ReinstatePoints")]
public sealed record ReinstatePoints(
    [Id(0)] long LapseSeq, [Id(1)] DateOnly ExpiresOn, [Id(2)] string Reason, [Id(3)] string Actor);

/// <summary>How reinstating ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReinstateOutcome")]
public abstract record ReinstateOutcome;

/// <summary>The points are back, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Reinstated")]
public sealed record Reinstated([Id(0)] AccountPosting Posting) : ReinstateOutcome;

/// <summary>The posting is not one by which points of this member lapsed.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReinstateNothingLapsed")]
public sealed record ReinstateNothingLapsed : ReinstateOutcome;

/// <summary>The day has passed already.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReinstateDayPassed")]
public sealed record ReinstateDayPassed([Id(0)] DateOnly Today) : ReinstateOutcome;

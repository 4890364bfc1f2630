using OrleansLoyalty.Earning;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// Credits what an event earns by the rules in force when it happened. The event's key names it: credited again, it
/// answers as the first time. An event that earns nothing is credited too, with 0 points: it may still count for a tier.
/// </summary>
/// <param name="Event">What happened.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CreditEvent")]
public sealed record CreditEvent([Id(0)] EarningEvent Event);

/// <summary>How crediting ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CreditOutcome")]
public abstract record CreditOutcome;

/// <summary>The points are in the account, now or since earlier.</summary>
/// <param name="Seq">Number of the posting.</param>
/// <param name="Award">What was given, and why.</param>
/// <param name="Balance">What could be spent afterwards; for an event credited earlier, what can be spent now.</param>
/// <param name="SpendableOn">From which day on the points can be spent; <see langword="null"/> for at once.</param>
/// <param name="ExpiresOn">The last day on which they can be spent, unless something prolongs it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Credited")]
public sealed record Credited(
    [Id(0)] long Seq,
    [Id(1)] Award Award,
    [Id(2)] Points Balance,
    [Id(3)] DateOnly? SpendableOn,
    [Id(4)] DateOnly? ExpiresOn) : CreditOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CreditMemberNotFound")]
public sealed record CreditMemberNotFound : CreditOutcome;

/// <summary>The event was credited to another member.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CreditedElsewhere")]
public sealed record CreditedElsewhere([Id(0)] MemberId Member) : CreditOutcome;

/// <summary>
/// A campaign's budget, as the database counts it, does not cover its part. Nothing was credited: ask again, and the rules
/// decide without it.
/// </summary>
[GenerateSerializer, Immutable, Alias("loyalty.CreditBudgetGone")]
public sealed record CreditBudgetGone : CreditOutcome;

/// <summary>
/// Takes back what an event earned too much, now that less of it remains. The rules decide anew as they stood when it
/// was credited; the difference is reversed from the lots it gave, and what was spent of them becomes a debt.
/// </summary>
/// <param name="Remaining">The event without what was given back; its key names the credited event, its lines what remains.</param>
/// <param name="Refund">The natural key of this refund, such as <c>tmall:refund:R-1</c>.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ReverseEvent")]
public sealed record ReverseEvent([Id(0)] EarningEvent Remaining, [Id(1)] string Refund);

/// <summary>How reversing ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReverseOutcome")]
public abstract record ReverseOutcome;

/// <summary>Reversed, now or since earlier.</summary>
/// <param name="Seq">Number of the posting.</param>
/// <param name="Points">How many points were taken back, 0 or more.</param>
/// <param name="Debt">How many of them had been spent and are owed now.</param>
/// <param name="Balance">What can be spent now.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Reversed")]
public sealed record Reversed(
    [Id(0)] long Seq, [Id(1)] Points Points, [Id(2)] Points Debt, [Id(3)] Points Balance) : ReverseOutcome;

/// <summary>No such event was credited to this member.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReverseNothingCredited")]
public sealed record ReverseNothingCredited : ReverseOutcome;

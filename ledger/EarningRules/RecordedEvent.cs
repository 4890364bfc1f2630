using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.EarningRules;

/// <summary>An event that was credited, and what was known when it was.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Member">The member it happened to.</param>
/// <param name="Standing">What the rules knew of the member then where that was kept, else what is known now; what capped
/// rules gave is not part of it.</param>
/// <param name="Own">What the event gave by itself: a code's own points.</param>
/// <param name="Given">What the rules gave for it.</param>
public sealed record RecordedEvent(EarningEvent Event, MemberId Member, MemberStanding Standing, Points Own, Points Given);

using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Profiles;

/// <summary>What is known of a member changed; the newest version is in force.</summary>
public sealed record ProfileChanged(MemberId Member, ProfileView Profile, string Actor, DateTimeOffset ChangedAt) : Fact;

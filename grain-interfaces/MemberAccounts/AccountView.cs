namespace OrleansLoyalty.MemberAccounts;

/// <summary>A member and their points.</summary>
/// <param name="Member">Whose account it is.</param>
/// <param name="Seq">Number of the last posting; 0 before the first.</param>
/// <param name="Balance">The sum of all postings.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AccountView")]
public sealed record AccountView(
    [Id(0)] MemberId Member,
    [Id(1)] long Seq,
    [Id(2)] Points Balance);

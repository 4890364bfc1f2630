using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.ProductCodes;

/// <summary>A printed code as its facts leave it. Deciding never changes it.</summary>
public abstract record ProductCode
{
    private ProductCode()
    {
    }

    /// <summary>The code as loaded.</summary>
    public static ProductCode From(CodeRow? row) => row switch
    {
        null => new Unknown(),
        { EndedAt: null } => new Active(
            row.Code, row.BatchId, new Points(row.PointsPerCode), row.Product, row.Category),
        { MemberId: { } member } => new ClaimedBy(
            new MemberId(member),
            new Claim(row.Code, new Points(row.Points!.Value), new Points(row.BalanceAfter!.Value), row.EndedAt.Value)),
        _ => new Void(),
    };

    /// <summary>Nobody printed it.</summary>
    public sealed record Unknown : ProductCode;

    /// <summary>It can be claimed.</summary>
    public sealed record Active(string Code, long BatchId, Points Points, string? Product, string? Category) : ProductCode;

    /// <summary>A member has claimed it.</summary>
    public sealed record ClaimedBy(MemberId Member, Claim Claim) : ProductCode
    {
        /// <summary>Answers another try: the same member gets the first claim again.</summary>
        public ClaimOutcome Answer(MemberId member) =>
            member == Member ? new Claimed(Claim) : new AlreadyClaimed(Claim.ClaimedAt);
    }

    /// <summary>An admin ended it.</summary>
    public sealed record Void : ProductCode;
}

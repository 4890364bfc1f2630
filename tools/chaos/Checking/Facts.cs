namespace OrleansLoyalty.Chaos.Checking;

/// <summary>A row of <c>postings</c>.</summary>
public sealed record Posting(
    string Member, long Seq, short Kind, short Program, long Points, long BalanceAfter, string Source, DateTime PostedAt, DateOnly PostedOn)
{
    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Who acted.</summary>
    public string? Actor { get; init; }

    /// <summary>The request that it answers.</summary>
    public string? Request { get; init; }

    /// <summary>The number of the posting that it takes back.</summary>
    public long? Reverses { get; init; }

    /// <summary>The lot that it opened or joined.</summary>
    public long? Lot { get; init; }

    /// <summary>The lot's last day.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>What it did to lots and holds.</summary>
    public string? Detail { get; init; }

    /// <summary>The chain's link.</summary>
    public byte[] Hash { get; init; } = [];
}

/// <summary>A row of <c>claims</c> that is a claim.</summary>
public sealed record Claimed(string Code, string Member, long Seq, long Points, long BalanceAfter);

/// <summary>A row of <c>redemptions</c>.</summary>
public sealed record Redeemed(string Member, string Request, string Id, string Item, long Quantity, long Points, long Seq, long BalanceAfter);

/// <summary>A row of <c>stock_supplies</c>.</summary>
public sealed record Supplied(string Item, string Request, long Quantity);

/// <summary>A row of <c>mall_items</c>.</summary>
public sealed record Item(string Id, string Name, long Price, long Stock);

/// <summary>How many codes there are that begin with the same letters, and how many of them are different.</summary>
public sealed record ImportedCodes(string Prefix, long Codes, long Different, string First, string Last);

/// <summary>All that is durable at the end of a run.</summary>
public sealed record Facts(
    IReadOnlyList<Posting> Postings,
    IReadOnlyList<Claimed> Claims,
    IReadOnlyList<Redeemed> Redemptions,
    IReadOnlyList<Supplied> Supplies,
    IReadOnlyList<Item> Items,
    IReadOnlyList<ImportedCodes> Codes)
{
    /// <summary>Nothing.</summary>
    public static readonly Facts None = new([], [], [], [], [], []);

    /// <summary>The numbers by which the table tells postings apart.</summary>
    public const short ClaimKind = 1, RedemptionKind = 2, AdjustmentKind = 3, TierKind = 17;

    /// <summary>The numbers of the program's accounts.</summary>
    public const short Issuance = 1, Mall = 2, Adjustment = 4;
}

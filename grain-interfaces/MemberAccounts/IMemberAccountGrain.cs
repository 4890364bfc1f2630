using Orleans.Concurrency;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>One member's points; the key is the <see cref="MemberId"/>. Every answer is durable when it is given.</summary>
[Alias("loyalty.IMemberAccountGrain")]
public interface IMemberAccountGrain : IGrainWithStringKey
{
    /// <summary>Makes the member known to the program. Joining again answers as the first time.</summary>
    [Alias("Join")]
    Task<JoinOutcome> Join(JoinProgram command);

    /// <summary>Awards the points of a product code. Called by the code's own grain, which lets one claim through.</summary>
    [Alias("Earn")]
    Task<EarnOutcome> Earn(EarnPoints command);

    /// <summary>Notes that the member tried a code that nobody printed, and says whether they may go on trying.</summary>
    [Alias("NoteUnknownCode")]
    Task<ScanOutcome> NoteUnknownCode();

    /// <summary>Says whether the member may try a code now; notes nothing.</summary>
    [Alias("MayScan"), ReadOnly]
    Task<ScanOutcome> MayScan();

    /// <summary>Takes the points of a redemption. Called by the item's own grain, which has reserved the stock.</summary>
    [Alias("Spend")]
    Task<SpendOutcome> Spend(SpendPoints command);

    /// <summary>Posts points by hand, with a reason.</summary>
    [Alias("Adjust")]
    Task<AdjustOutcome> Adjust(AdjustPoints command);

    /// <summary>The account as durable postings leave it; <see langword="null"/> when nobody of this id has joined.</summary>
    [Alias("View"), ReadOnly]
    Task<AccountView?> View();

    /// <summary>Answers when the account has a posting after <paramref name="seq"/>, or after some seconds without one.</summary>
    [Alias("ViewAfter"), ReadOnly]
    Task<AccountView?> ViewAfter(long seq, CancellationToken cancellation = default);
}

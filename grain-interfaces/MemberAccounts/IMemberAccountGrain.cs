using Orleans.Concurrency;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Tiers;

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

    /// <summary>Credits what an event earns. Called by the event's own grain, which has recorded it.</summary>
    [Alias("Credit")]
    Task<CreditOutcome> Credit(CreditEvent command);

    /// <summary>Takes back what a credited order earned too much, now that less of it remains.</summary>
    [Alias("Reverse")]
    Task<ReverseOutcome> Reverse(ReverseEvent command);

    /// <summary>Reserves points.</summary>
    [Alias("Hold")]
    Task<HoldOutcome> Hold(HoldPoints command);

    /// <summary>Makes a hold final: its points pay.</summary>
    [Alias("Post")]
    Task<HoldOutcome> Post(PostHold command);

    /// <summary>Gives a hold's points back to their lots.</summary>
    [Alias("Void")]
    Task<HoldOutcome> Void(VoidHold command);

    /// <summary>Gives points that paid for an order back to the lots they came from.</summary>
    [Alias("Return")]
    Task<ReturnOutcome> Return(ReturnPoints command);

    /// <summary>Keeps the member from spending, all or some points.</summary>
    [Alias("Freeze")]
    Task<FreezeOutcome> Freeze(FreezePoints command);

    /// <summary>Ends a freeze.</summary>
    [Alias("Unfreeze")]
    Task<FreezeOutcome> Unfreeze(UnfreezePoints command);

    /// <summary>Gives points back that lapsed.</summary>
    [Alias("Reinstate")]
    Task<ReinstateOutcome> Reinstate(ReinstatePoints command);

    /// <summary>Takes points off for another member. Called by <see cref="IPointsTransferGrain"/>, which sees to it that they arrive.</summary>
    [Alias("Send")]
    Task<SendOutcome> Send(SendPoints command);

    /// <summary>Takes in what another member sent; again, it changes nothing.</summary>
    [Alias("Receive")]
    Task Receive(ReceivePoints command);

    /// <summary>Tells the account what its rules may know of the member. Called by the profile's own grain.</summary>
    [Alias("Know")]
    Task Know(MemberProfile profile);

    /// <summary>
    /// Does what time has brought: holds that timed out, notices, lapses, the tier. Early, late or twice, it does no harm.
    /// </summary>
    [Alias("RunDue")]
    Task RunDue();

    /// <summary>
    /// What the rules would know of the member if this happened now; <see langword="null"/> when nobody of this id has joined.
    /// </summary>
    [Alias("Standing"), ReadOnly]
    Task<MemberStanding?> Standing(EarningEvent happened);

    /// <summary>The account as durable postings leave it; <see langword="null"/> when nobody of this id has joined.</summary>
    [Alias("View"), ReadOnly]
    Task<AccountView?> View();

    /// <summary>The member's tier and how far it is to the next; <see langword="null"/> when nobody of this id has joined.</summary>
    [Alias("Progress"), ReadOnly]
    Task<TierProgress?> Progress();

    /// <summary>
    /// Waits some seconds for a posting after <paramref name="seq"/>, and writes nothing meanwhile. The caller asks
    /// again.
    /// </summary>
    /// <param name="seq">The last posting that the caller knows; -1 when it has no view of the account yet.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// What <see cref="View"/> answers, as soon as there is such a posting; <see langword="null"/> when there was none,
    /// or no member of this id has joined.
    /// </returns>
    [Alias("ViewAfter"), ReadOnly]
    Task<AccountView?> ViewAfter(long seq, CancellationToken cancellation = default);
}

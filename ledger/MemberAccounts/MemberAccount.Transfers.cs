using System.Collections.Immutable;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// Points on their way to another member. They keep their last day.
public sealed partial record MemberAccount
{
    /// <summary>Says why points may not be sent, or <see langword="null"/> when they may.</summary>
    public SendOutcome? MayNotSend(SendPoints command, Circumstances at)
    {
        var terms = at.Terms.Transfers;
        if (!terms.Allowed || !HasTier(terms.LowestTier, at))
        {
            return new SendNotAllowed(terms.Allowed ? terms.LowestTier : null);
        }

        var sent = Holdings.Sent is { } last && last.Day == at.Today ? last.Points : 0;
        var most = new Points(Math.Max(0, terms.MaxPerDay.Value - sent));
        if (command.Points < terms.Minimum || command.Points > most)
        {
            return new SendOutOfRange(terms.Minimum, most);
        }

        if (IsFrozen)
        {
            return new SendAccountFrozen();
        }

        var balance = Balance(at.Today);
        return balance < command.Points ? new SendBalanceTooLow(balance, command.Points) : null;
    }

    /// <summary>Decides that points leave for another member.</summary>
    public PointsPosted Send(SendPoints command, string transferId, Circumstances at) => Chained((Next(
        PostingKind.TransferOut, ProgramAccount.Transfer, -command.Points, $"transfer:{transferId}", at) with
    {
        Request = command.Request,
    }).With(new PostingDetail
    {
        Taken = Take(command.Points, at.Today),
        Sent = command.Points.Value,
        Partner = command.To.Value,
    }));

    /// <summary>What leaves, as it will arrive: points by their last day.</summary>
    public static ImmutableArray<LotSlice> PartsOf(PointsPosted sent) =>
    [
        .. sent.Detail!.Taken
            .GroupBy(slice => (slice.ExpiresOn, slice.RollingMonths))
            .Select(part => part.First() with { Points = part.Sum(slice => slice.Points), SpendableOn = null, Notice = null }),
    ];

    /// <summary>Decides that a part of a transfer arrives.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="part">Points of one last day.</param>
    /// <param name="request">The transfer's name, on its first part.</param>
    /// <param name="at">Now.</param>
    public PointsPosted Receive(ReceivePoints transfer, LotSlice part, RequestId? request, Circumstances at)
    {
        var slice = Joined(part with { Lot = Seq + 1, StandsAlone = false });
        var posting = Next(
            PostingKind.TransferIn, ProgramAccount.Transfer, new Points(part.Points), $"transfer:{transfer.Transfer}", at);
        return Chained((posting with { Request = request, Lot = slice.Lot, ExpiresOn = slice.ExpiresOn }).With(
            new PostingDetail { Given = [slice], Partner = transfer.From.Value }));
    }

    private bool HasTier(string? lowest, Circumstances at) => lowest is null
        || TierRules.Rank(at.Terms.Tiers, Standing(at.Terms.Tiers).Tier) >= TierRules.Rank(at.Terms.Tiers, lowest);
}

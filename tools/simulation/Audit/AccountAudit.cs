using System.Collections.Immutable;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Simulation.Audit;

/// <summary>
/// An account told once more, by somebody who does not share its code: each posting, as it becomes durable, is held
/// against what it must be by the postings before it.
/// </summary>
internal sealed partial class AccountAudit(MemberId member, World world)
{
    private readonly List<Lot> _lots = [];
    private readonly Dictionary<string, Held> _holds = [];
    private readonly Dictionary<(long Lot, DateOnly ExpiresOn), (DateOnly First, DateOnly? Last)> _notices = [];
    private readonly Dictionary<long, Accrued> _accrued = [];
    private readonly Dictionary<long, long> _paidBack = [];
    private readonly Dictionary<long, (PointsPosted Posting, long HeldAt)> _payments = [];
    private readonly Dictionary<long, long> _lapsed = [];
    private readonly Dictionary<long, DateOnly> _backOn = [];
    private readonly HashSet<long> _reinstated = [];
    private ReadOnlyMemory<byte> _hash = PostingChain.Start;
    private DateOnly? _spentOn;
    private (DateOnly Day, long Points) _sent;

    internal DateOnly Today => world.Today;

    internal long Seq { get; private set; }

    internal long Total { get; private set; }

    internal long Debt { get; private set; }

    internal bool IsFrozen { get; private set; }

    internal bool WasFrozen { get; private set; }

    internal List<long> Lapses { get; } = [];

    /// <summary>The first last day of a lot that is still to come.</summary>
    internal DateOnly? NextLastDay => _lots.Where(lot => lot.ExpiresOn > world.Today).Min(lot => lot.ExpiresOn);

    internal bool IsOpen(string hold, DateTimeOffset now) =>
        _holds.TryGetValue($"{hold}", out var held) && !held.Terms.IsFreeze && !(held.Terms.TimesOutAt <= now);

    internal long Balance(DateOnly today) =>
        IsFrozen ? 0 : Math.Max(0, _lots.Where(lot => !(lot.SpendableOn > today)).Sum(lot => lot.Points) - Debt);

    /// <summary>Takes in what has become durable.</summary>
    internal void Add(PointsPosted posting)
    {
        That(posting.Seq == Seq + 1, posting, $"does not follow {Seq}");
        That(posting.Hash.Span.SequenceEqual(PostingChain.Next(_hash.Span, posting).Span), posting, "breaks the hash chain");
        var detail = posting.Detail ?? Plain(posting);
        Judge(posting, detail);
        JudgeTierBefore(posting);
        Move(posting, detail);
        (Seq, Total, _hash) = (posting.Seq, Total + posting.Points.Value, posting.Hash);
        That(Total == posting.BalanceAfter.Value, posting, $"says {posting.BalanceAfter}; the sum is {Total}");
        That(Debt >= 0, posting, "leaves a debt below zero");
        That(Sum() == Total, posting, $"leaves {Sum()} in lots, holds and debt; the sum is {Total}");
        JudgeTierAfter(posting, detail);
    }

    /// <summary>Holds what a caller sees against what is durable.</summary>
    internal void Judge(AccountView view, long least)
    {
        Check.That(view.Seq <= Seq, $"{member} sees posting {view.Seq}; durable are {Seq}.");
        Check.That(view.Seq >= least, $"{member} sees posting {view.Seq}; {least} were durable before.");
        var total = view.Seq == 0 ? 0 : world.Tables.Accounts[member].At(view.Seq)!.BalanceAfter.Value;
        Check.That(view.Total.Value == total, $"{member} sees {view.Total} after posting {view.Seq}; it is {total}.");
        if (view.Seq == Seq)
        {
            var held = _holds.Values.Sum(hold => hold.Slices.Values.Sum());
            var shown = view.Holds.Sum(hold => hold.Points.Value);
            Check.That(view.Debt.Value == Debt && shown == held, $"{member} sees a debt of {view.Debt} and {shown} held; it is {Debt} and {held}.");
        }
    }

    /// <summary>Holds the application's own fold against this one.</summary>
    internal void Judge(AccountState state)
    {
        var holdings = state.Holdings;
        Check.That(state.Seq == Seq && state.Total.Value == Total && holdings.Debt == Debt, $"The fold of {member} differs in its sums.");
        Check.That(
            holdings.Lots.Select(lot => (lot.Lot, lot.Points, lot.ExpiresOn))
                .SequenceEqual(InOrder().Select(lot => (lot.Id, lot.Points, lot.ExpiresOn))),
            $"The lots of {member} are {string.Join(", ", holdings.Lots)}; told once more {string.Join(", ", InOrder())}.");
        Check.That(
            holdings.Holds.Sum(hold => hold.Points) == _holds.Values.Sum(hold => hold.Slices.Values.Sum()),
            $"The holds of {member} differ.");
        JudgeTierAtTheEnd(state);
    }

    private static PostingDetail Plain(PointsPosted posting) => new()
    {
        Given =
        [
            new LotSlice(
                posting.Lot ?? posting.Seq, posting.Points.Value, posting.PostedOn, posting.ExpiresOn, 0, null, false, null),
        ],
        Counts = new(new DateOnly(posting.PostedOn.Year, posting.PostedOn.Month, 1), posting.Points, Money.Zero, 0),
    };

    private long Sum() => _lots.Sum(lot => lot.Points) + _holds.Values.Sum(hold => hold.Slices.Values.Sum()) - Debt;

    private IEnumerable<Lot> InOrder() =>
        _lots.OrderBy(lot => lot.ExpiresOn ?? DateOnly.MaxValue).ThenBy(lot => lot.Id);

    private void Move(PointsPosted posting, PostingDetail detail)
    {
        if (detail.Ended is { } ended)
        {
            _holds.Remove(ended);
        }
        else
        {
            foreach (var slice in detail.Taken)
            {
                var lot = _lots.Find(lot => lot.Id == slice.Lot);
                That(lot is not null && lot.Points >= slice.Points, posting, $"takes {slice.Points} from lot {slice.Lot}");
                lot!.Points -= slice.Points;
            }

            _lots.RemoveAll(lot => lot.Points == 0);
        }

        foreach (var slice in detail.Given)
        {
            if (_lots.Find(lot => lot.Id == slice.Lot) is { } lot)
            {
                lot.Points += slice.Points;
                lot.ExpiresOn = slice.ExpiresOn > lot.ExpiresOn ? slice.ExpiresOn : lot.ExpiresOn;
            }
            else
            {
                _lots.Add(new Lot(slice));
            }
        }

        if (detail.Hold is { } terms)
        {
            _holds.Add(terms.Name, new Held(terms, PerLot(detail.Taken), posting.Seq));
        }

        Debt += detail.Debt;
        IsFrozen = detail.Frozen ?? IsFrozen;
        WasFrozen |= IsFrozen;
        Renew(posting);
    }

    // Any spend starts the months of rolling points anew, for those earned by then.
    private void Renew(PointsPosted posting)
    {
        if (posting.Kind is PostingKind.Redemption or PostingKind.Payment)
        {
            _spentOn = posting.PostedOn;
        }

        if (_spentOn is not { } day)
        {
            return;
        }

        foreach (var lot in _lots)
        {
            if (lot.RollingMonths > 0 && lot.EarnedOn <= day && day.AddMonths(lot.RollingMonths) > lot.ExpiresOn)
            {
                lot.ExpiresOn = day.AddMonths(lot.RollingMonths);
            }
        }
    }

    private static Dictionary<long, long> PerLot(ImmutableArray<LotSlice> slices) =>
        slices.GroupBy(slice => slice.Lot).ToDictionary(lot => lot.Key, lot => lot.Sum(slice => slice.Points));

    private static void That(bool holds, PointsPosted posting, string otherwise)
    {
        if (!holds)
        {
            throw new Violation($"Posting {posting.Seq} of {posting.Member} ({posting.Kind} {posting.Points}) {otherwise}. {posting.DetailText}");
        }
    }

    private sealed class Lot(LotSlice slice)
    {
        internal long Id => slice.Lot;

        internal long Points { get; set; } = slice.Points;

        internal DateOnly EarnedOn => slice.EarnedOn;

        internal DateOnly? ExpiresOn { get; set; } = slice.ExpiresOn;

        internal DateOnly? SpendableOn => slice.SpendableOn;

        internal int RollingMonths => slice.RollingMonths;

        /// <summary>The last day of which the member was told.</summary>
        internal DateOnly? ToldOf { get; set; } = slice.Notice?.ExpiresOn;

        public override string ToString() => $"{Id}: {Points} until {ExpiresOn:O}";
    }

    private sealed record Held(HoldTerms Terms, Dictionary<long, long> Slices, long At);

    /// <summary>What became of an order's points.</summary>
    private sealed class Accrued(long given)
    {
        internal long Given { get; } = given;

        internal long Lapsed { get; set; }

        internal long TakenBack { get; set; }

        internal long Owed { get; set; }

        internal long Remains { get; set; } = given;
    }
}

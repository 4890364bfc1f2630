using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Simulation.Audit;

// What each kind of posting may do.
internal sealed partial class AccountAudit
{
    private const int FirstNoticeDays = 30;
    private const int LastNoticeDays = 7;
    private const int DaysAfterReturn = 30;

    private void Judge(PointsPosted posting, PostingDetail detail)
    {
        switch (posting.Kind)
        {
            case PostingKind.Claim or PostingKind.Accrual:
                JudgeAccrual(posting, detail);
                _accrued.Add(posting.Seq, new Accrued(posting.Points.Value));
                break;
            case PostingKind.Adjustment when posting.Points > Points.Zero:
                JudgeAccrual(posting, detail);
                break;
            case PostingKind.Redemption or PostingKind.Adjustment or PostingKind.Hold or PostingKind.TransferOut:
            case PostingKind.Freeze when detail.Hold is not null:
                JudgeSpend(posting, detail);
                break;
            case PostingKind.Payment or PostingKind.HoldVoided:
            case PostingKind.Unfreeze when detail.Ended is not null:
                JudgeEnd(posting, detail);
                break;
            case PostingKind.Expiry:
                JudgeLapse(posting, detail);
                break;
            case PostingKind.ExpiryNotice:
                JudgeNotice(posting, detail);
                break;
            case PostingKind.Reversal:
                JudgeReversal(posting, detail);
                break;
            case PostingKind.Return:
                JudgeReturn(posting, detail);
                break;
            case PostingKind.Reinstatement:
                That(Lapses.Contains(posting.Reverses!.Value) && _reinstated.Add(posting.Reverses.Value), posting, "reinstates nothing, or again");
                break;
            case PostingKind.TransferIn:
                That(posting.Points.Value == detail.Given.Sum(slice => slice.Points), posting, "gives other points than arrive");
                break;
        }
    }

    // Points that come in settle what is owed, before all else.
    private void JudgeAccrual(PointsPosted posting, PostingDetail detail)
    {
        var settled = Math.Min(Debt, posting.Points.Value);
        That(detail.Debt == -settled, posting, $"settles {-detail.Debt} of a debt of {Debt}");
        That(detail.Given.Sum(slice => slice.Points) == posting.Points.Value - settled, posting, "gives other points than it moves");
    }

    // The earliest last day first; nothing that is pending, held or frozen, and nothing that is owed.
    private void JudgeSpend(PointsPosted posting, PostingDetail detail)
    {
        That(!IsFrozen, posting, "spends of a frozen account");
        var points = detail.Taken.Sum(slice => slice.Points);
        That(posting.Points == Points.Zero ? detail.Hold is not null : points == -posting.Points.Value, posting, "takes other points than it moves");
        That(points <= Balance(posting.PostedOn), posting, $"spends {points} of {Balance(posting.PostedOn)}");
        var left = points;
        var expected = new List<(long, long)>();
        foreach (var lot in InOrder().Where(lot => !(lot.SpendableOn > posting.PostedOn)))
        {
            if (left > 0)
            {
                expected.Add((lot.Id, Math.Min(left, lot.Points)));
                left -= Math.Min(left, lot.Points);
            }
        }

        That(detail.Taken.Select(slice => (slice.Lot, slice.Points)).SequenceEqual(expected), posting, $"takes from other lots than {string.Join(", ", expected)}");
        if (posting.Kind == PostingKind.TransferOut)
        {
            _sent = (posting.PostedOn, (_sent.Day == posting.PostedOn ? _sent.Points : 0) - posting.Points.Value);
            That(_sent.Points <= world.Plan.Terms[0].Transfers.MaxPerDay.Value, posting, $"sends {_sent.Points} on one day");
        }
    }

    private void JudgeEnd(PointsPosted posting, PostingDetail detail)
    {
        That(_holds.TryGetValue(detail.Ended!, out var held), posting, "ends a hold that is not open");
        var isPaid = posting.Kind == PostingKind.Payment;
        var slices = PerLot(isPaid ? detail.Taken : detail.Given);
        That(
            slices.Count == held!.Slices.Count && slices.All(lot => held.Slices.GetValueOrDefault(lot.Key) == lot.Value),
            posting,
            "ends other points than were held");
        That(!isPaid || !(held.Terms.TimesOutAt <= posting.PostedAt), posting, "pays with a hold that has timed out");
        That(posting.Points.Value == (isPaid ? -held.Slices.Values.Sum() : 0), posting, "moves other points than were held");
        if (isPaid)
        {
            _payments.Add(posting.Seq, (posting, held.At));
        }
        else
        {
            NoteBack(posting, detail, held.At);
        }
    }

    // What was away when its lot lapsed.
    private void NoteBack(PointsPosted posting, PostingDetail detail, long heldAt)
    {
        foreach (var slice in detail.Given.Where(slice => _lapsed.GetValueOrDefault(slice.Lot) > heldAt))
        {
            _backOn[slice.Lot] = posting.PostedOn;
        }
    }

    private void JudgeLapse(PointsPosted posting, PostingDetail detail)
    {
        var today = posting.PostedOn;
        var lot = _lots.Find(lot => lot.Id == posting.Lot);
        That(lot is not null && detail.Taken is [var taken] && taken.Points == lot.Points && -posting.Points.Value == lot.Points, posting, "is not a whole lot");
        That(lot!.ExpiresOn < today, posting, $"lapses before {lot.ExpiresOn:O} is over");
        That(
            _notices.TryGetValue((lot.Id, lot.ExpiresOn!.Value), out var told)
            && told.First.AddDays(FirstNoticeDays) <= today
            && told.Last is { } last && last.AddDays(LastNoticeDays) <= today,
            posting,
            "lapses without notice");
        That(
            !_backOn.TryGetValue(lot.Id, out var back) || back.AddDays(DaysAfterReturn) < today,
            posting,
            $"lapses within {DaysAfterReturn} days after points came back on {back:O}");
        Lapses.Add(posting.Seq);
        _lapsed[lot.Id] = posting.Seq;
        if (_accrued.TryGetValue(lot.Id, out var accrued))
        {
            accrued.Lapsed += lot.Points;
        }
    }

    private void JudgeNotice(PointsPosted posting, PostingDetail detail)
    {
        foreach (var (lotId, notice) in detail.Notices)
        {
            var lot = _lots.Find(lot => lot.Id == lotId);
            That(lot is not null && lot.ExpiresOn == notice.ExpiresOn, posting, "tells of another day than the lot's last");
            var key = (lotId, notice.ExpiresOn);
            var isLast = notice.Last is not null;
            That(
                world.Tables.Accounts[member].Notices.Exists(told =>
                    told.Seq == posting.Seq && told.Lot == lotId && told.IsLast == isLast && told.NotedOn == posting.PostedOn),
                posting,
                "is in nobody's outbox");
            if (isLast)
            {
                That(_notices.ContainsKey(key), posting, "is the last notice before the first");
                _notices[key] = _notices[key] with { Last = _notices[key].Last ?? posting.PostedOn };
            }
            else
            {
                // A lot that was used up and opened again by points that come back is told of again.
                That(lot!.ToldOf != notice.ExpiresOn, posting, "is the first notice again");
                lot.ToldOf = notice.ExpiresOn;
                _notices.TryAdd(key, (posting.PostedOn, null));
            }
        }
    }

    // As if only what remains had been ordered: what is left in the lot goes, what was used is owed, what lapsed is gone.
    private void JudgeReversal(PointsPosted posting, PostingDetail detail)
    {
        var order = _accrued[posting.Reverses!.Value];
        var left = _lots.Find(lot => lot.Id == posting.Reverses)?.Points ?? 0;
        var used = order.Given - left - order.Lapsed - order.TakenBack;
        var remains = detail.Award!.Points.Value;
        That(remains == 0 || detail.Counts!.Orders == 0, posting, $"leaves {remains} for an order that was refunded whole");
        That(remains <= order.Remains, posting, $"leaves more than the {order.Remains} before");
        var taken = detail.Taken.Sum(slice => slice.Points);
        That(detail.Taken.All(slice => slice.Lot == posting.Reverses), posting, "takes from another lot");
        That(-posting.Points.Value == taken + detail.Debt, posting, "moves other points than it takes and owes");
        That(order.Owed + detail.Debt == Math.Max(order.Owed, Math.Max(0, used - remains)), posting, $"owes {detail.Debt} where {used} were used and {remains} remain");
        That(left - taken <= Math.Max(0, remains - used) || taken == order.Remains - remains, posting, $"leaves {left - taken} in the lot where {remains} remain and {used} were used");
        That(taken <= order.Remains - remains, posting, "takes more than the refund is worth");
        order.TakenBack += taken;
        order.Owed += detail.Debt;
        order.Remains = remains;
    }

    private void JudgeReturn(PointsPosted posting, PostingDetail detail)
    {
        That(_payments.TryGetValue(posting.Reverses!.Value, out var paying), posting, "returns what did not pay");
        var (payment, heldAt) = paying;
        var back = _paidBack.GetValueOrDefault(payment.Seq) + posting.Points.Value;
        That(posting.Points > Points.Zero && back <= -payment.Points.Value, posting, $"returns {back} of {-payment.Points.Value}");
        That(detail.Given.Sum(slice => slice.Points) == posting.Points.Value, posting, "gives other points than it moves");
        var paid = PerLot(payment.Detail!.Taken);
        That(detail.Given.All(slice => slice.Points <= paid.GetValueOrDefault(slice.Lot)), posting, "gives back to another lot");
        _paidBack[payment.Seq] = back;
        NoteBack(posting, detail, heldAt);
    }
}

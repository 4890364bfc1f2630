namespace OrleansLoyalty.Simulation.Mutants;

/// <summary>One line of the application, changed as somebody might by mistake.</summary>
/// <param name="Name">What it breaks.</param>
/// <param name="File">Where.</param>
/// <param name="Text">What stands there, exactly once.</param>
/// <param name="Instead">What stands there then.</param>
public sealed record Mutant(string Name, string File, string Text, string Instead)
{
    private const string Account = "ledger/MemberAccounts/MemberAccount";
    private const string Grain = "grains/MemberAccounts/MemberAccountGrain";
    private const string Journal = "storage/Journal/GroupCommitJournal.cs";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Mutant> All =
    [
        new("lanes do not break", Journal, "batch = WithoutBroken(batch);", ""),
        new("half of a split batch is answered unwritten", Journal,
            "await WriteAsync(batch.GetRange(half, batch.Count - half));",
            "batch.GetRange(half, batch.Count - half).ForEach(pending => pending.SetResult());"),
        new("an unknown outcome is answered as done", Journal,
            "batch.ForEach(pending => pending.Fail(unknown));", "_ = unknown; batch.ForEach(pending => pending.SetResult());"),
        new("answered before it is durable", "grains/Journal/JournaledGrain.cs", "            await append;", "            await Task.Yield();"),
        new("nothing is reloaded after a failed append", "grains/Journal/JournaledGrain.cs", "            DeactivateOnIdle();", ""),
        new("a redemption's request is not looked up", $"{Grain}.cs", "recent ? Found(recent) : redemptions.LoadAsync((Id, request));",
            "recent ? Found(recent) : Task.FromResult<Redemption?>(null);"),
        new("a posting's request is not looked up", $"{Grain}.cs", "is { } recent ? await recent : await earlier.FindAsync(Id, request);",
            "is { } recent ? await recent : null;"),
        new("a read does not wait", $"{Grain}.cs", "        var view = _account is null ? null : ViewNow();\n        await Confirmed();",
            "        var view = _account is null ? null : ViewNow();\n        await Task.Yield();"),
        new("a balance is refused on what is not durable", $"{Grain}.cs", "            var balance = Existing.Balance(at.Today);\n            await Confirmed();",
            "            var balance = Existing.Balance(at.Today) - new Points(1);\n            await Confirmed();"),
        new("a debt is not settled", $"{Account}.Accruals.cs", "Math.Min(accrual.Points.Value, Holdings.Debt)", "Math.Min(0, Holdings.Debt)"),
        new("the latest lot goes first", "ledger/MemberAccounts/Lots.cs", "return byDay != 0 ? byDay :", "return byDay != 0 ? -byDay :"),
        new("pending points are taken", $"{Account}.cs", "if (!(lot.SpendableOn > today))", "if (lot.Points > 0)"),
        new("pending points count as balance", $"{Account}.cs", "sum += lot.SpendableOn > today ? 0 : lot.Points;", "sum += lot.Points;"),
        new("a frozen account spends", $"{Account}.cs", "Holdings.IsFrozen ? Points.Zero : new Points(Spendable(today));", "new Points(Spendable(today));"),
        new("the last notice is skipped", "ledger/MemberAccounts/LotEnd.cs", ": (LotStep.LastNotice, end.AddDays(-LastNoticeDays));", ": (LotStep.Lapse, end);"),
        new("the first notice is late and the lapse is not", "ledger/MemberAccounts/LotEnd.cs", "notice.First.AddDays(FirstNoticeDays));", "notice.First.AddDays(FirstNoticeDays - 9));"),
        new("points that come back after their end lapse at once", "ledger/MemberAccounts/AccountHoldings.cs",
            "? slice : slice.OpenedAgain(today);", "? slice : slice;"),
        new("a void gives nothing back", $"{Account}.Spending.cs",
            "Given = Holdings.Returned(hold.Slices, at.Today)", "Given = []"),
        new("a hold that timed out pays", $"{Account}.Spending.cs", " && !(hold.Terms.TimesOutAt <= now));", " && now > DateTimeOffset.MinValue);"),
        new("a spend renews nothing", $"{Account}.Spending.cs", "Taken = hold.Slices, IsSpend = true", "Taken = hold.Slices"),
        new("a transfer is received again", $"{Grain}.Transfers.cs", "if (await earlier.FindAsync(Id, request) is { } before)", "if (await earlier.FindAsync(Id, request) is { Seq: < 0 } before)"),
        new("sending has no limit a day", $"{Account}.Transfers.cs", "Sent = command.Points.Value,", "Sent = 0,"),
        new("a transfer is told before it arrives", "grains/MemberAccounts/PointsTransferGrain.cs", "            await Account(command.To).Receive(", "            _ = Account(command.To).Receive("),
        new("what lapsed is owed", "ledger/MemberAccounts/CreditedEvent.cs", "Posting.Points.Value - left - Lapsed -", "Posting.Points.Value - left -"),
        new("a refund owes twice", $"{Account}.Reversals.cs", "used - award.Points.Value - credited.Owed);", "used - award.Points.Value);"),
        new("a refund leaves the tier", $"{Grain}.Crediting.cs", "steps, at) is { } fallen ?", "steps, at) is { Seq: < 0 } fallen ?"),
        new("a refund by empty budget is answered", $"{Grain}.Crediting.cs", "return await posted ? outcome : new CreditBudgetGone();", "return await posted ? outcome : outcome;"),
        new("more is returned than was paid", $"{Grain}.Holding.cs", "command.Points < Least || command.Points > left", "command.Points < Least || command.Points > -payment.Points"),
        new("who consults the past is not alone", $"{Grain}.Crediting.cs", "        await before;\n        try", "        try"),
        new("a refused redemption keeps its stock", "grains/Mall/MallItemGrain.cs", "_item.Take(command.Quantity) : _item.Release(command.Quantity);",
            "_item.Take(command.Quantity) : _item;"),
        // Bugs that the simulator found once.
        new("a refund takes from a campaign's budget", "ledger/EarningRules/RuleBook.cs", "gave += part.CampaignId == rule.CampaignId ? part.Points.Value : 0;", "gave = long.MaxValue - part.Points.Value;"),
        new("what lapses while a refund looks up is owed", $"{Grain}.Crediting.cs", "if (Existing.Seq == seq)", "if (Existing.Seq >= seq)"),
        new("a code answers whoever asks", "ledger/ProductCodes/ProductCode.cs", "member == Member ? new Claimed(Claim) : new AlreadyClaimed(Claim.ClaimedAt);", "new Claimed(Claim);"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

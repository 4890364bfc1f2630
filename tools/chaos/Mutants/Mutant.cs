namespace OrleansLoyalty.Chaos.Mutants;

/// <summary>One text of the application and what takes its place.</summary>
/// <param name="File">Where.</param>
/// <param name="Text">What stands there, exactly once.</param>
/// <param name="Instead">What stands there then.</param>
public sealed record Change(string File, string Text, string Instead);

/// <summary>What kind of run a mutant is looked for in.</summary>
public enum Trial
{
    /// <summary>Two processes over one database all the time, with items of little stock.</summary>
    Rivals,

    /// <summary>One process with plenty of stock, since a rival would make good what is broken.</summary>
    Alone,

    /// <summary>One process whose items run out.</summary>
    AloneAndScarce,
}

/// <summary>The application with something broken, as somebody might by mistake.</summary>
/// <param name="Name">What.</param>
/// <param name="By">The rules of the checker that it breaks, by their names; one of them must find it.</param>
/// <param name="Changes">The texts that break it.</param>
public sealed record Mutant(string Name, string By, params Change[] Changes)
{
    /// <summary>How it runs.</summary>
    public Trial Trial { get; init; }

    /// <summary>What the checker's findings begin with; where nothing is answered any more, the injector says so.</summary>
    public static readonly string[] Rules = ["books", "snapshot", "durable", "chain", "codes", "accounts", "items", "standstill"];

    private const string Account = "ledger/MemberAccounts/MemberAccount";
    private const string Grain = "grains/MemberAccounts/MemberAccountGrain.cs";
    private const string Code = "ledger/ProductCodes/ProductCode";
    private const string ItemGrain = "grains/Mall/MallItemGrain.cs";
    private const string Journal = "storage/Journal/GroupCommitJournal.cs";
    private const string Journaled = "grains/Journal/JournaledGrain.cs";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Mutant> All =
    [
        Of("the fence of codes is dropped", "books codes", "storage/ProductCodes/0004_product_codes.sql", "constraint claims_code_fence primary key", ""),
        Of("the fence of postings is dropped", "books chain", "storage/MemberAccounts/0003_members.sql",
            "  constraint postings_seq_fence primary key (member_id, seq),\n", ""),
        new("stock is guarded neither here nor there", "books items",
            new Change("storage/Mall/0005_mall.sql", "constraint mall_items_stock_fence check (stock >= 0)", ""),
            new Change("ledger/Mall/MallItem.cs", "Item.Stock < quantity ? new OutOfStock(Item.Stock) : null", "null")),
        Of("the fence of stock is dropped", "books items", "storage/Mall/0005_mall.sql", "constraint mall_items_stock_fence check (stock >= 0)", ""),
        Of("a redemption takes no stock", "books items", "storage/Mall/MallItemTable.cs", "(fact.ItemId, -fact.Quantity)", "(fact.ItemId, 0)"),
        Of("answered before it is durable", "durable codes", Journaled, "            await append;", "            await Task.Yield();"),
        Of("nothing is reloaded after a failed append", "durable", Journaled, "            DeactivateOnIdle();", "") with { Trial = Trial.Alone },
        Of("an unknown outcome is answered as done", "durable codes", Journal,
            "batch.ForEach(pending => pending.Fail(unknown));", "_ = unknown; batch.ForEach(pending => pending.SetResult());"),
        Of("half of a split batch is answered unwritten", "durable codes", Journal,
            "await WriteAsync(batch.GetRange(half, batch.Count - half));",
            "batch.GetRange(half, batch.Count - half).ForEach(pending => pending.SetResult());"),
        Of("half of a split batch is forgotten", "durable books chain", Journal, "await WriteAsync(batch.GetRange(half, batch.Count - half));", ""),
        Of("a refused batch is answered as done", "durable codes", Journal, "batch[0].Fail(refused);", "_ = refused; batch[0].SetResult();"),
        Of("lanes do not break", "chain books", Journal, "batch = WithoutBroken(batch);", ""),
        Of("the journal does not wait for the disk", "durable codes", "storage/Database.cs",
            "\"loyalty-journal\", 1, membership)", "\"loyalty-journal\", 1, membership, \"-c synchronous_commit=off\")"),
        Of("a redemption's request is not looked up", "durable", Grain, "recent ? Found(recent) : redemptions.LoadAsync((Id, request));",
            "recent ? Found(recent) : Task.FromResult<Redemption?>(null);") with { Trial = Trial.Alone },
        Of("a posting's request is not looked up", "durable", Grain, "is { } recent ? await recent : await earlier.FindAsync(Id, request);",
            "is { } recent ? await recent : null;") with { Trial = Trial.Alone },
        Of("a restock's request is not looked up", "durable", "storage/Mall/EarlierRequests.cs", "row => (long?)row.GetInt64(0));", "row => (long?)null);"),
        new("a restock is done as often as it is sent", "durable",
            new Change("storage/Mall/EarlierRequests.cs", "row => (long?)row.GetInt64(0));", "row => (long?)null);"),
            new Change("storage/Mall/0005_mall.sql", "  supplied_at timestamptz not null,\n  constraint stock_supplies_request_fence primary key (item_id, request_id)\n",
                "  supplied_at timestamptz not null\n")),
        Of("a redemption's id with other input is answered", "durable", ItemGrain,
            "earlier.ItemId == Id && earlier.Quantity == command.Quantity", "earlier.ItemId.Length > 0"),
        Of("an adjustment's id with other input is answered", "durable", "grains/MemberAccounts/MemberAccountGrain.Desk.cs",
            "        && before.Points == command.Points\n", ""),
        Of("a read does not wait", "accounts", Grain, "        var view = _account is null ? null : ViewNow();\n        await Confirmed();",
            "        var view = _account is null ? null : ViewNow();\n        await Task.Yield();"),
        Of("a refusal tells another balance", "accounts", Grain, "            var balance = Existing.Balance(at.Today);\n            await Confirmed();",
            "            var balance = Existing.Balance(at.Today) - new Points(1);\n            await Confirmed();"),
        Of("a balance is shown that another process has changed since", "accounts", "storage/MemberAccounts/0003_members.sql",
            "constraint postings_newest_fence check (false)", "constraint postings_newest_fence check (true)"),
        Of("stock is refused that another process has supplied since", "items", ItemGrain, "!_item.Explains(durable)", "durable < 0"),
        Of("a redemption costs a point less", "books durable", $"{Account}.Spending.cs", "Next(PostingKind.Redemption, ProgramAccount.Mall, -command.Price,",
            "Next(PostingKind.Redemption, ProgramAccount.Mall, -command.Price + new Points(1),"),
        Of("a refused redemption keeps its stock", "items", ItemGrain, "_item.Take(command.Quantity) : _item.Release(command.Quantity);",
            "_item.Take(command.Quantity) : _item;") with { Trial = Trial.AloneAndScarce },
        Of("stock that is gone is answered as redeemed", "durable", Grain, "            return new StockGone();", "            return new Spent(redemption);"),
        Of("a code answers whoever asks", "durable codes", $"{Code}.cs", "member == Member ? new Claimed(Claim) : new AlreadyClaimed(Claim.ClaimedAt);", "new Claimed(Claim);"),
        Of("a claim sent again is refused", "durable codes", $"{Code}.cs", "member == Member ? new Claimed(Claim) : new AlreadyClaimed(Claim.ClaimedAt);",
            "new AlreadyClaimed(Claim.ClaimedAt);"),
        Of("a claim that was too late is called void", "durable", "grains/ProductCodes/ProductCodeGrain.cs", "return _code is ProductCode.ClaimedBy claimed ? claimed.Answer(member) : new ClaimCodeVoid();",
            "return new ClaimCodeVoid();"),
        Of("a claim says more than its posting", "books durable", $"{Account}.Accruals.cs", "command.Code, command.BatchId, Id, posting.Seq, posting.Points, balance,",
            "command.Code, command.BatchId, Id, posting.Seq, posting.Points + posting.Points, balance,"),
        Of("an activation takes the snapshot for the whole account", "accounts", "storage/MemberAccounts/AccountStates.cs",
            "seq > coalesce(snapshot.seq, 0)", "seq > coalesce(snapshot.seq, 0) and snapshot.seq is null"),
        Of("the chain begins anew with each posting", "chain", $"{Account}.cs", "PostingChain.Next(State.Hash.Span, posting)", "PostingChain.Next(PostingChain.Start.Span, posting)"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Mutant Of(string name, string by, string file, string text, string instead) => new(name, by, new Change(file, text, instead));
}

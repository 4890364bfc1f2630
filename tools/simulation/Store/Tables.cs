using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Simulation.Audit;
using OrleansLoyalty.Simulation.Workload;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Simulation.Store;

/// <summary>The fact tables in memory, with the fences of the SQL: a batch is written as a whole or refused.</summary>
internal sealed class Tables
{
    private readonly World _world;
    private readonly List<Action> _undo = [];

    internal Tables(World world)
    {
        _world = world;
        foreach (var member in world.Plan.MemberIds)
        {
            Accounts.Add(member, new AccountTable(member, world));
        }

        foreach (var code in world.Plan.CodeNames)
        {
            Codes.Add(code, null);
        }

        foreach (var item in world.Plan.ItemsForSale)
        {
            Items.Add(item.Id, item);
            Supplied.Add((item.Id, new RequestId("added")), item.Stock);
        }
    }

    internal Dictionary<MemberId, AccountTable> Accounts { get; } = [];

    /// <summary>Every printed code, and how it ended.</summary>
    internal Dictionary<string, Fact?> Codes { get; } = [];

    internal Dictionary<string, MallItemView> Items { get; } = [];

    internal Dictionary<(string Item, RequestId Request), long> Supplied { get; } = [];

    internal Dictionary<(MemberId, RequestId), ItemRedeemed> Redemptions { get; } = [];

    internal Dictionary<string, EventCredited> Credits { get; } = [];

    internal Dictionary<string, TransferSent> Transfers { get; } = [];

    internal Dictionary<string, TransferArrived> Arrivals { get; } = [];

    internal Dictionary<string, long> Spent { get; } = [];

    /// <summary>Writes entries, all or none.</summary>
    /// <exception cref="FenceRefusedException">A fence refused.</exception>
    internal void Write(IReadOnlyList<Entry> entries)
    {
        _undo.Clear();
        try
        {
            // In the order of the tables, which decides what fence is named first.
            for (var table = 0; table < 6; table++)
            {
                foreach (var entry in entries)
                {
                    foreach (var fact in entry.Facts)
                    {
                        if (TableOf(fact) == table)
                        {
                            Insert(fact);
                        }
                    }
                }
            }
        }
        catch (FenceRefusedException)
        {
            if (_world.Weakness != Weakness.HalfABatch)
            {
                for (var i = _undo.Count - 1; i >= 0; i--)
                {
                    _undo[i]();
                }
            }

            throw;
        }

        foreach (var entry in entries)
        {
            Audited(entry);
        }
    }

    private static int TableOf(Fact fact) => fact switch
    {
        AccountUnchanged => 0,
        CodeClaimed or CodeVoided => 1,
        PointsPosted => 2,
        StockSupplied => 4,
        ItemRedeemed or CampaignSpent => 5,
        _ => 3,
    };

    private void Insert(Fact fact)
    {
        switch (fact)
        {
            case CodeClaimed claimed:
                EndCode(claimed.Code, claimed);
                break;
            case CodeVoided voided:
                EndCode(voided.Code, voided);
                break;
            case PointsPosted posting:
                Accounts[posting.Member].Insert(posting, _undo);
                break;
            case AccountUnchanged answer:
                Accounts[answer.Member].Check(answer);
                break;
            case AccountDue due:
                Accounts[due.Member].Insert(due, _undo);
                break;
            case EventCredited credited:
                Add(Credits, credited.Key, credited, "event_credits_fence", Weakness.NoEventFence);
                break;
            case TransferSent sent:
                Add(Transfers, sent.Transfer, sent, "transfers_fence", Weakness.None);
                break;
            case TransferArrived arrived:
                Add(Arrivals, arrived.Transfer, arrived, "transfer_arrivals_fence", Weakness.None);
                break;
            case NoticeGiven notice:
                Accounts[notice.Member].Insert(notice, _undo);
                break;
            case StockSupplied supplied:
                Add(Supplied, (supplied.ItemId, supplied.Request), supplied.Quantity, "stock_supplies_request_fence", Weakness.None);
                Stock(supplied.ItemId, supplied.Quantity);
                break;
            case ItemRedeemed redeemed:
                Add(Redemptions, (redeemed.Member, redeemed.Request), redeemed, "redemptions_request_fence", Weakness.None);
                Stock(redeemed.ItemId, -redeemed.Quantity);
                break;
            case CampaignSpent spent:
                Spend(spent);
                break;
            default:
                throw new Violation($"The simulated store has no table for {fact.GetType().Name}.");
        }
    }

    private void EndCode(string code, Fact end)
    {
        if (Codes[code] is not null && _world.Weakness != Weakness.NoClaimFence)
        {
            throw new FenceRefusedException("claims_code_fence");
        }

        var before = Codes[code];
        Codes[code] = end;
        _undo.Add(() => Codes[code] = before);
    }

    private void Stock(string item, long change)
    {
        var before = Items[item];
        if (before.Stock + change < 0 && _world.Weakness != Weakness.NoStockFence)
        {
            throw new FenceRefusedException(MallFences.Stock);
        }

        Items[item] = before with { Stock = before.Stock + change };
        _undo.Add(() => Items[item] = before);
    }

    private void Spend(CampaignSpent spent)
    {
        var before = Spent.GetValueOrDefault(spent.CampaignId);
        var after = before + spent.Points.Value;
        if (after > ProgramRules.BudgetOf(spent.CampaignId) && _world.Weakness != Weakness.NoBudgetFence)
        {
            throw new FenceRefusedException(CampaignFences.Budget);
        }

        Spent[spent.CampaignId] = after;
        _undo.Add(() => Spent[spent.CampaignId] = before);
    }

    private void Add<TKey, TRow>(Dictionary<TKey, TRow> table, TKey key, TRow row, string fence, Weakness weakness)
        where TKey : notnull
    {
        if (!table.TryAdd(key, row))
        {
            if (weakness == Weakness.None || _world.Weakness != weakness)
            {
                throw new FenceRefusedException(fence);
            }

            table[key] = row;
        }

        _undo.Add(() => table.Remove(key));
    }

    // What is durable now must be right now.
    private void Audited(Entry entry)
    {
        foreach (var fact in entry.Facts)
        {
            switch (fact)
            {
                case PointsPosted posting:
                    _world.Trace.Add($"durable: {posting.Member} {posting.Seq} {posting.Kind} {posting.Points}");
                    Accounts[posting.Member].Audit.Add(posting);
                    break;
                case ItemRedeemed redeemed:
                    Check.That(Items[redeemed.ItemId].Stock >= 0, $"The stock of {redeemed.ItemId} is below zero.");
                    break;
                case CampaignSpent spent:
                    Check.That(
                        Spent[spent.CampaignId] <= ProgramRules.BudgetOf(spent.CampaignId),
                        $"Campaign {spent.CampaignId} gave more than its budget.");
                    break;
            }
        }
    }
}

/// <summary>The rows of one account.</summary>
internal sealed class AccountTable(MemberId member, World world)
{
    private readonly List<PointsPosted?> _postings = [];
    private readonly Dictionary<RequestId, PointsPosted> _requests = [];
    private AccountState _snapshot = AccountState.New(member);

    internal MemberId Member => member;

    internal AccountAudit Audit { get; } = new(member, world);

    internal List<NoticeGiven> Notices { get; } = [];

    internal int Count => _postings.Count;

    internal IReadOnlyList<PointsPosted?> Postings => _postings;

    internal AccountState Snapshot => _snapshot;

    internal AccountDue Due { get; private set; } = AccountState.New(member).Due;

    internal PointsPosted? At(long seq) => seq >= 1 && seq <= _postings.Count ? _postings[(int)seq - 1] : null;

    internal PointsPosted? By(RequestId request) => _requests.GetValueOrDefault(request);

    internal void Insert(PointsPosted posting, List<Action> undo)
    {
        while (_postings.Count < posting.Seq)
        {
            _postings.Add(null);
        }

        var at = (int)posting.Seq - 1;
        if (_postings[at] is not null && world.Weakness != Weakness.NoPostingFence)
        {
            throw new FenceRefusedException("postings_seq_fence");
        }

        if (posting.Request is { } request)
        {
            if (!_requests.TryAdd(request, posting))
            {
                throw new FenceRefusedException("postings_request_fence");
            }

            undo.Add(() => _requests.Remove(request));
        }

        var before = _postings[at];
        _postings[at] = posting;
        undo.Add(() =>
        {
            _postings[at] = before;
            while (_postings.Count > 0 && _postings[^1] is null)
            {
                _postings.RemoveAt(_postings.Count - 1);
            }
        });
    }

    internal void Check(AccountUnchanged answer)
    {
        if (_postings.Count > answer.Seq && world.Weakness != Weakness.NoNewestFence)
        {
            throw new FenceRefusedException(MemberFences.Newest);
        }
    }

    internal void Insert(AccountDue due, List<Action> undo)
    {
        var before = Due;
        Due = due;
        undo.Add(() => Due = before);
    }

    internal void Insert(NoticeGiven notice, List<Action> undo)
    {
        Notices.Add(notice);
        undo.Add(() => Notices.Remove(notice));
    }

    /// <summary>The account as an activation loads it: the snapshot, and the postings after it.</summary>
    internal AccountState Load()
    {
        if (world.Weakness == Weakness.SnapshotAlone)
        {
            return _snapshot;
        }

        var state = _snapshot;
        for (var at = (int)state.Seq; at < _postings.Count; at++)
        {
            state = state.Apply(_postings[at] ?? throw new Violation($"Posting {at + 1} of {member} is missing."));
        }

        return state;
    }

    /// <summary>Moves the snapshot on, through its text as the projector does.</summary>
    internal void Project(bool asText)
    {
        var state = Load();
        if (world.Weakness == Weakness.SnapshotAhead && state.Seq > _snapshot.Seq + 1)
        {
            state = _snapshot.Apply(_postings[(int)_snapshot.Seq]!) with { Seq = state.Seq };
        }

        _snapshot = asText ? state with { Holdings = AccountJson.ReadHoldings(AccountJson.Write(state.Holdings)) } : state;
    }
}

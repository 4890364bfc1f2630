using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Simulation.Actors;
using OrleansLoyalty.Simulation.Store;

namespace OrleansLoyalty.Simulation.Workload;

/// <summary>What clients ask for next, by the seed: requests to grains, and what the world does beside them.</summary>
internal sealed partial class Requests(World world)
{
    private readonly List<Order> _orders = [];
    private readonly List<(MemberId Member, string Hold)> _holds = [];
    private readonly List<(MemberId Member, RequestId Request)> _freezes = [];
    private readonly Queue<MemberId> _daily = [];
    private int _names;

    private Chance Chance => world.Chance;

    private Tables Tables => world.Tables;

    /// <summary>The next request, or <see langword="null"/> when something else happened.</summary>
    internal Operation? Next() => _daily.TryDequeue(out var member) ? RunDue(member) : Chance.Below(100) switch
    {
        < 19 => Claim(),
        < 20 => VoidCode(),
        < 33 => Redeem(),
        < 34 => Restock(),
        < 46 => Credit(),
        < 53 => Refund(),
        < 60 => Hold(),
        < 64 => EndHold(isPaid: true),
        < 66 => EndHold(isPaid: false),
        < 69 => Return(),
        < 73 => Freeze(),
        < 78 => Adjust(),
        < 82 => Send(),
        < 86 => RunDue(SomeMember()),
        < 87 => Reinstate(),
        < 93 => View(SomeMember()),
        _ => Happen(),
    };

    /// <summary>What is done when all else is: transfers under way arrive, what is due is done, everything is looked at.</summary>
    internal IEnumerable<Operation> Last()
    {
        foreach (var transfer in Tables.Transfers.Values.Where(sent => !Tables.Arrivals.ContainsKey(sent.Transfer)).ToList())
        {
            yield return Unmade($"receive {transfer.Transfer}", () => Operation.Boxed(Account(transfer.To).Receive(
                new ReceivePoints(transfer.Transfer, transfer.From, AccountJson.ReadParts(transfer.Parts)))));
        }

        foreach (var member in world.Plan.MemberIds)
        {
            yield return RunDue(member);
            yield return View(member);
        }
    }

    private Operation? Happen()
    {
        switch (Chance.Below(10))
        {
            case < 5:
                PassTime();
                break;
            case < 7:
                Tables.Accounts[SomeMember()].Project(asText: Chance.OneIn(4));
                break;
            case 7:
                Chance.Of(world.Cluster.Silos).Program.Adopt(world.Plan.Terms[1]);
                break;
            case 8:
                Chance.Of(world.Cluster.Silos).Rules.Refresh();
                break;
            default:
                Chance.Of(world.Cluster.Silos).StopFor(Chance.Below(200));
                break;
        }

        if (world.Plan.KillEvery > 0 && Chance.OneIn(Math.Max(1, world.Plan.KillEvery / 14)))
        {
            var silo = Chance.Below(world.Cluster.Silos.Count);
            if (Chance.OneIn(2))
            {
                world.Trace.Add($"silo {silo} is killed");
                world.Cluster.Kill(silo);
            }
            else
            {
                world.Trace.Add($"silo {silo} is evicted and goes on later");
                world.Cluster.Evict(silo, Chance.Below(400));
            }
        }

        return null;
    }

    private void PassTime()
    {
        var isDays = Chance.OneIn(2);
        var span = isDays
            ? TimeSpan.FromDays(Chance.Between(1, Chance.OneIn(3) ? 1 : world.Plan.MostDays))
            : TimeSpan.FromMinutes(Chance.Below(90));
        if (isDays && Chance.OneIn(4) && Tables.Accounts[SomeMember()].Audit.NextLastDay is { } lastDay)
        {
            // To the very day that counts.
            span = TimeSpan.FromDays(lastDay.DayNumber - world.Today.DayNumber);
        }

        world.Clock.Pass(span);
        world.Trace.Add($"{span} pass; it is {world.Today:O}");
        if (isDays && _daily.Count == 0 && !Chance.OneIn(3))
        {
            // As the daily run would, unless it is late.
            foreach (var member in world.Plan.MemberIds)
            {
                _daily.Enqueue(member);
            }
        }
    }

    private MemberId SomeMember() => Chance.Of(world.Plan.MemberIds);

    private IMemberAccountGrain Account(MemberId member) => world.Cluster.Account(member);

    private string Name(string kind) => $"{kind}-{_names++}";

    private PointsPosted? Posted(MemberId member, RequestId request) => Tables.Accounts[member].By(request);

    private static Operation Unmade(string name, Func<Task<object?>> call) =>
        new(name, call, _ => null, () => null) { IsRepeatable = false };

    private Operation RunDue(MemberId member) =>
        Unmade($"run due {member.Value}", () => Operation.Boxed(Account(member).RunDue()));

    private Operation View(MemberId member) =>
        new($"view {member.Value}", () => Operation.Boxed(Account(member).View()), _ => null, () => null)
        {
            IsRepeatable = false,
            Observe = () =>
            {
                var table = Tables.Accounts[member];
                var before = table.Count;
                return answer => table.Audit.Judge((AccountView)answer!, before);
            },
        };

    /// <summary>Holds a refusal for want of points against the account, when nothing happened to it meanwhile.</summary>
    private Func<Action<object?>> BalanceOf(MemberId member, Func<object?, (Points Balance, Points Asked)?> figures) => () =>
    {
        var audit = Tables.Accounts[member].Audit;
        var (seq, day) = (audit.Seq, world.Today);
        return answer =>
        {
            if (figures(answer) is var (balance, asked))
            {
                Check.That(balance < asked, $"{asked} points are refused on a balance of {balance}.");
                Check.That(
                    audit.Seq != seq || world.Today != day || balance.Value == audit.Balance(day),
                    $"{member} is refused on a balance of {balance}; it is {audit.Balance(day)}.");
            }
        };
    };

    private sealed class Order(MemberId member, EarningEvent happened)
    {
        internal MemberId Member => member;

        internal EarningEvent Remaining { get; set; } = happened;

        internal bool IsBusy { get; set; }
    }
}

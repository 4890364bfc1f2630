using System.Collections.Immutable;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>
/// Two members who do the same at random, but that one of them places one order more, which is given back whole in the
/// end. Whatever is sent is sent again until it is answered, and now and then although it was.
/// </summary>
internal sealed class AnOrderingPair(LoyaltyCluster cluster, TimeProvider clock, int seed)
{
    internal const int Steps = 8;

    private readonly Random _random = new(seed);
    private readonly List<(string OrderNo, int Left)> _orders = [];
    private int _number;
    private int _joinsAt = -1;
    private bool _hasOrdered;
    private int _extraLeft;

    internal int Seed => seed;

    private int JoinsAt => _joinsAt < 0 ? _joinsAt = _random.Next(4) : _joinsAt;

    /// <summary>The account of the one who ordered more, or of the other.</summary>
    internal IMemberAccountGrain Account(bool with) => cluster.Grains.GetGrain<IMemberAccountGrain>(Member(with));

    internal async Task StepAsync(int step)
    {
        if (step == JoinsAt)
        {
            await JoinAsync();
        }

        for (var doing = _random.Next(1, 4); doing > 0; doing--)
        {
            switch (_random.Next(6))
            {
                case 0 or 1:
                    await OrderAsync();
                    break;
                case 2 when _orders.Count > 0:
                    await RefundAsync(_random.Next(_orders.Count));
                    break;
                case 3 when step > JoinsAt:
                    await SpendAsync();
                    break;
                case 4 when !_hasOrdered:
                    await OrderMoreAsync(step > JoinsAt);
                    break;
                case 5 when _extraLeft > 1:
                    _extraLeft--;
                    await TryAsync(() => Order(true, "more").Refund(
                        new RefundOrder(Name(true, $"r{++_number}"), [new RefundedLine("1", 1, null)], "CNY", "key:test")));
                    break;
            }
        }

        if (step == Steps - 1)
        {
            await EndAsync();
        }
    }

    private async Task JoinAsync()
    {
        var isWelcomed = _random.Next(2) == 0; // Else it is the sweeper who finds what waits.
        foreach (var with in (bool[])[true, false])
        {
            await TryAsync(() => Account(with).Join(new JoinProgram(Phone(with), null)));
            if (isWelcomed)
            {
                await TryAsync(async () =>
                {
                    await cluster.Grains.GetGrain<INewcomerGrain>(Member(with)).Welcome();
                    return true;
                });
            }
        }
    }

    private async Task OrderAsync()
    {
        var name = $"o{++_number}";
        var pieces = _random.Next(1, 5);
        var lines = Lines(pieces, _random.Next(1, 1_500) * 100);
        await PlaceAsync(true, name, lines, null);
        await PlaceAsync(false, name, lines, null);
        _orders.Add((name, pieces));
    }

    private async Task RefundAsync(int at)
    {
        var (name, left) = _orders[at];
        var refund = $"r{++_number}";
        ImmutableArray<RefundedLine> lines = left > 1 ? [new RefundedLine("1", 1, null)] : [];
        foreach (var with in (bool[])[true, false])
        {
            await TryAsync(() => Order(with, name).Refund(new RefundOrder(Name(with, refund), lines, "CNY", "key:test")));
        }

        _orders[at] = (name, left - 1);
        if (left <= 1)
        {
            _orders.RemoveAt(at);
        }
    }

    // The same of both, and only what both can.
    private async Task SpendAsync()
    {
        var (one, other) = (await BalanceAsync(true), await BalanceAsync(false));
        var points = Math.Min(_random.Next(1, 800), Math.Min(one, other));
        if (points > 0)
        {
            var name = $"h{++_number}";
            await PayAsync(true, name, points);
            await PayAsync(false, name, points);
        }
    }

    private async Task OrderMoreAsync(bool mayPayWithPoints)
    {
        _hasOrdered = true;
        _extraLeft = _random.Next(1, 5);
        var points = mayPayWithPoints && _random.Next(2) == 0 ? Math.Min(500, await BalanceAsync(true)) : 0;
        var fen = 100_000 + (_random.Next(4_000) * 100);
        var hold = points > 0 ? $"shop:checkout:{Name(true, "more")}" : null;
        if (hold is not null)
        {
            await TryAsync(() => cluster.Grains.GetGrain<ICheckoutGrain>(hold).Hold(new HoldForOrder(
                new MemberId(Member(true)), "shop", new Points(points), new Money(fen), "CNY", null, "key:test")));
        }

        await PlaceAsync(true, "more", [.. Lines(_extraLeft, fen), new EarningLine("2", "Q", null, 1, new Money(7_700))], hold);
    }

    private async Task EndAsync()
    {
        if (!_hasOrdered)
        {
            await OrderMoreAsync(true);
        }

        var end = await TryAsync(() => Order(true, "more").Refund(new RefundOrder(Name(true, "whole"), [], "CNY", "key:test")));
        Assert.IsType<RefundStands>(end);
    }

    private async Task PlaceAsync(bool with, string name, ImmutableArray<EarningLine> lines, string? hold)
    {
        var customer = new OrderCustomer(null, null, Phone(with));
        var paid = new PlaceOrder(customer, null, lines, "CNY", clock.GetUtcNow(), hold, "key:test");
        Assert.IsType<OrderStands>(await TryAsync(() => Order(with, name).Place(paid)));
    }

    private async Task PayAsync(bool with, string name, long points)
    {
        var hold = new HoldPoints(Name(with, name), new Points(points), clock.GetUtcNow().AddHours(1), "test", null);
        Assert.IsType<HoldAsAsked>(await TryAsync(() => Account(with).Hold(hold)));
        Assert.IsType<HoldAsAsked>(await TryAsync(() => Account(with).Post(new PostHold(hold.Hold))));
    }

    private async Task<long> BalanceAsync(bool with) => (await TryAsync(Account(with).View))!.Balance.Value;

    private async Task<T> TryAsync<T>(Func<Task<T>> send)
    {
        while (true)
        {
            try
            {
                var answer = await send();
                if (_random.Next(8) > 0)
                {
                    return answer;
                }
            }
            catch (AppendException)
            {
                // The sender does not know whether it was done, and sends again.
            }
        }
    }

    private static ImmutableArray<EarningLine> Lines(int pieces, long fen) =>
        [new EarningLine("1", "P", null, pieces, new Money(fen))];

    private IOrderGrain Order(bool with, string name) => cluster.Grains.GetGrain<IOrderGrain>($"shop:{Name(with, name)}");

    private string Name(bool with, string name) => $"{seed}-{(with ? "w" : "o")}-{name}";

    private string Member(bool with) => $"m-{Name(with, "m")}";

    private string Phone(bool with) => $"1{(with ? 3 : 4)}{seed:000000000}";
}

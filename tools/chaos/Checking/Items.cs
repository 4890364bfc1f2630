using System.Diagnostics;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// The model of an item: a stock that supplies add to and redemptions take from, and that is never below zero. A refusal
/// names a stock that is too small.
/// </summary>
/// <remarks>
/// What changes a stock commutes, so no order has to be searched: a stock that was answered must lie between the least and
/// the most that real time allows. An attempt may hold its quantity from its sending to its answer, or a minute; a process
/// that has a supply under way, for a quarter of that at most, may take another's for its own.
/// </remarks>
public static class Items
{
    private static readonly long LongestHold = Stopwatch.Frequency * 60;
    private static readonly long LongestSupply = LongestHold / 4;

    private sealed record Change(long Quantity, long Invoked, long Answered);

    /// <summary>What is wrong with the items' histories.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<Asked> asked, Facts facts)
    {
        var by = new AskedByKey(asked);
        var supplies = facts.Supplies.ToLookup(row => row.Item, row => Of(row.Quantity, by.Restock(row.Item, row.Request, row.Quantity)));
        var redemptions = facts.Redemptions.ToLookup(
            row => row.Item, row => Of(row.Quantity, by.Request(Kind.Redeem, row.Member, row.Request, row.Quantity)));
        var attempts = asked.Where(one => one.Request.Kind is Kind.Redeem or Kind.Restock).ToLookup(one => one.Request.Key);
        foreach (var item in facts.Items)
        {
            var history = new ItemHistory([.. supplies[item.Id]], [.. redemptions[item.Id]], attempts[item.Id]);
            foreach (var problem in history.Check(item))
            {
                yield return problem;
            }
        }
    }

    private static Change Of(long quantity, Asked? cause) =>
        new(quantity, cause?.Invoked ?? long.MinValue, cause?.Done?.Answered ?? long.MaxValue);

    private sealed class ItemHistory(Change[] supplies, Change[] redemptions, IEnumerable<Asked> asked)
    {
        private readonly (Asked Asked, Attempt Attempt)[] _attempts =
            [.. from one in asked from attempt in one.Attempts orderby attempt.Invoked select (one, attempt)];

        internal IEnumerable<string> Check(Item item)
        {
            var (supplied, redeemed) = (supplies.Sum(one => one.Quantity), redemptions.Sum(one => one.Quantity));
            if (item.Stock != supplied - redeemed || item.Stock < 0)
            {
                yield return $"Item {item.Id} has a stock of {item.Stock}; {supplied} were supplied and {redeemed} redeemed.";
            }

            foreach (var (one, attempt) in _attempts.Where(one => one.Attempt.Answer.Type == "OutOfStockError"))
            {
                var left = attempt.Answer.First;
                var least = Known(supplies, attempt) - Possible(redemptions, attempt) - Held(attempt, one);
                var most = Possible(supplies, attempt) - Known(redemptions, attempt);
                if (left < least || left > most || left >= one.Request.Amount)
                {
                    yield return $"{one} was refused with {left} left; it was between {least} and {most}.";
                }
            }
        }

        private static long Known(Change[] changes, Attempt attempt)
        {
            var sum = 0L;
            foreach (var change in changes)
            {
                sum += change.Answered < attempt.Invoked || change.Invoked == long.MinValue ? change.Quantity : 0;
            }

            return sum;
        }

        private static long Possible(Change[] changes, Attempt attempt)
        {
            var sum = 0L;
            foreach (var change in changes)
            {
                sum += change.Invoked < attempt.Answered ? change.Quantity : 0;
            }

            return sum;
        }

        private long Held(Attempt attempt, Asked itself)
        {
            var sum = 0L;
            foreach (var (one, other) in _attempts)
            {
                if (other.Invoked > attempt.Answered)
                {
                    break;
                }

                var longest = one.Request.Kind == Kind.Restock ? LongestSupply : LongestHold;
                var until = other.Answered == long.MaxValue ? other.Invoked + longest : other.Answered;
                sum += other.View == attempt.View && until > attempt.Invoked && !(one == itself && other.Invoked == attempt.Invoked)
                    ? one.Request.Amount
                    : 0;
            }

            return sum;
        }
    }
}

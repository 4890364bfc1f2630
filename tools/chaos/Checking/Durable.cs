using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Answered ⊆ durable ⊆ answered ∪ unknown; every answer has the figures of its row, and a retry those of the first.</summary>
public sealed class Durable(IReadOnlyList<Asked> asked, Facts facts)
{
    private readonly AskedByKey _asked = new(asked);

    /// <summary>What is not so.</summary>
    /// <param name="isOver">Whether imports have ended and nothing may be unknown any more.</param>
    public IEnumerable<string> Check(bool isOver = true) => Claims()
        .Concat(Redemptions())
        .Concat(Adjustments())
        .Concat(Supplies())
        .Concat(isOver ? Imported() : [])
        .Concat(Printed())
        .Concat(Postings())
        .Concat(Refusals())
        .Concat(isOver ? Unknowns() : []);

    private IEnumerable<string> Claims()
    {
        var rows = facts.Claims.ToLookup(row => row.Code);
        foreach (var (one, answer) in Answers(Kind.Claim))
        {
            if (!rows[one.Request.Key].Any(row => row.Member == one.Request.Member && (row.Points, row.BalanceAfter) == (answer.First, answer.Second)))
            {
                yield return $"{one} was answered with {answer.First} points and a balance of {answer.Second}; durable is {string.Join(" and ", rows[one.Request.Key])}.";
            }
        }

        foreach (var row in facts.Claims.Where(row => !MayHaveHappened(_asked.Claim(row.Member, row.Code))))
        {
            yield return $"{row} is durable and nobody asked for it, or it was refused.";
        }
    }

    private IEnumerable<string> Redemptions()
    {
        var rows = facts.Redemptions.ToLookup(row => (row.Member, row.Request));
        var prices = facts.Items.ToLookup(item => item.Id, item => item.Price);
        foreach (var (one, answer) in Answers(Kind.Redeem))
        {
            var (item, quantity) = (one.Request.Key, one.Request.Amount);
            if (!rows[(one.Request.Member, one.Request.Id)].Any(row =>
                (row.Item, row.Quantity, row.Id, row.Points, row.BalanceAfter) == (item, quantity, answer.Type, answer.First, answer.Second)))
            {
                yield return $"{one} was answered with {answer}; durable is {string.Join(" and ", rows[(one.Request.Member, one.Request.Id)])}.";
            }
        }

        foreach (var row in facts.Redemptions)
        {
            if (!MayHaveHappened(_asked.Request(Kind.Redeem, row.Member, row.Request, row.Quantity)))
            {
                yield return $"{row} is durable and nobody asked for it, or it was refused.";
            }

            if (rows[(row.Member, row.Request)].Count() > 1 || !prices[row.Item].Any(price => price * row.Quantity == row.Points))
            {
                yield return $"{row} is there more than once, or has another price.";
            }
        }
    }

    private IEnumerable<string> Adjustments()
    {
        var rows = facts.Postings.Where(row => row.Kind == Facts.AdjustmentKind).ToLookup(row => (row.Member, row.Request));
        foreach (var (one, answer) in Answers(Kind.Adjust))
        {
            if (!rows[(one.Request.Member, one.Request.Id)].Any(row =>
                (row.Points, row.Seq, row.BalanceAfter) == (one.Request.Amount, answer.First, answer.Second)))
            {
                yield return $"{one} was answered with posting {answer.First} and a balance of {answer.Second}; that is not durable.";
            }
        }

        foreach (var row in rows.SelectMany(row => row))
        {
            if (!MayHaveHappened(_asked.Request(Kind.Adjust, row.Member, row.Request ?? "", row.Points)) || rows[(row.Member, row.Request)].Count() > 1)
            {
                yield return $"Posting {row.Seq} of {row.Member} adjusts by {row.Points}, which nobody asked for, or asked for once, or it was refused.";
            }
        }
    }

    private IEnumerable<string> Supplies()
    {
        var rows = facts.Supplies.ToLookup(row => (row.Item, row.Request));
        foreach (var (one, _) in Answers(Kind.Restock))
        {
            if (rows[(one.Request.Key, one.Request.Id)].Count(row => row.Quantity == one.Request.Amount) != 1)
            {
                yield return $"{one} was answered and is durable {rows[(one.Request.Key, one.Request.Id)].Count()} times.";
            }
        }

        var items = facts.Items.ToDictionary(item => item.Id);
        var added = asked.Where(one => one.Request.Kind == Kind.AddItem).ToLookup(one => one.Request.Id);
        foreach (var (one, answer) in Answers(Kind.AddItem))
        {
            if (!items.ContainsKey(answer.Type) || !rows[(answer.Type, "added")].Any(row => row.Quantity == one.Request.Amount))
            {
                yield return $"{one} was answered; there is no such item.";
            }
        }

        foreach (var row in facts.Supplies)
        {
            var cause = row.Request == "added"
                ? added[items.TryGetValue(row.Item, out var item) ? item.Name : ""].FirstOrDefault()
                : _asked.Restock(row.Item, row.Request, row.Quantity);
            if (!MayHaveHappened(cause))
            {
                yield return $"{row} is durable and nobody asked for it.";
            }
        }
    }

    private IEnumerable<string> Imported()
    {
        var rows = facts.Codes.ToDictionary(row => row.Prefix);
        foreach (var (one, _) in Answers(Kind.Import))
        {
            if (!rows.TryGetValue(one.Request.Key, out var row) || row.Different != one.Request.Amount)
            {
                yield return $"{one} was answered; durable is {(row is null ? "nothing" : row)}.";
            }
        }
    }

    private IEnumerable<string> Printed()
    {
        var imports = asked.Where(one => one.Request.Kind == Kind.Import).ToDictionary(one => one.Request.Key);
        foreach (var row in facts.Codes)
        {
            if (!imports.TryGetValue(row.Prefix, out var one) || !MayHaveHappened(one) || row.Codes != row.Different || row.Codes > one.Request.Amount
                || string.CompareOrdinal(row.Last, Recording.Messages.Code(row.Prefix, one.Request.Amount - 1)) > 0)
            {
                yield return $"{row} are durable; nobody printed them so.";
            }
        }
    }

    /// <summary>Every posting has its claim, its redemption or its request, and the other way round.</summary>
    private IEnumerable<string> Postings()
    {
        var postings = facts.Postings.ToLookup(row => (row.Member, row.Seq));
        var causes = facts.Claims.Select(row => (row.Member, row.Seq, row.Points, row.BalanceAfter, Kind: Facts.ClaimKind, Program: Facts.Issuance))
            .Concat(facts.Redemptions.Select(row => (row.Member, row.Seq, Points: -row.Points, row.BalanceAfter, Kind: Facts.RedemptionKind, Program: Facts.Mall)))
            .ToArray();
        foreach (var cause in causes)
        {
            if (!postings[(cause.Member, cause.Seq)].Any(row =>
                (row.Points, row.BalanceAfter, row.Kind, row.Program) == (cause.Points, cause.BalanceAfter, cause.Kind, cause.Program)))
            {
                yield return $"{cause} has no such posting.";
            }
        }

        var known = causes.Select(cause => (cause.Member, cause.Seq)).ToHashSet();
        foreach (var row in facts.Postings)
        {
            var isExplained = row.Kind switch
            {
                Facts.ClaimKind or Facts.RedemptionKind => known.Contains((row.Member, row.Seq)),
                Facts.AdjustmentKind => row.Program == Facts.Adjustment,
                Facts.TierKind => row.Points == 0,
                _ => false,
            };
            if (!isExplained)
            {
                yield return $"Posting {row.Seq} of {row.Member}, of kind {row.Kind} and {row.Points} points, comes from nothing.";
            }
        }
    }

    private IEnumerable<string> Refusals()
    {
        foreach (var one in asked)
        {
            foreach (var attempt in one.Attempts.Where(attempt => attempt.Answer.Outcome == Outcome.Refused && !IsAllowed(one.Request, attempt.Answer.Type)))
            {
                yield return $"{one} was refused with {attempt.Answer.Type}.";
            }

            // Once done, a request is not refused later, and never with its own id as the reason.
            if (one.Done is { } done && one.Attempts.Any(attempt => attempt.Answer.Outcome == Outcome.Refused && attempt.Invoked > done.Answered))
            {
                yield return $"{one} was done, and a retry of it was refused.";
            }
        }
    }

    /// <summary>
    /// After the last fault everything becomes known, to whoever sends a request again as well: its last sending is answered.
    /// </summary>
    private IEnumerable<string> Unknowns() =>
        from one in asked
        where one.Request.Kind != Kind.Read && one.Attempts.Count > 0 && one.Attempts[^1].Answer.Outcome == Outcome.Unknown
        select $"{one} was sent {one.Attempts.Count} times and {(one.Done is null ? "never answered" : "at last not answered")}.";

    private bool IsAllowed(Request request, string type) => (request.Kind, type) switch
    {
        (Kind.Claim, "CodeAlreadyClaimedError") => true,
        (Kind.Redeem, "OutOfStockError") => true,
        (Kind.Redeem or Kind.Adjust, "InsufficientPointsError") => true,
        (Kind.Redeem, "RequestIdReusedError") => _redeemed.Value[(request.Member, request.Id)].Any(amount => amount != request.Amount),
        (Kind.Adjust, "RequestIdReusedError") => _adjusted.Value[(request.Member, request.Id)].Any(amount => amount != request.Amount),
        _ => false,
    };

    private readonly Lazy<ILookup<(string, string), long>> _redeemed =
        new(() => facts.Redemptions.ToLookup(row => (row.Member, row.Request), row => row.Quantity));

    private readonly Lazy<ILookup<(string, string), long>> _adjusted =
        new(() => facts.Postings.Where(row => row.Request is not null).ToLookup(row => (row.Member, row.Request!), row => row.Points));

    private IEnumerable<(Asked Asked, Answer Answer)> Answers(Kind kind) =>
        from one in asked
        where one.Request.Kind == kind
        from attempt in one.Attempts
        where attempt.Answer.Outcome == Outcome.Ok
        select (one, attempt.Answer);

    private static bool MayHaveHappened(Asked? asked) => asked is { IsRefused: false };
}

using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// The model of an account: a balance that postings change in the order of their numbers and that is never below zero.
/// </summary>
/// <remarks>
/// The numbers give the order of all that changed it, so nothing has to be searched: it must not contradict real time, and
/// every balance that was answered, by whichever process, must have been the balance at some number that real time allows.
/// </remarks>
public static class Accounts
{
    private sealed record Write(long Balance, long Invoked, long Answered);

    /// <summary>What is wrong with the accounts' histories.</summary>
    /// <param name="asked">The history.</param>
    /// <param name="facts">What is durable.</param>
    public static IEnumerable<string> Check(IReadOnlyList<Asked> asked, Facts facts)
    {
        var by = new AskedByKey(asked);
        var claims = facts.Claims.ToLookup(claim => (claim.Member, claim.Seq));
        var redemptions = facts.Redemptions.ToLookup(redemption => (redemption.Member, redemption.Seq));
        var answers = asked.ToLookup(one => one.Request.Member);
        foreach (var account in facts.Postings.GroupBy(posting => posting.Member))
        {
            var writes = account.OrderBy(posting => posting.Seq).Select(posting => Of(posting, Cause(posting))).ToArray();
            foreach (var problem in Contradictions(account.Key, writes).Concat(Balances(writes, answers[account.Key])))
            {
                yield return problem;
            }
        }

        Asked? Cause(Posting posting) => posting.Kind switch
        {
            Facts.ClaimKind => claims[(posting.Member, posting.Seq)].Select(claim => by.Claim(posting.Member, claim.Code)).FirstOrDefault(),
            Facts.RedemptionKind => redemptions[(posting.Member, posting.Seq)]
                .Select(row => by.Request(Kind.Redeem, row.Member, row.Request, row.Quantity)).FirstOrDefault(),
            Facts.AdjustmentKind => by.Request(Kind.Adjust, posting.Member, posting.Request ?? "", posting.Points),
            _ => null,
        };
    }

    private static Write Of(Posting posting, Asked? cause) => new(
        posting.BalanceAfter, cause?.Invoked ?? long.MinValue, cause?.Done?.Answered ?? long.MaxValue);

    /// <summary>What was answered before another was asked has the smaller number.</summary>
    private static IEnumerable<string> Contradictions(string member, Write[] writes)
    {
        var firstAnswer = long.MaxValue;
        for (var i = writes.Length - 1; i >= 0; i--)
        {
            if (writes[i].Invoked > firstAnswer)
            {
                yield return $"Posting {i + 1} of {member} was asked for after a later one was answered.";
            }

            firstAnswer = Math.Min(firstAnswer, writes[i].Answered);
        }
    }

    private static IEnumerable<string> Balances(Write[] writes, IEnumerable<Asked> asked)
    {
        var shown = from one in asked
                    from attempt in one.Attempts
                    where (one.Request.Kind == Kind.Read && attempt.Answer.Outcome == Outcome.Ok)
                        || attempt.Answer.Type == "InsufficientPointsError"
                    orderby attempt.Invoked
                    select (one, attempt);
        var seen = new List<(long Answered, int Number)>();
        foreach (var (one, attempt) in shown)
        {
            var least = seen.Where(before => before.Answered < attempt.Invoked)
                .Select(before => before.Number).DefaultIfEmpty(0).Max();
            var number = Earliest(writes, attempt, least);
            if (number is not { } at)
            {
                yield return $"{one} answered a balance of {attempt.Answer.First}, which it was at no moment that it could have been read.";
                continue;
            }

            seen.Add((attempt.Answered, at));
            if (one.Request.Kind != Kind.Read && attempt.Answer.First >= Needed(one.Request))
            {
                yield return $"{one} was refused for want of points with a balance of {attempt.Answer.First}.";
            }
        }
    }

    private static long Needed(Request request) =>
        request.Kind == Kind.Redeem ? request.Amount * Recording.Workload.Price : -request.Amount;

    /// <summary>The first number, from <paramref name="least"/> on, at which the balance was what an attempt answered.</summary>
    private static int? Earliest(Write[] writes, Attempt attempt, int least)
    {
        var last = writes.Length;
        for (var i = 0; i < writes.Length; i++)
        {
            least = writes[i].Answered < attempt.Invoked ? Math.Max(least, i + 1) : least;
            last = writes[i].Invoked > attempt.Answered ? Math.Min(last, i) : last;
        }

        for (var number = least; number <= last; number++)
        {
            if ((number == 0 ? 0 : writes[number - 1].Balance) == attempt.Answer.First)
            {
                return number;
            }
        }

        return null;
    }
}

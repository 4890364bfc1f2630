using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// The model of a code: the first member who claims it has it; that member gets the same answer again, all others a
/// refusal.
/// </summary>
public static class Codes
{
    private const string Nobody = "";

    /// <summary>Claiming answered as done.</summary>
    public static string? Claim(string owner, string member) => owner == Nobody || owner == member ? member : null;

    /// <summary>Claiming refused because another has it.</summary>
    public static string? Refuse(string owner, string member) => owner != Nobody && owner != member ? owner : null;

    /// <summary>Claiming of which nobody knows.</summary>
    public static string? Try(string owner, string member) => owner == Nobody ? member : owner;

    /// <summary>The codes whose history no order explains.</summary>
    public static IEnumerable<string> Check(IEnumerable<Asked> asked, Facts facts)
    {
        var owners = facts.Claims.ToLookup(claim => claim.Code, claim => claim.Member);
        foreach (var code in asked.Where(one => one.Request.Kind == Kind.Claim).GroupBy(one => one.Request.Key))
        {
            if (owners[code.Key].Count() > 1)
            {
                yield return $"Code {code.Key} is claimed {owners[code.Key].Count()} times.";
                continue;
            }

            var owner = owners[code.Key].SingleOrDefault(Nobody);
            var end = new Call<string>(long.MaxValue, long.MaxValue, false, state => state == owner ? state : null);
            var verdict = Linearizability.Holds(Nobody, [.. code.SelectMany(Calls), end]);
            if (verdict != true)
            {
                yield return $"Code {code.Key}: {(verdict is null ? "cannot tell whether" : "not")} linearizable, in the end {Name(owner)} has it: "
                    + string.Join("; ", code.Select(one => $"{one.Request.Member} {string.Join(",", one.Attempts.Select(attempt => attempt.Answer.Outcome))}"));
            }
        }
    }

    private static string Name(string owner) => owner == Nobody ? "nobody" : owner;

    private static IEnumerable<Call<string>> Calls(Asked asked)
    {
        var member = asked.Request.Member;
        if (asked.Done is { } done)
        {
            yield return new Call<string>(asked.Invoked, done.Answered, false, owner => Claim(owner, member));
        }
        else if (!asked.IsRefused)
        {
            yield return new Call<string>(asked.Invoked, long.MaxValue, true, owner => Try(owner, member));
        }

        foreach (var attempt in asked.Attempts.Where(attempt => attempt.Answer.Outcome == Outcome.Refused))
        {
            yield return new Call<string>(attempt.Invoked, attempt.Answered, false, owner => Refuse(owner, member));
        }
    }
}

using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Finds what was asked by what a row says.</summary>
public sealed class AskedByKey(IEnumerable<Asked> asked)
{
    private readonly ILookup<(Kind Kind, string Member, string Key), Asked> _all = asked.ToLookup(one =>
        (one.Request.Kind, one.Request.Member, one.Request.Kind switch
        {
            Kind.Claim => one.Request.Key,
            Kind.Restock => $"{one.Request.Key} {one.Request.Id}",
            _ => one.Request.Id,
        }));

    /// <summary>The claim of a code by a member.</summary>
    public Asked? Claim(string member, string code) => Likeliest(_all[(Kind.Claim, member, code)]);

    /// <summary>A member's request of this id and amount.</summary>
    public Asked? Request(Kind kind, string member, string id, long amount) =>
        Likeliest(_all[(kind, member, id)].Where(one => one.Request.Amount == amount));

    /// <summary>A restock of this id and quantity.</summary>
    public Asked? Restock(string item, string id, long quantity) =>
        Likeliest(_all[(Kind.Restock, "", $"{item} {id}")].Where(one => one.Request.Amount == quantity));

    // A hot code may be tried twice by one member, as two requests of one key: the first of them counts for both.
    private static Asked? Likeliest(IEnumerable<Asked> asked)
    {
        Asked? one = null;
        foreach (var other in asked)
        {
            if (one is null)
            {
                one = other;
                continue;
            }

            var both = new Asked(one.Request);
            foreach (var attempt in one.Attempts.Concat(other.Attempts))
            {
                both.With(attempt);
            }

            one = both;
        }

        return one;
    }
}

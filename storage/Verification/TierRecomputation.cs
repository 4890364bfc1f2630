using System.Globalization;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Tiers;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>Works a member's tier out from everything that counted, beside what the account's own steps have made of it.</summary>
internal sealed class TierRecomputation(Ladders ladders)
{
    private readonly List<TierStep> _steps = [];
    private DateOnly _joined;
    private bool _isCertain;

    /// <summary>Begins with a member.</summary>
    internal void Begin(DateOnly joined)
    {
        _steps.Clear();
        (_joined, _isCertain) = (joined, true);
    }

    /// <summary>Takes in the member's next posting.</summary>
    internal void Add(PointsPosted posting)
    {
        if (TierStep.Matters(posting.Kind))
        {
            _steps.Add(TierStep.Of(posting, ladders.At(posting.PostedAt)));
            _isCertain &= !ladders.AreNew(posting.PostedAt);
        }
    }

    /// <summary>What is wrong with the tier that the member has after all their postings.</summary>
    internal string? Problem(AccountState account)
    {
        // Which tiers a silo knew when they were just being changed is written nowhere.
        if (_steps.Count == 0 || !_isCertain)
        {
            return null;
        }

        var (kept, worked) = (account.Holdings.Tier ?? TierRules.Initial(_steps[0].Ladder, _joined), TierHistory.Recompute(_joined, _steps));
        return kept == worked
            ? null
            : $"The tier of member {account.Member} is {Text(kept)}; worked out from all that counted it is {Text(worked)}.";
    }

    private static string Text(TierStanding standing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{standing.Tier} since {standing.Since:O}{(standing.Until is { } until ? $" until {until:O}" : "")}");
}

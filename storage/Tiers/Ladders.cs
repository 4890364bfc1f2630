using Npgsql;
using OrleansLoyalty.Storage.LoyaltyProgram;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Storage.Tiers;

/// <summary>The program's tiers as they were over time.</summary>
internal sealed class Ladders
{
    internal const string Select = "select set_at, terms, terms::jsonb -> 'tiers' from program_settings order by version";

    // A silo learns of a change that another one made within a second, or as soon as PostgreSQL answers.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private readonly List<(DateTimeOffset From, TierLadder Ladder)> _changes = [];
    private string? _last;

    /// <summary>Takes in a version of the settings, oldest first.</summary>
    internal void Add(NpgsqlDataReader row)
    {
        if (row.GetString(2) is var tiers && tiers != _last)
        {
            _changes.Add((row.Moment(0), TermsJson.Read(row.GetString(1)).Tiers));
            _last = tiers;
        }
    }

    /// <summary>The tiers that held at a moment.</summary>
    internal TierLadder At(DateTimeOffset moment)
    {
        var at = _changes.Count - 1;
        while (at > 0 && _changes[at].From > moment)
        {
            at--;
        }

        return _changes[at].Ladder;
    }

    /// <summary>Whether the tiers had just changed, so that a silo may still have known others.</summary>
    internal bool AreNew(DateTimeOffset moment) =>
        _changes.Skip(1).Any(change => change.From - Late < moment && moment < change.From + Late);
}

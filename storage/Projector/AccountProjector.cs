using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Projector;

/// <summary>
/// Folds postings into account snapshots and claims into batch counts, behind, in one statement a round. Several
/// silos may run it: the row that says how far it read is locked, so one works and the others pass.
/// </summary>
public sealed class AccountProjector : BackgroundService
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccountProjector> _log;
    private readonly Meter _meter = new(JournalMetrics.MeterName);
    private double _lagSeconds;

    /// <summary>Creates the projector; the host starts it.</summary>
    public AccountProjector(Database database, TimeProvider clock, ILogger<AccountProjector> log)
    {
        _database = database;
        _clock = clock;
        _log = log;
        _meter.CreateObservableGauge(
            "loyalty_projector_lag_seconds", () => _lagSeconds, "s", "Time since the projector last had folded everything.");
    }

    /// <summary>Folds all that is committed and settled now.</summary>
    /// <returns>How many members' snapshots changed.</returns>
    public Task<int> ProjectAsync(CancellationToken cancellation) =>
        _database.Application.ExecuteAsync(Round, [], cancellation);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var caughtUp = _clock.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await ProjectAsync(stoppingToken);
                    caughtUp = _clock.GetTimestamp();
                }
                catch (StorageUnavailableException fault)
                {
                    _log.LogWarning(fault, "The projector waits for PostgreSQL");
                }

                _lagSeconds = _clock.GetElapsedTime(caughtUp).TotalSeconds;
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is not folded yet is folded at the next start.
        }
    }

    // Transactions below the horizon have ended, so no row of theirs can appear later.
    private const string Round =
        """
        with place as (
          select txid from projector where name = 'accounts' for update skip locked
        ), horizon as (
          select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as txid
        ), moved as (
          update projector set txid = horizon.txid
            from place, horizon
           where projector.name = 'accounts' and horizon.txid > place.txid
          returning place.txid as first, horizon.txid as beyond
        ), counted as (
          update code_batches set claimed = claimed + recent.claims
            from (select claim.batch_id, count(*) as claims
                    from moved join claims claim on claim.txid >= moved.first and claim.txid < moved.beyond
                   where claim.member_id is not null
                   group by claim.batch_id) recent
           where code_batches.id = recent.batch_id
        )
        insert into accounts (member_id, seq, balance, hash)
        select distinct on (posting.member_id) posting.member_id, posting.seq, posting.balance_after, posting.hash
          from moved join postings posting on posting.txid >= moved.first and posting.txid < moved.beyond
         order by posting.member_id, posting.seq desc
            on conflict (member_id) do update
           set seq = excluded.seq, balance = excluded.balance, hash = excluded.hash
         where accounts.seq < excluded.seq
        """;
}

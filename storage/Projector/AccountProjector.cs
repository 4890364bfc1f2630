using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.Projector;

/// <summary>
/// Takes snapshots of accounts now and then and counts claims by batch, behind, one transaction a round. Several silos may
/// run it: the row that says how far it read is locked, so one works and the others pass.
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
            "loyalty_projector_lag_seconds", () => _lagSeconds, "s", "Time since the projector had last followed everything.");
    }

    /// <summary>Follows all that is committed and settled now.</summary>
    /// <returns>How many snapshots were taken.</returns>
    /// <exception cref="StorageUnavailableException">PostgreSQL did not answer; what is left is done later.</exception>
    public async Task<int> ProjectAsync(CancellationToken cancellation)
    {
        try
        {
            var (members, isDone) = (0, false);
            while (!isDone)
            {
                (var changed, isDone) = await RoundAsync(cancellation);
                members += changed;
            }

            return members;
        }
        catch (NpgsqlException fault)
        {
            throw _database.Application.Unavailable("PostgreSQL did not take a round of the projector.", fault);
        }
    }

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
            // Stopping: what is left is done at the next start.
        }
    }

    private async Task<(int Members, bool IsDone)> RoundAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.Application.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ProjectorSql.WindowAsync(connection, cancellation) is not var (first, beyond, horizon))
        {
            return (0, true);
        }

        var accounts = await ProjectorSql.StatesAsync(connection, first, beyond, OnLie, cancellation);
        await ProjectorSql.WriteAsync(connection, accounts, cancellation);
        await ProjectorSql.CountClaimsAsync(connection, first, beyond, cancellation);
        await ProjectorSql.MoveAsync(connection, beyond, cancellation);
        await transaction.CommitAsync(cancellation);
        return (accounts.Count, beyond == horizon);
    }

    private void OnLie(MemberId member, Exception lie) =>
        _log.LogError(lie, "The account of member {Member} cannot be folded; its snapshot stays behind", member);
}

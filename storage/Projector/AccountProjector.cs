using System.Diagnostics.Metrics;
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
public sealed class AccountProjector : IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccountProjector> _log;
    private readonly Meter _meter = new(JournalMetrics.MeterName);
    private long _caughtUp;

    /// <summary>Creates the projector; something else calls it again and again.</summary>
    public AccountProjector(Database database, TimeProvider clock, ILogger<AccountProjector> log)
    {
        _database = database;
        _clock = clock;
        _log = log;
        _caughtUp = clock.GetTimestamp();
        _meter.CreateObservableGauge(
            "loyalty_projector_lag_seconds",
            () => _clock.GetElapsedTime(Volatile.Read(ref _caughtUp)).TotalSeconds,
            "s",
            "Time since the projector had last followed everything.");
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

            Volatile.Write(ref _caughtUp, _clock.GetTimestamp());
            return members;
        }
        catch (NpgsqlException fault)
        {
            throw _database.Application.Unavailable("PostgreSQL did not take a round of the projector.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

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

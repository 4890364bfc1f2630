using Npgsql;
using OrleansLoyalty.Insights;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.Verification;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>The self-audit's runs and reports.</summary>
public sealed class AuditTable(Database database)
{
    // Any number will do as long as every version of the application asks for the same lock.
    private const long Lock = 1079067;

    private const string Select =
        """
        select id, actor, requested_at, started_at, finished_at, to_check, postings, members, discrepancies, sentences, failure
          from audits
        """;

    /// <summary>An audit, or <see langword="null"/> when there is none of this id.</summary>
    public Task<AuditView?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where id = $1", [id], Read, cancellation);

    /// <summary>The one that was asked for first of those that have not ended, or <see langword="null"/>.</summary>
    public Task<AuditView?> UnfinishedAsync(CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            $"{Select} where finished_at is null order by requested_at limit 1", [], Read, cancellation);

    /// <summary>The last one that has a report, or <see langword="null"/>.</summary>
    public Task<AuditView?> LastFinishedAsync(CancellationToken cancellation) => database.Application.RowAsync(
        $"{Select} where finished_at is not null and failure is null order by finished_at desc limit 1", [], Read, cancellation);

    /// <summary>A page of audits, newest first. The key is (moment, id).</summary>
    public Task<ListPage<AuditView>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["requested_at", "id"], descending: true)
            .ReadAsync(database.Application, window, Read, cancellation);

    /// <summary>Asks for an audit; of the same id a second time, it is the first.</summary>
    public async Task<AuditView> RequestAsync(
        string id, string actor, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await database.Application.ExecuteAsync(
            "insert into audits (id, actor, requested_at) values ($1, $2, $3) on conflict (id) do nothing",
            [id, actor, now.ToUniversalTime()],
            cancellation);
        return (await FindAsync(id, cancellation))!;
    }

    /// <summary>Recomputes the books from nothing but the tables.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    public async Task<VerificationReport> VerifyAsync(IProgress<long> progress, CancellationToken cancellation)
    {
        try
        {
            return await new Verifier(database).RunAsync(progress, cancellation);
        }
        catch (NpgsqlException fault)
        {
            throw database.Application.Unavailable("PostgreSQL did not answer an audit.", fault);
        }
    }

    /// <summary>Begins, or begins anew what was cut off.</summary>
    public Task BeginAsync(string id, DateTimeOffset now, CancellationToken cancellation) => database.Application.ExecuteAsync(
        """
        update audits
           set started_at = $2, postings = 0, to_check = (select coalesce(sum(seq), 0) from accounts)
         where id = $1 and finished_at is null
        """,
        [id, now.ToUniversalTime()],
        cancellation);

    /// <summary>Says how far the audit is.</summary>
    public Task ProgressAsync(string id, long postings, CancellationToken cancellation) => database.Application.ExecuteAsync(
        "update audits set postings = $2 where id = $1 and finished_at is null", [id, postings], cancellation);

    /// <summary>Keeps the report. Kept once, it stays.</summary>
    public Task FinishAsync(string id, VerificationReport report, DateTimeOffset now) => database.Application.ExecuteAsync(
        """
        update audits
           set postings = $2, members = $3, discrepancies = $4, sentences = $5, finished_at = $6
         where id = $1 and finished_at is null
        """,
        [id, report.Postings, report.Members, report.Problems.Count, report.Problems.ToArray(), now.ToUniversalTime()]);

    /// <summary>Ends an audit that has no report.</summary>
    public Task FailAsync(string id, string failure, DateTimeOffset now) => database.Application.ExecuteAsync(
        "update audits set failure = $2, finished_at = $3 where id = $1 and finished_at is null",
        [id, failure, now.ToUniversalTime()]);

    /// <summary>Takes the lock under which one silo of all audits, or <see langword="null"/> when another has it. It is given
    /// back by disposing, or by the connection's end.</summary>
    public async Task<IAsyncDisposable?> TryAloneAsync(CancellationToken cancellation)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.Application.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Lock})", connection);
            if ((bool)(await command.ExecuteScalarAsync(cancellation))!)
            {
                return new Alone(connection);
            }

            await connection.DisposeAsync();
            return null;
        }
        catch (NpgsqlException fault)
        {
            await (connection?.DisposeAsync() ?? default);
            throw database.Application.Unavailable("PostgreSQL did not answer a request for a lock.", fault);
        }
    }

    private static AuditView Read(NpgsqlDataReader row)
    {
        var (started, finished, failure) = (Moment(row, 3), Moment(row, 4), row.Nullable<string>(10));
        return new AuditView(
            row.GetString(0),
            failure is not null ? AuditStatus.Failed
                : finished is not null ? AuditStatus.Finished
                : started is not null ? AuditStatus.Running
                : AuditStatus.Waiting,
            row.GetString(1),
            row.Moment(2),
            started,
            finished,
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt32(8),
            [.. row.GetFieldValue<string[]>(9)],
            failure);
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    private sealed class Alone(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                await using var command = new NpgsqlCommand($"select pg_advisory_unlock({Lock})", connection);
                try
                {
                    await command.ExecuteNonQueryAsync(CancellationToken.None);
                }
                catch (NpgsqlException)
                {
                    // The connection is gone, and the lock with it.
                }
            }
        }
    }
}

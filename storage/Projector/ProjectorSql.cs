using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Storage.Projector;

/// <summary>The statements of one round of the projector.</summary>
internal static class ProjectorSql
{
    // Transactions below the horizon have ended, so no row of theirs can appear later. A round takes some twenty
    // thousand postings at most: whole transactions, so that the place stays between two.
    private const string Window =
        """
        with place as (
          select txid from projector where name = 'accounts' for update skip locked
        ), horizon as (
          select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as txid
        )
        select place.txid,
               least(horizon.txid, 1 + (select posting.txid from postings posting
                                         where posting.txid >= place.txid order by posting.txid offset 20000 limit 1)),
               horizon.txid
          from place, horizon
         where horizon.txid > place.txid
        """;

    private const string Postings =
        $"""
        select {PostingRow.Columns}
          from postings posting
         where posting.txid >= $1 and posting.txid < $2
         order by posting.member_id, posting.seq
        """;

    private const string Write =
        """
        insert into accounts (member_id, seq, balance, hash, holdings, due_on, hold_due)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
            on conflict (member_id) do update
           set seq = excluded.seq, balance = excluded.balance, hash = excluded.hash, holdings = excluded.holdings,
               due_on = excluded.due_on, hold_due = excluded.hold_due
        """;

    private const string CountClaims =
        """
        update code_batches set claimed = claimed + recent.claims
          from (select claim.batch_id, count(*) as claims
                  from claims claim
                 where claim.txid >= $1 and claim.txid < $2 and claim.member_id is not null
                 group by claim.batch_id) recent
         where code_batches.id = recent.batch_id
        """;

    /// <summary>From which transaction to before which one this round reads; null when another works or nothing is new.</summary>
    internal static async Task<(long First, long Beyond, long Horizon)?> WindowAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Window, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : null;
    }

    internal static async Task<List<PointsPosted>> PostingsAsync(
        NpgsqlConnection connection, long first, long beyond, CancellationToken cancellation)
    {
        await using var command = Command(connection, Postings, first, beyond);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var postings = new List<PointsPosted>();
        while (await row.ReadAsync(cancellation))
        {
            postings.Add(PostingRow.Read(row));
        }

        return postings;
    }

    internal static async Task<Dictionary<string, AccountState>> SnapshotsAsync(
        NpgsqlConnection connection, List<PointsPosted> postings, CancellationToken cancellation)
    {
        var members = postings.Select(posting => posting.Member.Value).Distinct().ToArray();
        var snapshots = new Dictionary<string, AccountState>(members.Length, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            "select member_id, seq, balance, hash, holdings from accounts where member_id = any ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = members });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var member = new MemberId(row.GetString(0));
            snapshots.Add(member.Value, Snapshot.Read(row, member, 1));
        }

        return snapshots;
    }

    internal static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyCollection<AccountState> accounts, CancellationToken cancellation)
    {
        if (accounts.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Write, connection);
        Add(command, NpgsqlDbType.Text, accounts.Select(account => account.Member.Value));
        Add(command, NpgsqlDbType.Bigint, accounts.Select(account => account.Seq));
        Add(command, NpgsqlDbType.Bigint, accounts.Select(account => account.Total.Value));
        Add(command, NpgsqlDbType.Bytea, accounts.Select(account => account.Hash));
        Add(command, NpgsqlDbType.Json, accounts.Select(account => AccountJson.Write(account.Holdings)));
        Add(command, NpgsqlDbType.Date, accounts.Select(account => account.Holdings.DueOn));
        Add(command, NpgsqlDbType.TimestampTz, accounts.Select(account => account.Holdings.HoldDue));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static async Task CountClaimsAsync(
        NpgsqlConnection connection, long first, long beyond, CancellationToken cancellation)
    {
        await using var command = Command(connection, CountClaims, first, beyond);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static async Task MoveAsync(NpgsqlConnection connection, long beyond, CancellationToken cancellation)
    {
        await using var command = Command(connection, "update projector set txid = $1 where name = 'accounts'", beyond);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params long[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = parameter });
        }

        return command;
    }

    private static void Add<TValue>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<TValue> column) =>
        command.Parameters.Add(new NpgsqlParameter<TValue[]>
        {
            TypedValue = column.ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
}

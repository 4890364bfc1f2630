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

    // At a sixteenth posting of an account, and where it has many lots not before as many postings as a snapshot is worth: a
    // load then reads at most those after the snapshot, and an account that has fewer costs nothing here. A change of tier at
    // once, since back-tests ask snapshots for tiers. A scalar subquery, so that it is looked up by its key, and only then.
    private static readonly string States =
        $"""
        with wanted as (
          select distinct member_id as id
            from postings
           where txid >= $1 and txid < $2
             and (kind = {(int)PostingKind.TierChange} or seq % 16 = 0 and seq >= coalesce(
               (select known.seq + pg_column_size(known.holdings) / 16 from accounts known where known.member_id = postings.member_id),
               0))
        )
        select wanted.id, {AccountStates.Columns}
          from wanted
          {AccountStates.OfWanted}
         order by wanted.id, posting.seq
        """;

    private const string Write =
        """
        insert into accounts (member_id, seq, balance, hash, holdings)
        select * from unnest($1, $2, $3, $4, $5)
            on conflict (member_id) do update
           set seq = excluded.seq, balance = excluded.balance, hash = excluded.hash, holdings = excluded.holdings
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

    /// <summary>The accounts whose snapshots are to be taken, as they are now.</summary>
    internal static async Task<List<AccountState>> StatesAsync(
        NpgsqlConnection connection,
        long first,
        long beyond,
        Action<MemberId, Exception> onLie,
        CancellationToken cancellation)
    {
        await using var command = Command(connection, States, first, beyond);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await AccountStates.ReadAsync(row, onLie, cancellation).ToListAsync(cancellation);
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

using Npgsql;
using NpgsqlTypes;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Reads the tables with SQL of its own.</summary>
public sealed class Tables(NpgsqlConnection connection)
{
    private const int LettersOfAnImport = 8;

    /// <summary>All that is durable.</summary>
    public async Task<Facts> ReadAsync() => new(
        await PostingsAsync(new Dictionary<string, long>()),
        await RowsAsync(
            "select code, member_id, posting_seq, points, balance_after from claims where member_id is not null",
            row => new Claimed(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
        await RowsAsync(
            "select member_id, request_id, id, item_id, quantity, points, posting_seq, balance_after from redemptions",
            row => new Redeemed(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7))),
        await RowsAsync(
            "select item_id, request_id, quantity from stock_supplies",
            row => new Supplied(row.GetString(0), row.GetString(1), row.GetInt64(2))),
        await RowsAsync(
            "select id, name, price, stock from mall_items",
            row => new Item(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3))),
        await RowsAsync(
            $"select left(code, {LettersOfAnImport}), count(*), count(distinct code), min(code), max(code) from product_codes group by 1",
            row => new ImportedCodes(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4))));

    /// <summary>The postings of every member after the number that is known of them, by member and number.</summary>
    public async Task<IReadOnlyList<Posting>> PostingsAsync(IReadOnlyDictionary<string, long> known) => await RowsAsync(
        """
        select posting.member_id, posting.seq, kind, program_account, points, balance_after, source, posted_at, posted_on,
               reason, actor, request_id, reverses, lot, expires_on, detail::text, hash
          from (select id from members union select member_id from postings group by member_id) member
          left join unnest($1, $2) known (member_id, seq) on known.member_id = member.id
          join lateral (select * from postings where member_id = member.id and seq > coalesce(known.seq, 0)) posting on true
         order by posting.member_id, posting.seq
        """,
        row => new Posting(
            row.GetString(0), row.GetInt64(1), row.GetInt16(2), row.GetInt16(3), row.GetInt64(4), row.GetInt64(5),
            row.GetString(6), row.GetDateTime(7), row.GetFieldValue<DateOnly>(8))
        {
            Reason = Text(row, 9),
            Actor = Text(row, 10),
            Request = Text(row, 11),
            Reverses = row.IsDBNull(12) ? null : row.GetInt64(12),
            Lot = row.IsDBNull(13) ? null : row.GetInt64(13),
            ExpiresOn = row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14),
            Detail = Text(row, 15),
            Hash = row.GetFieldValue<byte[]>(16),
        },
        new NpgsqlParameter { Value = known.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        new NpgsqlParameter { Value = known.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });

    /// <summary>The rows of a query.</summary>
    public async Task<List<TRow>> RowsAsync<TRow>(string sql, Func<NpgsqlDataReader, TRow> read, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<TRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

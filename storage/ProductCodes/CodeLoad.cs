using Npgsql;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Loading;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>Loads a code for its activation.</summary>
public interface ICodeLoad
{
    /// <summary>The code, or <see langword="null"/> when nobody printed it.</summary>
    Task<CodeRow?> LoadAsync(string code);
}

/// <inheritdoc cref="ICodeLoad"/>
internal sealed class CodeLoad(Database database) : GroupedLoad<string, CodeRow>, ICodeLoad
{
    private const string Query =
        """
        select code.code, code.batch_id,
               coalesce(batch.points_per_code,
                        (select points_per_code from program_settings order by version desc limit 1)),
               claim.claimed_at, claim.member_id, claim.points, claim.balance_after, batch.product, batch.category
          from unnest($1) wanted (code)
         cross join lateral (select code, batch_id from product_codes where code = wanted.code offset 0) code
         cross join lateral (select points_per_code, product, category
                               from code_batches where id = code.batch_id offset 0) batch
          left join lateral (select claimed_at, member_id, points, balance_after
                               from claims where code = wanted.code offset 0) claim on true
        """;

    protected override Task QueryAsync(IReadOnlyList<string> keys, Action<NpgsqlDataReader> row) =>
        database.Loads.EachRowAsync(Query, [keys.ToArray()], row);

    protected override string KeyOf(NpgsqlDataReader row) => row.GetString(0);

    protected override CodeRow Read(NpgsqlDataReader row, CodeRow? before) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetInt64(2),
        row.Nullable<DateTimeOffset?>(3),
        row.Nullable<string>(4),
        row.Nullable<long?>(5),
        row.Nullable<long?>(6),
        row.Nullable<string>(7),
        row.Nullable<string>(8));
}

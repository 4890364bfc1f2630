namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>Prints a batch of codes at once, for demonstrations and tests; everyone else imports a file.</summary>
public sealed class DemoCodes(Database database)
{
    /// <summary>Whether any code was ever printed.</summary>
    public async Task<bool> AnyAsync() =>
        await database.Application.RowAsync("select 1 from product_codes limit 1", [], _ => true);

    /// <summary>Prints a batch.</summary>
    /// <param name="name">The batch's name.</param>
    /// <param name="codes">Its codes; one that exists already stays with its first batch.</param>
    /// <param name="pointsPerCode">What each gives; <see langword="null"/> for the program's value.</param>
    /// <returns>The batch's id.</returns>
    public Task<long> PrintAsync(string name, IReadOnlyCollection<string> codes, long? pointsPerCode = null) =>
        database.Application.RowAsync(
            """
            with batch as (
              insert into code_batches (name, points_per_code, imported_at, codes)
              select $1::text, $3::bigint, now(), count(*) from unnest($2::text[]) code where code not in (select code from product_codes)
              returning id
            ), printed as (
              insert into product_codes (code, batch_id) select code, batch.id from batch, unnest($2::text[]) code
              on conflict do nothing
            )
            select id from batch
            """,
            [name, codes.ToArray(), pointsPerCode],
            row => row.GetInt64(0));

    /// <summary>Some codes that can still be claimed.</summary>
    public async Task<IReadOnlyList<string>> SomeAsync(int count) => await database.Application.RowsAsync(
        """
        select code.code from product_codes code left join claims claim on claim.code = code.code
         where claim.code is null
         order by code.code
         limit $1
        """,
        [count],
        row => row.GetString(0));
}

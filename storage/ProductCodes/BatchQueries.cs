using Npgsql;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>A batch as lists show it; the counts are the projector's, a moment behind.</summary>
public sealed record ListedBatch(
    long Id, string Name, long? PointsPerCode, DateTimeOffset ImportedAt, long Codes, long Claimed, string? Product, string? Category);

/// <summary>Lists code batches for admins, newest first.</summary>
public sealed class BatchQueries(Database database)
{
    private const string Select =
        """
        select batch.id, batch.name, batch.points_per_code, batch.imported_at, batch.codes, batch.claimed,
               batch.product, batch.category
          from code_batches batch
        """;

    /// <summary>The batches of these ids; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<long, ListedBatch>> FindAsync(
        IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            $"{Select} where batch.id = any ($1)", [ids.ToArray()], Read, cancellation);
        return rows.ToDictionary(row => row.Id);
    }

    /// <summary>A page of batches. The key is the id.</summary>
    public Task<ListPage<ListedBatch>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["batch.id"], descending: true)
            .ReadAsync(database.Application, window, Read, cancellation);

    private static ListedBatch Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.Nullable<long?>(2),
        row.Moment(3),
        row.GetInt64(4),
        row.GetInt64(5),
        row.Nullable<string>(6),
        row.Nullable<string>(7));
}

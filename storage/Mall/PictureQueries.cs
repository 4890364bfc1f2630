using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>Reads pictures.</summary>
public sealed class PictureQueries(Database database)
{
    /// <summary>The picture of this id, or <see langword="null"/> when there is none.</summary>
    public Task<Picture?> FindAsync(string id, CancellationToken cancellation) => database.Application.RowAsync(
        "select id, content_type, width, height, bytes from pictures where id = $1",
        [id],
        row => new Picture(
            row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetFieldValue<byte[]>(4)),
        cancellation);
}

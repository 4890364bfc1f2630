using System.Globalization;
using Npgsql;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>The rows of imports and the files they wait for.</summary>
public sealed class CodeImportTable(Database database)
{
    private const string Select =
        """
        select id, file_name, file_bytes, sha256, batch_name, points_per_code, actor, request_id, status, batch_id,
               rows_read, accepted, duplicates, rejected, problem, started_at, finished_at, product, category
          from imports
        """;

    /// <summary>An import, or <see langword="null"/> when none of this id was announced.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    public Task<CodeImportRow?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where id = $1", [id], Read, cancellation);

    /// <summary>Imports whose file is there and whose end is not.</summary>
    public Task<List<string>> RunningAsync(CancellationToken cancellation) =>
        database.Application.RowsAsync(
            "select id from imports where status = 'running'", [], row => row.GetString(0), cancellation);

    /// <summary>Announces an import, in place of an earlier announcement of the same id whose file never came.</summary>
    public Task AnnounceAsync(string id, ImportProductCodes command, DateTimeOffset now) =>
        database.Application.ExecuteAsync(
            """
            insert into imports (
              id, file_name, file_bytes, sha256, batch_name, points_per_code, actor, request_id, status, started_at,
              product, category)
            values ($1, $2, $3, $4, $5, $6::bigint, $7, $8, 'uploading', $9, $10, $11)
            on conflict (id) do update
               set file_name = excluded.file_name, file_bytes = excluded.file_bytes, sha256 = excluded.sha256,
                   batch_name = excluded.batch_name, points_per_code = excluded.points_per_code,
                   product = excluded.product, category = excluded.category,
                   started_at = excluded.started_at
             where imports.status = 'uploading'
            """,
            [
                id, command.FileName, command.FileBytes, command.Sha256, command.BatchName, command.PointsPerCode?.Value,
                command.Actor, command.Request.Value, now.ToUniversalTime(), command.Product, command.Category,
            ]);

    /// <summary>Keeps a piece of the file, in place of an earlier one of the same index.</summary>
    public Task KeepPieceAsync(string id, int index, byte[] bytes) =>
        database.Application.ExecuteAsync(
            """
            insert into import_pieces (import_id, index, bytes) values ($1, $2, $3)
            on conflict (import_id, index) do update set bytes = excluded.bytes
            """,
            [id, index, bytes]);

    /// <summary>Writes the file into a stream, piece by piece, <paramref name="length"/> bytes at most.</summary>
    public async Task CopyFileAsync(string id, long length, Stream target, CancellationToken cancellation)
    {
        for (var index = 0; target.Position < length; index++)
        {
            var piece = await database.Application.RowAsync(
                "select bytes from import_pieces where import_id = $1 and index = $2",
                [id, index],
                row => row.GetFieldValue<byte[]>(0),
                cancellation);
            if (piece is null or { Length: 0 })
            {
                return;
            }

            await target.WriteAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, length - target.Position)), cancellation);
        }
    }

    /// <summary>The file is there: from now on the import finishes, whatever crashes.</summary>
    public Task StartAsync(string id, DateTimeOffset now) =>
        database.Application.ExecuteAsync(
            "update imports set status = 'running', started_at = $2 where id = $1 and status = 'uploading'",
            [id, now.ToUniversalTime()]);

    /// <summary>Forgets an import that has not started, its file and its request.</summary>
    public Task ForgetAsync(string id) =>
        database.Application.ExecuteAsync(
            """
            with forgotten as (delete from imports where id = $1 and status = 'uploading' returning id)
            delete from import_pieces where import_id in (select id from forgotten)
            """,
            [id]);

    /// <summary>Forgets files that were announced before a moment and never started.</summary>
    public Task<int> ForgetAbandonedAsync(DateTimeOffset before, CancellationToken cancellation) =>
        database.Application.ExecuteAsync(
            """
            with forgotten as (delete from imports where status = 'uploading' and started_at < $1 returning id)
            delete from import_pieces where import_id in (select id from forgotten)
            """,
            [before.ToUniversalTime()],
            cancellation);

    /// <summary>Ends an import; its file goes. Ending again changes nothing.</summary>
    /// <param name="id">Which.</param>
    /// <param name="problem">Why it failed; <see langword="null"/> when it succeeded.</param>
    /// <param name="now">When.</param>
    public Task FinishAsync(string id, string? problem, DateTimeOffset now) =>
        database.Application.ExecuteAsync(
            """
            with finished as (
              update imports
                 set status = case when $2::text is null then 'succeeded' else 'failed' end, problem = $2, finished_at = $3
               where id = $1 and status = 'running'
              returning id)
            delete from import_pieces where import_id in (select id from finished)
            """,
            [id, problem, now.ToUniversalTime()]);

    private static CodeImportRow Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        new ImportProductCodes(
            row.GetString(1),
            row.GetInt64(2),
            row.GetString(3),
            row.GetString(4),
            row.Nullable<long?>(5) is { } points ? new Points(points) : null,
            row.GetString(6),
            new RequestId(row.GetString(7)),
            row.Nullable<string>(17),
            row.Nullable<string>(18)),
        Enum.Parse<ImportStage>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(row.GetString(8))),
        row.Nullable<long?>(9),
        new ImportCounts(row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13)),
        row.Nullable<string>(14),
        row.Moment(15),
        row.Nullable<DateTimeOffset?>(16));
}

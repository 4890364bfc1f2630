using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.CodeImports;

/// <summary>Reads uploaded files and takes their rows in. Holds no state between calls.</summary>
public sealed class CodeImportRun(
    Database database, CodeImportTable imports, IOptions<CodeImportOptions> options, TimeProvider clock)
{
    /// <summary>Fetches an uploaded file and looks at its outside.</summary>
    /// <exception cref="InvalidOperationException">The pieces are not the file that was announced.</exception>
    public async Task<UploadedCodeFile> OpenAsync(CodeImportRow import, CancellationToken cancellation)
    {
        var file = TemporaryFile.New("import", FileOptions.Asynchronous);
        try
        {
            await imports.CopyFileAsync(import.Id, import.Command.FileBytes, file, cancellation);
            file.Position = 0;
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            if (sha256 != import.Command.Sha256)
            {
                throw new InvalidOperationException($"The uploaded pieces of import {import.Id} are not the announced file.");
            }

            var opened = await Task.Run(
                () => CodeFile.Open(file, import.Command.FileName, options.Value.Files), cancellation);
            return new UploadedCodeFile(file, opened);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Reads the file to its end without taking anything; only a file that is good to its end is taken in, from the
    /// row on which an earlier run stopped.
    /// </summary>
    /// <param name="import">As its row says.</param>
    /// <param name="reader">At its start; disposed when it was read.</param>
    /// <param name="report">Told how many rows there are, and of each slice once it is durable.</param>
    /// <param name="cancellation">Stops between slices.</param>
    /// <returns>Why the file is refused; <see langword="null"/> when all of it is in.</returns>
    public async Task<CodeFileRefusal?> TakeInAsync(
        CodeImportRow import, CodeFileReader reader, Action<CodeImportRow> report, CancellationToken cancellation)
    {
        using var rows = new ReadRows();
        if (await Task.Run(() => Read(reader, rows, cancellation), cancellation) is { } refusal)
        {
            return refusal;
        }

        import = import with { RowsTotal = reader.RowsRead };
        report(import);
        reader.Dispose();
        await Task.Run(() => rows.Skip(import.Counts.RowsRead), cancellation);
        await using var writer = await CodeImportWriter.OpenAsync(database, import, clock, cancellation);
        var slice = await Task.Run(() => rows.Take(options.Value.SliceRows), cancellation);
        while (slice.Rows > 0)
        {
            // The next slice is made while this one is written.
            var next = Task.Run(() => rows.Take(options.Value.SliceRows), CancellationToken.None);
            try
            {
                await writer.WriteAsync(slice, cancellation);
            }
            finally
            {
                slice = await next;
            }

            report(import with { Counts = writer.Counts, BatchId = writer.BatchId });
        }

        return null;
    }

    private static CodeFileRefusal? Read(CodeFileReader reader, ReadRows rows, CancellationToken cancellation)
    {
        while (reader.Read() is { } row)
        {
            rows.Add(row);
            cancellation.ThrowIfCancellationRequested();
        }

        return reader.Refusal;
    }
}

/// <summary>An uploaded file on this machine's disk, gone when disposed, and what opening it gave.</summary>
public sealed class UploadedCodeFile(FileStream file, OpenedCodeFile opened) : IAsyncDisposable
{
    /// <summary>What opening it gave.</summary>
    public OpenedCodeFile Opened => opened;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        (opened as ReadableCodeFile)?.Reader.Dispose();
        return file.DisposeAsync();
    }
}

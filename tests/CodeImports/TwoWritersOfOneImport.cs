using Microsoft.Extensions.Logging.Abstractions;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.CodeImports;
using OrleansLoyalty.Storage.Schema;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class TwoWritersOfOneImport
{
    private static readonly ImportSlice Slice =
        new(new[] { "WRITE1", "WRITE2" }, new[] { new ImportRejection(3, "x", RejectReason.TooShort) });

    private static readonly ImportSlice NextSlice = new(new[] { "WRITE3" }, Array.Empty<ImportRejection>());

    [Fact]
    public async Task Let_one_of_them_go_on()
    {
        await using var import = await AStartedImport.CreateAsync();
        await using var one = await import.WriterAsync();
        await using var other = await import.WriterAsync();

        await one.WriteAsync(Slice, default);
        await Assert.ThrowsAsync<ImportTakenOverException>(() => other.WriteAsync(Slice, default));
        await one.WriteAsync(NextSlice, default);

        Assert.Equal(new ImportCounts(4, 3, 0, 1), one.Counts);
        Assert.Equal(one.Counts, (await import.FindAsync()).Counts);
        Assert.Equal(3L, await import.Fresh.ScalarAsync("select count(*) from product_codes"));
        Assert.Equal(3L, await import.Fresh.ScalarAsync("select codes from code_batches"));
    }

    [Fact]
    public async Task Write_nothing_into_an_import_that_has_ended()
    {
        await using var import = await AStartedImport.CreateAsync();
        await using var late = await import.WriterAsync();
        await import.Table.FinishAsync("import", "It was bad.", DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<ImportTakenOverException>(() => late.WriteAsync(Slice, default));

        Assert.Equal(0L, await import.Fresh.ScalarAsync("select count(*) from product_codes"));
        Assert.Equal(0L, await import.Fresh.ScalarAsync("select count(*) from import_rejections"));
    }

    private sealed class AStartedImport(FreshDatabase fresh, Database database) : IAsyncDisposable
    {
        public FreshDatabase Fresh => fresh;

        public CodeImportTable Table { get; } = new(database);

        public static async Task<AStartedImport> CreateAsync()
        {
            var fresh = await FreshDatabase.CreateAsync();
            var import = new AStartedImport(fresh, new Database(fresh.ConnectionString));
            await import.StartAsync();
            return import;
        }

        public async Task<CodeImportRow> FindAsync() => (await Table.FindAsync("import"))!;

        public async Task<CodeImportWriter> WriterAsync() =>
            await CodeImportWriter.OpenAsync(database, await FindAsync(), TimeProvider.System, default);

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await fresh.DisposeAsync();
        }

        private async Task StartAsync()
        {
            await Migrations.ApplyAsync(database.Owner, NullLogger.Instance);
            var command = new ImportProductCodes(
                "codes.csv", 1, "sha", "batch", new Points(5), "me", new RequestId("request"));
            await Table.AnnounceAsync("import", command, DateTimeOffset.UnixEpoch);
            await Table.StartAsync("import", DateTimeOffset.UnixEpoch);
        }
    }
}

using System.Text;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class AnInterruptedImport : IAsyncLifetime
{
    private const int Codes = 60_000;

    private readonly LoyaltyCluster _cluster = new()
    {
        Settings = { ["CodeImports:SliceRows"] = "500", ["CodeImports:RetryAfter"] = "00:00:00.020" },
    };

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Goes_on_by_itself_when_the_system_starts_again()
    {
        var id = await BeginAsync();
        await ReachAsync(id, 5_000);

        await _cluster.StopAsync();
        var atStop = (long)(await _cluster.Database.ScalarAsync("select rows_read from imports"))!;
        await _cluster.StartAsync();

        Assert.InRange(atStop, 5_000, Codes); // Some rows, not all of them.
        await AssertCompleteAsync(id);
    }

    [Fact]
    public async Task Survives_the_loss_of_its_connections_again_and_again()
    {
        var id = await BeginAsync();
        for (var rows = 1_000; rows <= 10_000; rows += 1_000)
        {
            await ReachAsync(id, rows);
            await _cluster.Database.ScalarAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                 where datname = current_database() and application_name = 'loyalty'
                """);
        }

        await AssertCompleteAsync(id);
    }

    private async Task<string> BeginAsync()
    {
        using var admin = await _cluster.AdminAsync();
        var text = string.Concat(Enumerable.Range(0, Codes).Select(i => $"CUT{i:000000}\n{(i % 10 == 0 ? "no\n" : "")}"));
        return await admin.ImportAsync(Encoding.UTF8.GetBytes(text), "codes.csv", "cut");
    }

    private async Task ReachAsync(string id, long rows)
    {
        var import = _cluster.Grains.GetGrain<ICodeImportGrain>(id);
        var version = 0L;
        while (await import.ViewAfter(version) is { Status: CodeImportStatus.Running } view && view.RowsRead < rows)
        {
            version = view.Version;
        }
    }

    private async Task AssertCompleteAsync(string id)
    {
        using var admin = await _cluster.AdminAsync();
        var end = await admin.EndAsync(id);

        Assert.Equal("SUCCEEDED", (string?)end["status"]);
        Assert.Equal((Codes + (Codes / 10), Codes, 0, Codes / 10), end.Counts());
        Assert.Equal((long)Codes, await _cluster.Database.ScalarAsync("select count(*) from product_codes"));
        Assert.Equal((long)Codes / 10, await _cluster.Database.ScalarAsync("select count(*) from import_rejections"));
        Assert.Equal((long)Codes, await _cluster.Database.ScalarAsync("select codes from code_batches"));
    }
}

using System.Text;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

/// <summary>It was tried again every five seconds, for ever, and shown as running.</summary>
public sealed class AnImportThatMeetsABug(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Ends_failed_with_an_id_that_the_log_explains()
    {
        const string Id = "0123456789abcdef0123456789abcdef";
        await cluster.Database.ScalarAsync(
            $"""
            insert into imports (id, request_id, actor, file_name, file_bytes, sha256, batch_name, status, started_at)
            values ('{Id}', 'lost', 'me', 'codes.csv', 7, 'not the sum of nothing', 'lost', 'running', now())
            """);
        using var admin = await cluster.AdminAsync();
        await cluster.Grains.GetGrain<ICodeImportGrain>(Id).Resume();

        var end = await admin.EndAsync(Id);

        Assert.Equal("FAILED", (string?)end["status"]);
        Assert.Matches("^Something went wrong here, not in the file; what was taken in stays. Its id is [0-9a-f]{32}\\.$", (string?)end["problem"]);
    }

    [Fact]
    public async Task Ends_failed_when_the_database_refuses_its_rows_for_good()
    {
        await cluster.Database.ScalarAsync("alter table product_codes add constraint no_bug check (code <> 'BUG-2')");
        using var admin = await cluster.AdminAsync();

        var end = await admin.EndAsync(await admin.ImportAsync(Encoding.UTF8.GetBytes("BUG-1\nBUG-2\n"), "codes.csv", "bug"));

        Assert.Equal("FAILED", (string?)end["status"]);
        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from product_codes where code like 'BUG-%'"));
    }

    [Fact]
    public async Task Uses_no_number_of_a_batch_up_when_all_its_codes_are_known()
    {
        using var admin = await cluster.AdminAsync();
        var file = Encoding.UTF8.GetBytes("NUMBER-1\nNUMBER-2\n");
        await admin.EndAsync(await admin.ImportAsync(file, "codes.csv", "number-1"));
        for (var again = 2; again < 5; again++)
        {
            Assert.Equal((2, 0, 2, 0), (await admin.EndAsync(await admin.ImportAsync(file, "codes.csv", $"number-{again}"))).Counts());
        }

        var before = await cluster.Database.ScalarAsync("select max(id) from code_batches");
        var end = await admin.EndAsync(await admin.ImportAsync(Encoding.UTF8.GetBytes("NUMBER-3\n"), "codes.csv", "number-9"));

        Assert.Equal((long)before! + 1, long.Parse((string)end["batch"]!["id"]!, System.Globalization.CultureInfo.InvariantCulture));
    }
}

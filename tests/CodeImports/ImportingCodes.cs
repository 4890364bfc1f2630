using System.Text;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class ImportingCodes(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Takes_each_of_100_000_codes_once_and_counts_the_rest()
    {
        using var admin = await cluster.AdminAsync();
        var file = AWorkbookOf(100_000, "BIG");

        var id = await admin.ImportAsync(file, "codes.xlsx", "big", "100,000 codes", points: 30);
        var progress = await admin.ProgressAsync(id);

        var end = progress[^1];
        Assert.Equal("SUCCEEDED", (string?)end["status"]);
        Assert.Equal((100_000, 90_000, 9_000, 1_000), end.Counts());
        Assert.Equal(90_000, await CodesLikeAsync("BIG%"));
        Assert.Equal("100,000 codes", (string?)end["batch"]!["name"]);
        Assert.Equal((30, 90_000), ((long)end["batch"]!["pointsPerCode"]!, (long)end["batch"]!["codes"]!));
        Assert.Contains(progress, shown => (string?)shown["status"] == "RUNNING");
        var rowsRead = progress.Select(shown => (long)shown["rowsRead"]!).ToList();
        Assert.Equal(rowsRead.Order(), rowsRead);
    }

    [Fact]
    public async Task Adds_nothing_when_the_same_file_comes_again()
    {
        using var admin = await cluster.AdminAsync();
        var file = Text("code\nTWICE1\nTWICE2\n");

        var first = await admin.EndAsync(await admin.ImportAsync(file, "codes.csv", "twice-1"));
        var batches = await cluster.Database.ScalarAsync("select count(*) from code_batches");
        var second = await admin.EndAsync(await admin.ImportAsync(file, "codes.csv", "twice-2"));

        Assert.Equal((2, 2, 0, 0), first.Counts());
        Assert.Equal((2, 0, 2, 0), second.Counts());
        Assert.Null(second["batch"]);
        Assert.Equal(2L, await CodesLikeAsync("TWICE%"));
        Assert.Equal(batches, await cluster.Database.ScalarAsync("select count(*) from code_batches"));
    }

    [Fact]
    public async Task Passes_over_known_codes_wherever_they_stand()
    {
        using var admin = await cluster.AdminAsync();
        await admin.EndAsync(await admin.ImportAsync(Text("KNOWN15000\nKNOWN25000\n"), "codes.csv", "known-1"));
        var codes = Enumerable.Range(0, 30_000).Select(i => $"KNOWN{i}").Append("KNOWN0");

        var end = await admin.EndAsync(
            await admin.ImportAsync(Text(string.Join('\n', codes)), "codes.csv", "known-2"));

        Assert.Equal((30_001, 29_998, 3, 0), end.Counts());
    }

    [Fact]
    public async Task Answers_the_same_request_with_the_same_import()
    {
        using var admin = await cluster.AdminAsync();
        var file = Text("SAME01\n");

        var first = await admin.ImportAsync(file, "codes.csv", "same");
        await admin.EndAsync(first);
        var again = await admin.ImportAsync(file, "codes.csv", "same");
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.ImportAsync(file, "codes.csv", "together")));

        Assert.Equal(first, again);
        Assert.Single(together.Distinct());
        Assert.Equal("SUCCEEDED", (string?)(await admin.EndAsync(together[0]))["status"]);
    }

    [Fact]
    public async Task Refuses_a_request_id_that_was_used_with_other_input()
    {
        using var admin = await cluster.AdminAsync();
        await admin.EndAsync(await admin.ImportAsync(Text("OTHER1\n"), "codes.csv", "reused"));

        var refusal = await admin.RefusalAsync(Text("OTHER2\n"), "codes.csv", "reused");

        Assert.Equal("RequestIdReusedError", (string?)refusal["__typename"]);
        Assert.Equal("reused", (string?)refusal["requestId"]);
        Assert.Equal(0L, await CodesLikeAsync("OTHER2"));
    }

    [Fact]
    public async Task Refuses_what_is_no_spreadsheet_and_remembers_nothing_of_it()
    {
        using var admin = await cluster.AdminAsync();

        var refusal = await admin.RefusalAsync(Text("just words"), "codes.xlsx", "mended");
        var mended = await admin.EndAsync(await admin.ImportAsync(Text("MEND01\n"), "codes.csv", "mended"));

        Assert.Equal("UnreadableFileError", (string?)refusal["__typename"]);
        Assert.Equal("The file is plain text under another name: save it as .csv or .xlsx.", (string?)refusal["message"]);
        Assert.Equal((1, 1, 0, 0), mended.Counts());
    }

    [Fact]
    public async Task Fails_and_takes_nothing_when_the_end_of_the_file_is_bad()
    {
        using var admin = await cluster.AdminAsync();
        var codes = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"HALF{i:00000}\n"));

        var end = await admin.EndAsync(
            await admin.ImportAsync(Text($"{codes}\"{new string('x', 2_000_000)}"), "codes.csv", "half"));

        Assert.Equal("FAILED", (string?)end["status"]);
        Assert.Equal("Row 50,001 is longer than 1,000,000 characters: a quote may be open.", (string?)end["problem"]);
        Assert.Null(end["batch"]);
        Assert.Equal(0L, await CodesLikeAsync("HALF%"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public async Task Refuses_points_out_of_range(long points)
    {
        using var admin = await cluster.AdminAsync();

        var refusal = await admin.RefusalAsync(Text("RANGE1\n"), "codes.csv", $"range-{points}", points);

        Assert.Equal("PointsOutOfRangeError", (string?)refusal["__typename"]);
        Assert.Equal((1, 1_000_000), ((long)refusal["min"]!, (long)refusal["max"]!));
    }

    [Fact]
    public async Task Refuses_a_file_over_the_limit_before_it_is_sent()
    {
        var import = cluster.Grains.GetGrain<ICodeImportGrain>(CodeImportId.Of("me", new RequestId("huge")));

        var outcome = await import.Begin(
            new ImportProductCodes("codes.csv", 100_000_001, "0", "huge", null, "me", new RequestId("huge")));

        Assert.Equal(100_000_000, Assert.IsType<ImportFileTooLarge>(outcome).LimitBytes);
    }

    [Fact]
    public async Task Is_for_admins_only()
    {
        using var member = await cluster.MemberAsync("13800000001");

        var answer = await member.UploadAsync(Text("ADMIN1\n"), "codes.csv", "member");

        Assert.Equal("AUTH_NOT_AUTHORIZED", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(0L, await CodesLikeAsync("ADMIN1"));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("no id")]
    public async Task Knows_no_import_that_was_never_asked_for(string id)
    {
        using var admin = await cluster.AdminAsync();

        Assert.Null((await admin.AskAsync("query($id: ID!) { codeImport(id: $id) { id } }", new { id }))["data"]!["codeImport"]);
        Assert.Empty(await admin.ProgressAsync(id));
    }

    [Fact]
    public async Task Leaves_no_file_behind()
    {
        using var admin = await cluster.AdminAsync();
        var id = await admin.ImportAsync(Text("GONE01\n"), "codes.csv", "gone");
        await admin.EndAsync(id);

        Assert.Equal(0L, await cluster.Database.ScalarAsync($"select count(*) from import_pieces where import_id = '{id}'"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Of a hundred rows, ninety are new codes, nine repeat one of them, and one is too short.</summary>
    private static byte[] AWorkbookOf(int rows, string prefix)
    {
        var values = Enumerable.Range(0, rows).Select(i => (i % 100) switch
        {
            0 => "no",
            >= 91 => $"{prefix}{i - 50:000000}",
            _ => $"{prefix}{i:000000}",
        });
        return ACodeFile.Xlsx([.. values.Prepend("商品编码").Select(value => new[] { ACodeFile.Text(value) })]).ToArray();
    }

    private async Task<long> CodesLikeAsync(string pattern) =>
        (long)(await cluster.Database.ScalarAsync($"select count(*) from product_codes where code like '{pattern}'"))!;
}

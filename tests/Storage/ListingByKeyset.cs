using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Tests.Storage;

public sealed class ListingByKeyset(AStore store) : IClassFixture<AStore>
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Pages_forwards_and_backwards_over_every_row_once()
    {
        var batch = await store.PrintAsync([.. Enumerable.Range(0, 25).Select(i => $"PAGE-{i:00}")]);
        var codes = store.Get<CodeQueries>();
        var filter = new CodeFilter(BatchId: batch);

        var forwards = await WalkAsync(after => codes.ListAsync(filter, new ListWindow(10, After: after), Never), page => page.HasNext, page => page.Rows[^1]);
        var backwards = await WalkAsync(
            before => codes.ListAsync(filter, new ListWindow(10, Before: before, FromEnd: true), Never),
            page => page.HasPrevious,
            page => page.Rows[0]);

        Assert.Equal(25, forwards.Distinct().Count());
        Assert.Equal(forwards.Order(StringComparer.Ordinal), backwards.Order(StringComparer.Ordinal));
        Assert.Equal(forwards.OrderDescending(StringComparer.Ordinal), forwards);
    }

    [Fact]
    public async Task Finds_codes_by_what_became_of_them()
    {
        var batch = await store.PrintAsync("FIND-A", "FIND-B", "FIND-C", "OTHER-D");
        var (claim, _) = AStore.Claim(await store.JoinAsync("m-find"), "FIND-B", batch);
        await store.WriteAsync(
            claim, new(new CodeVoided("FIND-C", batch, "lost", "admin", DateTimeOffset.UnixEpoch)));

        Assert.Equal(["OTHER-D", "FIND-A"], await CodesAsync(new CodeFilter(CodeStatus.Active, batch)));
        Assert.Equal(["FIND-B"], await CodesAsync(new CodeFilter(CodeStatus.Claimed, batch)));
        Assert.Equal(["FIND-C"], await CodesAsync(new CodeFilter(CodeStatus.Void, batch)));
        Assert.Equal(["FIND-B"], await CodesAsync(new CodeFilter(MemberId: "m-find")));
        Assert.Equal(["FIND-C", "FIND-B", "FIND-A"], await CodesAsync(new CodeFilter(BatchId: batch, CodeStartsWith: "FIND-")));
        Assert.Empty(await CodesAsync(new CodeFilter(BatchId: batch, CodeStartsWith: "FIND_")));
        Assert.Empty(await CodesAsync(new CodeFilter(BatchId: batch, ClaimedFrom: DateTimeOffset.UnixEpoch.AddSeconds(1))));
    }

    private async Task<IEnumerable<string>> CodesAsync(CodeFilter filter) =>
        (await store.Get<CodeQueries>().ListAsync(filter, new ListWindow(100), Never)).Rows.Select(row => row.Code);

    private static async Task<List<string>> WalkAsync(
        Func<object[]?, Task<ListPage<ListedCode>>> read, Func<ListPage<ListedCode>, bool> more, Func<ListPage<ListedCode>, ListedCode> edge)
    {
        var codes = new List<string>();
        object[]? key = null;
        while (true)
        {
            var page = await read(key);
            codes.AddRange(page.Rows.Select(row => row.Code));
            if (!more(page))
            {
                return codes;
            }

            key = [edge(page).BatchId, edge(page).Code];
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Grains;

public sealed class WhenTheConnectionBreaks(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly MemberId Member = new("m-1");

    private readonly Queue<Fate> _fates = [];
    private Func<Fate>? _always;
    private LoyaltyCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await LoyaltyCluster.WithAsync(services => services.AddSingleton<IBatchWriter>(provider =>
            new AFailingWriter(ActivatorUtilities.CreateInstance<PostgresBatchWriter>(provider), NextFate)));
        await Account(Member).Join(new JoinProgram(null, null));
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_claim_sent_again_is_made_once(string when)
    {
        await _cluster.PrintAsync("BREAK-1");
        var code = _cluster.Grains.GetGrain<IProductCodeGrain>("BREAK-1");
        _fates.Enqueue(Lost(when));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => code.Claim(new(Member)));
        var claimed = Assert.IsType<Claimed>(await code.Claim(new(Member)));

        Assert.Equal(new Points(10), claimed.Claim.Balance);
        Assert.Equal(new Points(10), (await Account(Member).View())!.Balance);
        Assert.Equal(1L, await _cluster.Database.ScalarAsync("select count(*) from postings"));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_redemption_sent_again_is_made_once(string when)
    {
        var item = await AnItemAsync(stock: 2);
        await GiveAsync(Member, 100);
        var redeem = new RedeemMallItem(Member, 1, new RequestId("r-1"));
        _fates.Enqueue(Lost(when));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => item.Redeem(redeem));
        var redeemed = Assert.IsType<Redeemed>(await item.Redeem(redeem));
        var again = Assert.IsType<Redeemed>(await item.Redeem(redeem));

        Assert.Equal(redeemed, again);
        Assert.Equal(1L, await _cluster.Database.ScalarAsync("select stock from mall_items"));
        Assert.Equal(new Points(90), (await Account(Member).View())!.Balance);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task An_adjustment_sent_again_is_made_once(string when)
    {
        var adjust = new AdjustPoints(new Points(5), "goodwill", "admin-1", new RequestId("a-1"));
        _fates.Enqueue(Lost(when));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Account(Member).Adjust(adjust));
        Assert.IsType<Adjusted>(await Account(Member).Adjust(adjust));

        Assert.Equal(new Points(5), (await Account(Member).View())!.Balance);
    }

    [Fact]
    public async Task Reads_show_nothing_that_was_decided_and_not_written()
    {
        _fates.Enqueue(Fate.LostBefore);
        var adjusting = Account(Member).Adjust(new AdjustPoints(new Points(5), "x", "admin-1", new RequestId("a-1")));
        var read = await Record.ExceptionAsync(async () => Assert.Equal(Points.Zero, (await Account(Member).View())!.Balance));

        await Assert.ThrowsAnyAsync<AppendException>(() => adjusting);
        Assert.True(read is null or StorageUnavailableException or LaneBrokenException, read?.ToString());
        Assert.Equal(Points.Zero, (await Account(Member).View())!.Balance);
    }

    [Fact]
    public async Task At_every_third_batch_every_operation_is_made_once_all_the_same()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        MemberId[] members = [.. Enumerable.Range(0, 8).Select(i => new MemberId($"m-r{i}"))];
        string[] codes = [.. Enumerable.Range(0, 120).Select(i => $"RANDOM-{i}")];
        await _cluster.PrintAsync(codes);
        var item = await AnItemAsync(stock: 40);
        foreach (var member in members)
        {
            await Account(member).Join(new JoinProgram(null, null));
            await GiveAsync(member, 100);
        }

        // The journal's writer asks, one batch at a time.
        _always = () => random.Next(6) switch { 0 => Fate.LostBefore, 1 => Fate.LostAfter, _ => Fate.Confirmed };
        var claims = codes.Select((code, i) => UntilAnsweredAsync(
            () => _cluster.Grains.GetGrain<IProductCodeGrain>(code).Claim(new(members[i % 8]))));
        var redemptions = Enumerable.Range(0, 80).Select(i => UntilAnsweredAsync(
            () => item.Redeem(new(members[i % 8], 1, new RequestId($"r-{i / 2}")))));
        var claimed = await Task.WhenAll(claims);
        var redeemed = await Task.WhenAll(redemptions);
        _always = null;

        Assert.All(claimed, outcome => Assert.IsType<Claimed>(outcome));
        Assert.Equal(120L, await _cluster.Database.ScalarAsync("select count(*) from claims"));
        var made = redeemed.OfType<Redeemed>().Select(outcome => outcome.Redemption.Id).Distinct().Count();
        Assert.Equal((long)made, await _cluster.Database.ScalarAsync("select count(*) from redemptions"));
        Assert.Equal(40L - made, await _cluster.Database.ScalarAsync("select stock from mall_items"));
        await using var database = new OrleansLoyalty.Storage.Database(_cluster.Database.ConnectionString);
        Assert.Empty((await new Verifier(database).RunAsync()).Problems);
    }

    private static Fate Lost(string when) => when == "before" ? Fate.LostBefore : Fate.LostAfter;

    private Fate NextFate() => _always?.Invoke() ?? (_fates.TryDequeue(out var fate) ? fate : Fate.Confirmed);

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> operation)
    {
        while (true)
        {
            try
            {
                return await operation();
            }
            catch (AppendException)
            {
                // What a client does: the same request again.
            }
        }
    }

    private IMemberAccountGrain Account(MemberId member) => _cluster.Grains.GetGrain<IMemberAccountGrain>(member.Value);

    private async Task GiveAsync(MemberId member, long points) => Assert.IsType<Adjusted>(
        await Account(member).Adjust(new AdjustPoints(new Points(points), "gift", "admin-1", new RequestId("gift"))));

    private async Task<IMallItemGrain> AnItemAsync(long stock)
    {
        var item = _cluster.Grains.GetGrain<IMallItemGrain>("i-1");
        Assert.IsType<ItemAdded>(await item.Add(new AddMallItem("Cup", null, new Points(10), stock, "admin-1")));
        return item;
    }
}

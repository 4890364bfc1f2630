using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Tests.EarningRules;
using OrleansLoyalty.Tests.Grains;
using OrleansLoyalty.Tests.TestCluster;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>
/// Random histories through the orders' own grains, on the real database, over a connection that breaks: orders that wait
/// for a member, refunds by line, points that pay, retries, years that go by.
/// </summary>
public sealed class RandomOrders : IAsyncLifetime
{
    private const int AtATime = 128;
    private const int BreaksInAThousand = 10;

    private readonly MovedClock _clock = new();
    private bool _breaks;
    private int _batches;
    private LoyaltyCluster _cluster = null!;

    /// <summary>A hundred; LOYALTY_SEEDS asks for others, such as 1000-2000.</summary>
    private static IEnumerable<int> Seeds()
    {
        var ends = (Environment.GetEnvironmentVariable("LOYALTY_SEEDS") ?? "0-100").Split('-');
        var (first, end) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
        return Enumerable.Range(first, end - first);
    }

    public async Task InitializeAsync()
    {
        _cluster = await LoyaltyCluster.WithAsync(services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))
            .AddSingleton<IBatchWriter>(provider => new AFailingWriter(
                ActivatorUtilities.CreateInstance<PostgresBatchWriter>(provider), Next)));
        var rules = _cluster.Grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key);
        var saved = Assert.IsType<DraftSaved>(await rules.SaveDraft(
            new SaveRuleDraft([ARule.PerYuan(), ARule.Steps((500, 500), (1_000, 1_200))], null, "test")));
        Assert.IsType<RulesPublished>(await rules.Publish(new PublishRules(saved.Draft.Revision, null, "test")));
        var terms = new SetTerms("test") { Expiry = new ExpiryPolicy(ExpiryKind.FixedMonths, 24, 0), PendingDays = 3 };
        Assert.IsType<TermsSet>(await _cluster.Grains.GetGrain<IProgramGrain>(IProgramGrain.Key).SetTerms(terms));
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Leave_after_a_refund_what_never_ordering_would_have_left()
    {
        var pairs = Seeds().Select(seed => new AnOrderingPair(_cluster, _clock, seed)).ToList();
        for (var step = 0; step < AnOrderingPair.Steps; step++)
        {
            _breaks = true;
            await Parallel.ForEachAsync(
                pairs, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (pair, _) => await StepAsync(pair, step));
            _breaks = false;
            await SweepAsync();
            _clock.Move(TimeSpan.FromDays(20 + (step * 37 % 60)));
        }

        foreach (var pair in pairs)
        {
            await CompareAsync(pair);
        }

        Assert.Equal(0L, await _cluster.Database.ScalarAsync("select count(*) from orders_due"));
        await _cluster.AgreeAsync();
    }

    private static async Task StepAsync(AnOrderingPair pair, int step)
    {
        try
        {
            await pair.StepAsync(step);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {pair.Seed}, step {step}: {fault}");
        }
    }

    private static async Task CompareAsync(AnOrderingPair pair)
    {
        var (with, without) = ((await pair.Account(true).View())!, (await pair.Account(false).View())!);
        Assert.True(
            with.Total == without.Total, $"Seed {pair.Seed}: {with.Total} points after the refund, {without.Total} without the order.");
        Assert.True(
            with.Tier == without.Tier, $"Seed {pair.Seed}: {with.Tier} after the refund, {without.Tier} without the order.");
        Assert.True(
            with.Months.Where(Counts).SequenceEqual(without.Months.Where(Counts)), $"Seed {pair.Seed}: the months differ.");
    }

    private static bool Counts(QualifyingMonth month) =>
        month.Points != Points.Zero || month.Spend != Money.Zero || month.Orders != 0;

    // What waits for members who have joined since, and what a broken connection left.
    private async Task SweepAsync()
    {
        var sweeper = _cluster.Services.GetRequiredService<OrderSweeper>();
        for (var rounds = 0; await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None) > 0; rounds++)
        {
            Assert.True(rounds < 1_000, "The sweeper comes to no end.");
        }
    }

    private Fate Next()
    {
        if (!_breaks)
        {
            return Fate.Confirmed;
        }

        var number = unchecked((int)((uint)Interlocked.Increment(ref _batches) * 2_654_435_761u >> 22)); // Scattered over 0 to 1,023.
        return number < BreaksInAThousand ? Fate.LostBefore
            : number < 2 * BreaksInAThousand ? Fate.LostAfter
            : Fate.Confirmed;
    }
}

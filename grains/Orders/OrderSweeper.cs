using OrleansLoyalty.Activities;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Orders;

/// <summary>
/// Finishes what a crash left: orders and activities that are recorded and not credited, refunds that are not settled,
/// newcomers who were not welcomed, profiles that were completed. Several silos may run it; doing a step twice is harmless.
/// </summary>
public sealed class OrderSweeper(
    DueOrders orders, DueActivities activities, IGrainFactory grains, TimeProvider clock, RoundsHost host)
    : Rounds(host, Pause)
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>What is younger is still being done by whoever began it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Clocks of silos differ, and what is recorded with a moment becomes visible a little after it.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    // Who joined before the process that welcomed them crashed; a process is started again within that time.
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(7);

    private DateTimeOffset _foundUntil = OrderRules.Earliest;
    private DateTimeOffset? _welcomedUntil;

    /// <summary>Does all that is due now.</summary>
    /// <param name="patience">What is younger is left alone.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>How many steps were done.</returns>
    public async Task<int> SweepAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var found = await orders.FoundAsync(_foundUntil - Overlap, cancellation);
        var known = await orders.KnownAsync(now - patience, cancellation);
        var keys = await activities.UncreditedAsync(now - patience, cancellation);
        var from = (_welcomedUntil ?? now - LongestOutage) - Overlap;
        var newcomers = await activities.NewcomersAsync(from, now - patience, cancellation);
        var profiles = await activities.CompletedProfilesAsync(from, now - patience, cancellation);
        var ordersLeft = await EachAsync(
            found.Concat(known).Distinct(), order => grains.GetGrain<IOrderGrain>(order.ToString()).Settle(), cancellation);
        await EachAsync(keys, key => grains.GetGrain<IActivityGrain>(key).Settle(), cancellation);
        var newcomersLeft = await EachAsync(
            newcomers, member => grains.GetGrain<INewcomerGrain>(member).Welcome(), cancellation);
        var profilesLeft = await EachAsync(profiles, member => CompleteAsync(new MemberId(member), now), cancellation);

        // Only past what was answered in full and went well: what failed stays on its list.
        _foundUntil = ordersLeft.Count == 0 && found.Count < DueOrders.Most ? now : _foundUntil;
        _welcomedUntil =
            newcomersLeft.Count + profilesLeft.Count == 0
            && newcomers.Count < DueActivities.Most && profiles.Count < DueActivities.Most
                ? now - patience
                : _welcomedUntil;
        return found.Count + known.Count + keys.Count + newcomers.Count + profiles.Count;
    }

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => SweepAsync(Patience, cancellation);

    private Task CompleteAsync(MemberId member, DateTimeOffset now) => grains
        .GetGrain<IActivityGrain>(ActivityKey.ProfileCompleted(member).ToString())
        .Record(new RecordActivity(member, null, null, now, member.Value));
}

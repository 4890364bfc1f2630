
namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class CancellingACall(ActorCluster cluster)
{
    [Fact]
    public async Task Cancels_the_grains_own_token_and_ends_the_callers_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var grain = cluster.Fresh<IListenerGrain>();
        var name = grain.GetPrimaryKeyString();

        var call = grain.WaitForCancellation(cancellation.Token);
        await cluster.Stage.Passed($"{name} waits");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cluster.Stage.Passed($"{name} is cancelled");
    }

    [Fact]
    public async Task Leaves_the_grain_fit_for_other_calls()
    {
        using var cancellation = new CancellationTokenSource();
        var grain = cluster.Fresh<IListenerGrain>();

        var call = grain.WaitForCancellation(cancellation.Token);
        await cluster.Stage.Passed($"{grain.GetPrimaryKeyString()} waits");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(42, await grain.Answer());
    }
}

[Collection(SharedCluster.Name)]
public sealed class TheRequestContext(ActorCluster cluster)
{
    [Fact]
    public async Task Reaches_the_grain_and_whom_it_calls()
    {
        RequestContext.Set("actor", "Ann");

        Assert.Equal("Ann", await cluster.Fresh<IListenerGrain>().Heard("actor"));
        Assert.Equal("Ann", await cluster.Fresh<IListenerGrain>().HeardBy(Guid.NewGuid().ToString("N"), "actor"));
    }

    [Fact]
    public async Task Does_not_come_back_changed()
    {
        RequestContext.Set("actor", "Ann");

        await cluster.Fresh<IListenerGrain>().Heard("actor");

        Assert.Equal("Ann", RequestContext.Get("actor"));
    }

    [Fact]
    public async Task Does_not_stay_with_the_grain()
    {
        var grain = cluster.Fresh<IListenerGrain>();
        RequestContext.Set("actor", "Ann");
        await grain.Heard("actor");
        RequestContext.Clear();

        Assert.Null(await grain.Heard("actor"));
    }
}


namespace OrleansLoyalty.Tests.Actors;

public sealed class AnUnansweredCall : IAsyncLifetime
{
    private readonly ActorCluster _cluster = new(new ActorClusterOptions { ResponseTimeout = TimeSpan.FromSeconds(2) });

    [Fact]
    public async Task Times_out_at_its_caller()
    {
        var grain = _cluster.Fresh<IListenerGrain>();

        await Assert.ThrowsAsync<TimeoutException>(grain.SayNothing);
        _cluster.Stage.Pass($"{grain.GetPrimaryKeyString()} may speak");

        Assert.Equal(42, await grain.Answer());
    }

    [Fact]
    public async Task Ends_a_deadlock_of_grains_that_call_each_other()
    {
        var grain = _cluster.Fresh<IMirrorGrain>();

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Reflect(Guid.NewGuid().ToString("N")));

        await grain.Touch();
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}

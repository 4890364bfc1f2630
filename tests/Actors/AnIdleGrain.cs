
namespace OrleansLoyalty.Tests.Actors;

public sealed class AnIdleGrain : IAsyncLifetime
{
    private readonly ActorCluster _cluster = new(new ActorClusterOptions
    {
        CollectionAge = TimeSpan.FromSeconds(2),
        CollectionQuantum = TimeSpan.FromSeconds(1),
    });

    [Fact]
    public async Task Is_deactivated_once_nobody_called_for_the_collection_age()
    {
        var grain = _cluster.Fresh<IMortalGrain>();
        var name = grain.GetPrimaryKeyString();
        var first = await grain.Activation();

        await _cluster.Stage.Passed($"{name} deactivated");

        Assert.Equal(["activated", "deactivating", "deactivated: ActivationIdle"], _cluster.Stage.NotesOf(name));
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task Is_deactivated_like_a_thousand_others_so_that_memory_stays_bounded()
    {
        var grains = Enumerable.Range(0, 1000).Select(_ => _cluster.Fresh<IMortalGrain>()).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.Activation()));

        await Task.WhenAll(grains.Select(
            grain => _cluster.Stage.Passed($"{grain.GetPrimaryKeyString()} deactivated")));
    }

    [Fact]
    public async Task Stays_as_long_as_it_asked_to()
    {
        var staying = _cluster.Fresh<IMortalGrain>();
        await staying.StayFor(TimeSpan.FromMinutes(5));
        var first = await staying.Activation();

        // Younger than the one that stays, so its end says that both were looked at.
        var leaving = _cluster.Fresh<IMortalGrain>();
        await leaving.Activation();
        await _cluster.Stage.Passed($"{leaving.GetPrimaryKeyString()} deactivated");

        Assert.Equal(first, await staying.Activation());
    }

    [Fact]
    public async Task Is_not_idle_while_a_call_runs()
    {
        var busy = _cluster.Fresh<IMortalGrain>();
        var name = busy.GetPrimaryKeyString();
        var working = busy.Work();
        await _cluster.Stage.Passed($"{name} works");

        var idle = _cluster.Fresh<IMortalGrain>();
        await idle.Activation();
        await _cluster.Stage.Passed($"{idle.GetPrimaryKeyString()} deactivated");

        Assert.Equal(["activated"], _cluster.Stage.NotesOf(name));
        _cluster.Stage.Pass($"{name} may end");
        await working;
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}

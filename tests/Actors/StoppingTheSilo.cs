
namespace OrleansLoyalty.Tests.Actors;

public sealed class StoppingTheSilo : IAsyncLifetime
{
    private readonly ActorCluster _cluster = new();

    [Fact]
    public async Task Deactivates_every_grain()
    {
        var grain = _cluster.Fresh<IMortalGrain>();
        await grain.Activation();

        await _cluster.StopSiloAsync();

        Assert.Equal(
            ["activated", "deactivating", "deactivated: ShuttingDown"],
            _cluster.Stage.NotesOf(grain.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task Answers_the_call_that_is_running()
    {
        var grain = _cluster.Fresh<IMortalGrain>();
        var name = grain.GetPrimaryKeyString();
        var working = grain.Work();
        await _cluster.Stage.Passed($"{name} works");

        var stopping = _cluster.StopSiloAsync();
        _cluster.Stage.Pass($"{name} may end");
        await working;
        await stopping;

        Assert.Equal(
            ["activated", "worked", "deactivating", "deactivated: ShuttingDown"], _cluster.Stage.NotesOf(name));
    }

    [Fact]
    public async Task Refuses_calls_from_then_on()
    {
        var grain = _cluster.Fresh<IMortalGrain>();
        await grain.Activation();
        await _cluster.StopSiloAsync();

        await Assert.ThrowsAnyAsync<Exception>(grain.Activation);
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}

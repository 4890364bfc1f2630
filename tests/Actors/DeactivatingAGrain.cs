
namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class DeactivatingAGrain : IDisposable
{
    private readonly ActorCluster _cluster;
    private readonly IMortalGrain _grain;
    private readonly string _name;

    public DeactivatingAGrain(ActorCluster cluster)
    {
        _cluster = cluster;
        _grain = cluster.Fresh<IMortalGrain>();
        _name = _grain.GetPrimaryKeyString();
    }

    private Stage Stage => _cluster.Stage;

    [Fact]
    public async Task Lets_the_running_call_end_first()
    {
        var leaving = _grain.Leave();
        await Stage.Passed($"{_name} leaves");
        Stage.Pass($"{_name} may leave");

        await leaving;
        await Stage.Passed($"{_name} deactivated");

        Assert.Equal(
            ["activated", "left", "deactivating", "deactivated: ApplicationRequested"], Stage.NotesOf(_name));
    }

    [Fact]
    public async Task Sends_later_calls_to_a_new_activation()
    {
        var first = await _grain.Activation();
        Stage.Pass($"{_name} may leave");

        await _grain.Leave();

        Assert.NotEqual(first, await _grain.Activation());
    }

    [Fact]
    public async Task Sends_calls_that_waited_to_a_new_activation()
    {
        var first = await _grain.Activation();
        var leaving = _grain.Leave();
        await Stage.Passed($"{_name} leaves");
        var waiting = _grain.Activation();
        Stage.Pass($"{_name} may leave");
        await leaving;

        Assert.NotEqual(first, await waiting);
    }

    [Fact]
    public async Task Activates_no_other_before_OnDeactivateAsync_has_ended()
    {
        Stage.Pass($"{_name} lingers");
        Stage.Pass($"{_name} may leave");
        await _grain.Leave();
        await Stage.Passed($"{_name} deactivates");

        var next = _grain.Activation();
        Stage.Pass($"{_name} may go");
        await next;

        Assert.Equal(
            ["activated", "left", "deactivating", "deactivated: ApplicationRequested", "activated"],
            Stage.NotesOf(_name));
    }

    // Nothing may hang on after the assertion that failed.
    public void Dispose()
    {
        Stage.Pass($"{_name} may leave");
        Stage.Pass($"{_name} may go");
    }
}

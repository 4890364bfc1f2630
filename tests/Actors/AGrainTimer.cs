
namespace OrleansLoyalty.Tests.Actors;

[Collection(SharedCluster.Name)]
public sealed class AGrainTimer
{
    private readonly ActorCluster _cluster;
    private readonly IClockGrain _clock;
    private readonly string _name;

    public AGrainTimer(ActorCluster cluster)
    {
        _cluster = cluster;
        _clock = cluster.Fresh<IClockGrain>();
        _name = _clock.GetPrimaryKeyString();
    }

    private Stage Stage => _cluster.Stage;

    [Fact]
    public async Task Ticks_on_its_grain_again_and_again()
    {
        await _clock.Start(interleave: false);

        await Stage.Passed($"{_name} tick 3");
    }

    [Fact]
    public async Task Waits_like_a_call_while_another_runs()
    {
        var holding = _clock.Hold();
        await Stage.Passed($"{_name} holds");
        var starting = _clock.Start(interleave: false);
        Stage.Pass($"{_name} may go on");
        await Task.WhenAll(holding, starting);
        await Stage.Passed($"{_name} tick 1");

        Assert.Equal(["held", "tick 1"], Stage.NotesOf(_name)[..2]);
    }

    [Fact]
    public async Task Ticks_beside_a_running_call_when_it_interleaves()
    {
        await _clock.Start(interleave: true);
        var holding = _clock.Hold();
        await Stage.Passed($"{_name} holds");
        var ticks = Stage.NotesOf(_name).Length;

        await Stage.Passed($"{_name} tick {ticks + 2}");
        Stage.Pass($"{_name} may go on");
        await holding;
    }

    [Fact]
    public async Task Never_overlaps_its_own_tick()
    {
        Stage.Pass($"{_name} is slow");
        await _clock.Start(interleave: true);
        await Stage.Passed($"{_name} tick 1");

        // Longer than several periods, since another timer ticked thrice meanwhile.
        var other = _cluster.Fresh<IClockGrain>();
        await other.Start(interleave: true);
        await Stage.Passed($"{other.GetPrimaryKeyString()} tick 3");

        Assert.Equal(["tick 1"], Stage.NotesOf(_name));
        Stage.Pass($"{_name} may tick on");
        await Stage.Passed($"{_name} tick 2");
    }

    [Fact]
    public async Task Ticks_on_after_a_tick_that_failed()
    {
        await _clock.StartFailing();

        await Stage.Passed($"{_name} tick 2");
    }

    [Fact]
    public async Task Is_silent_once_disposed()
    {
        await _clock.Start(interleave: false);
        await Stage.Passed($"{_name} tick 1");
        await _clock.Stop();

        await AnotherTicksThrice();

        Assert.Equal("stopped", Stage.NotesOf(_name)[^1]);
    }

    [Fact]
    public async Task Ends_with_its_activation()
    {
        await _clock.Start(interleave: false);
        await Stage.Passed($"{_name} tick 1");
        await _clock.Leave();
        await Stage.Passed($"{_name} deactivated");

        await AnotherTicksThrice();

        Assert.Equal("deactivated", Stage.NotesOf(_name)[^1]);
    }

    private async Task AnotherTicksThrice()
    {
        var other = _cluster.Fresh<IClockGrain>();
        await other.Start(interleave: false);
        await Stage.Passed($"{other.GetPrimaryKeyString()} tick 3");
    }
}

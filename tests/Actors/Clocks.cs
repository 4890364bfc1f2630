namespace OrleansLoyalty.Tests.Actors;

/// <summary>A grain with a timer whose ticks its test lets through one by one.</summary>
public interface IClockGrain : IGrainWithStringKey
{
    Task Start(bool interleave);

    Task StartFailing();

    Task Stop();

    Task Leave();

    Task Hold();
}

public sealed class ClockGrain(Stage stage) : Grain, IClockGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    private IGrainTimer? _timer;
    private int _ticks;

    private string Name => this.GetPrimaryKeyString();

    public Task Start(bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            Tick, new GrainTimerCreationOptions { DueTime = Soon, Period = Soon, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing()
    {
        _timer = this.RegisterGrainTimer(
            async cancellation =>
            {
                await Tick(cancellation);
                throw new InvalidOperationException("This tick fails.");
            },
            new GrainTimerCreationOptions { DueTime = Soon, Period = Soon });
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        stage.Note(Name, "stopped");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Hold()
    {
        stage.Pass($"{Name} holds");
        await stage.Passed($"{Name} may go on");
        stage.Note(Name, "held");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stage.Note(Name, "deactivated");
        stage.Pass($"{Name} deactivated");
        return Task.CompletedTask;
    }

    private async Task Tick(CancellationToken cancellation)
    {
        var tick = ++_ticks;
        stage.Note(Name, $"tick {tick}");
        stage.Pass($"{Name} tick {tick}");

        if (tick == 1 && stage.IsPassed($"{Name} is slow"))
        {
            await stage.Passed($"{Name} may tick on").WaitAsync(cancellation);
        }
    }
}

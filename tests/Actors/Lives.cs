namespace OrleansLoyalty.Tests.Actors;

/// <summary>A grain that notes its life and can be told to end it.</summary>
public interface IMortalGrain : IGrainWithStringKey
{
    /// <summary>Which activation of this grain answers; each has its own.</summary>
    Task<Guid> Activation();

    /// <summary>Asks to be deactivated, then stays in the call until its test lets it go.</summary>
    Task Leave();

    Task StayFor(TimeSpan span);

    Task Work();
}

public sealed class MortalGrain(Stage stage) : Grain, IMortalGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    private string Name => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stage.Note(Name, "activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stage.Note(Name, "deactivating");
        stage.Pass($"{Name} deactivates");

        if (stage.IsPassed($"{Name} lingers"))
        {
            await stage.Passed($"{Name} may go");
        }

        stage.Note(Name, $"deactivated: {reason.ReasonCode}");
        stage.Pass($"{Name} deactivated");
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task Leave()
    {
        DeactivateOnIdle();
        stage.Pass($"{Name} leaves");
        await stage.Passed($"{Name} may leave");
        stage.Note(Name, "left");
    }

    public Task StayFor(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public async Task Work()
    {
        stage.Pass($"{Name} works");
        await stage.Passed($"{Name} may end");
        stage.Note(Name, "worked");
    }
}

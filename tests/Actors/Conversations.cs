using Orleans.Concurrency;

namespace OrleansLoyalty.Tests.Actors;

/// <summary>Grains for what travels with a call: cancellation, request context, time.</summary>
public interface IListenerGrain : IGrainWithStringKey
{
    Task WaitForCancellation(CancellationToken cancellation);

    Task<string?> Heard(string key);

    Task<string?> HeardBy(string other, string key);

    Task SayNothing();

    Task<int> Answer();
}

public interface IMirrorGrain : IGrainWithStringKey
{
    /// <summary>Calls <paramref name="other"/>, which calls back here.</summary>
    Task Reflect(string other);

    Task Return(string first);

    Task Touch();
}

[Reentrant]
public sealed class ListenerGrain(Stage stage) : Grain, IListenerGrain
{
    public async Task WaitForCancellation(CancellationToken cancellation)
    {
        var name = this.GetPrimaryKeyString();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(cancelled.SetResult);
        stage.Pass($"{name} waits");
        await cancelled.Task;
        stage.Pass($"{name} is cancelled");
        cancellation.ThrowIfCancellationRequested();
    }

    public Task<string?> Heard(string key)
    {
        var heard = RequestContext.Get(key) as string;
        RequestContext.Set(key, "changed by the grain");
        return Task.FromResult(heard);
    }

    public Task<string?> HeardBy(string other, string key) =>
        GrainFactory.GetGrain<IListenerGrain>(other).Heard(key);

    public Task SayNothing() => stage.Passed($"{this.GetPrimaryKeyString()} may speak");

    public Task<int> Answer() => Task.FromResult(42);
}

public sealed class MirrorGrain : Grain, IMirrorGrain
{
    public Task Reflect(string other) => GrainFactory.GetGrain<IMirrorGrain>(other).Return(this.GetPrimaryKeyString());

    public Task Return(string first) => GrainFactory.GetGrain<IMirrorGrain>(first).Touch();

    public Task Touch() => Task.CompletedTask;
}

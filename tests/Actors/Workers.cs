using Orleans.Concurrency;

namespace OrleansLoyalty.Tests.Actors;

/// <summary>Work that says when it begins, waits for its test, and says when it ends.</summary>
public interface IWorkerGrain : IGrainWithStringKey
{
    Task Work(string name);

    [ReadOnly]
    Task Look(string name);

    [AlwaysInterleave]
    Task Peek(string name);

    /// <summary>Yields many times; answers how many turns it saw run beside its own.</summary>
    Task<int> TakeTurns(int count);
}

public interface IReentrantWorkerGrain : IWorkerGrain;

public class WorkerGrain(Stage stage) : Grain, IWorkerGrain
{
    private int _turnsNow;
    private int _turnsBeside;

    public Task Work(string name) => Perform(name);

    public Task Look(string name) => Perform(name);

    public Task Peek(string name) => Perform(name);

    public async Task<int> TakeTurns(int count)
    {
        var turns = TaskScheduler.Current;

        for (var turn = 0; turn < count; turn++)
        {
            _turnsBeside += _turnsNow;
            _turnsNow++;
            Thread.SpinWait(200);
            _turnsNow--;

            await Task.Yield();

            // Whatever thread this is, it is this activation's turn again.
            _turnsBeside += TaskScheduler.Current == turns ? 0 : 1000;
        }

        return _turnsBeside;
    }

    private async Task Perform(string name)
    {
        stage.Note(this.GetPrimaryKeyString(), $"{name} began");
        stage.Pass($"{name} began");
        await stage.Passed($"{name} may end");
        stage.Note(this.GetPrimaryKeyString(), $"{name} ended");
    }
}

[Reentrant]
public sealed class ReentrantWorkerGrain(Stage stage) : WorkerGrain(stage), IReentrantWorkerGrain;

namespace OrleansLoyalty.Tests.Actors;

[Alias("test-failure"), GenerateSerializer]
public sealed class TestFailureException(string message, int number) : Exception(message)
{
    [Id(0)]
    public int Number { get; } = number;
}

public interface IFailingGrain : IGrainWithStringKey
{
    Task FailLater(string message, int number);

    Task FailAtOnce();

    Task FailThrough(string other);

    Task<int> Calls();
}

public interface IFussyGrain : IGrainWithStringKey
{
    Task<int> Answer();
}

public interface IUnmakeableGrain : IGrainWithStringKey
{
    Task<int> Answer();
}

public sealed class FailingGrain : Grain, IFailingGrain
{
    private int _calls;

    public async Task FailLater(string message, int number)
    {
        _calls++;
        await Task.Yield();
        throw new TestFailureException(message, number);
    }

    public Task FailAtOnce() => throw new InvalidOperationException("at once");

    public async Task FailThrough(string other) =>
        await GrainFactory.GetGrain<IFailingGrain>(other).FailLater("through", 7);

    public Task<int> Calls() => Task.FromResult(++_calls);
}

public sealed class FussyGrain(Stage stage) : Grain, IFussyGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        stage.Pass($"{key} activates 1");
        await stage.Passed($"{key} may fail");

        if (!stage.IsPassed($"{key} is well"))
        {
            throw new TestFailureException("not today", 1);
        }
    }

    public Task<int> Answer() => Task.FromResult(42);
}

public sealed class UnmakeableGrain : Grain, IUnmakeableGrain
{
    public UnmakeableGrain() => throw new TestFailureException("never", 0);

    public Task<int> Answer() => Task.FromResult(0);
}

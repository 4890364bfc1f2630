namespace OrleansLoyalty.Tests.Actors;

[Alias("test-guest-id"), GenerateSerializer, Immutable]
public readonly record struct GuestId([Id(0)] string Value);

[Alias("test-greet"), GenerateSerializer, Immutable]
public sealed record Greet([Id(0)] string Name, [Id(1)] int Steps);

[Alias("test-greeting"), GenerateSerializer, Immutable]
public abstract record Greeting;

[Alias("test-welcome"), GenerateSerializer, Immutable]
public sealed record Welcome([Id(0)] string Text, [Id(1)] IReadOnlyList<int> Steps) : Greeting;

[Alias("test-nobody"), GenerateSerializer, Immutable]
public sealed record Nobody([Id(0)] GuestId Guest) : Greeting;

public interface IGreeterGrain : IGrainWithStringKey
{
    Task<Greeting> Greet(Greet command);
}

public interface ICounterGrain : IGrainWithStringKey
{
    ValueTask<int> Add(int number);

    Task<string> Key();
}

public interface IRelayGrain : IGrainWithStringKey
{
    Task AddTo(string counter, int number);
}

public interface IScopedGrain : IGrainWithStringKey
{
    Task<Guid> Note();

    Task Leave();
}

public sealed class GreeterGrain(Stage stage) : Grain, IGreeterGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stage.Note(this.GetPrimaryKeyString(), "activated");
        return Task.CompletedTask;
    }

    public Task<Greeting> Greet(Greet command)
    {
        stage.Note(this.GetPrimaryKeyString(), "greeted");
        return Task.FromResult<Greeting>(command.Name.Length == 0
            ? new Nobody(new GuestId(command.Name))
            : new Welcome($"Hello {command.Name}", Enumerable.Range(1, command.Steps).ToArray()));
    }
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _sum;

    public ValueTask<int> Add(int number) => new(_sum += number);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

public sealed class RelayGrain : Grain, IRelayGrain
{
    public async Task AddTo(string counter, int number) =>
        await GrainFactory.GetGrain<ICounterGrain>(counter).Add(number);
}

public sealed class ScopedGrain(ScopedNote note) : Grain, IScopedGrain
{
    public Task<Guid> Note() => Task.FromResult(note.Id);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

namespace OrleansLoyalty.Simulation.Workload;

/// <summary>Something a client asks for; it may be asked for again.</summary>
/// <param name="name">For the trace.</param>
/// <param name="call">Asks.</param>
/// <param name="made">What an answer says was done, as the answer's own words; <see langword="null"/> for a refusal.</param>
/// <param name="durable">What the tables say was done, in the same words.</param>
internal sealed class Operation(
    string name, Func<Task<object?>> call, Func<object?, object?> made, Func<object?> durable)
{
    internal string Name => name;

    /// <summary>Looks at a refusal; given the answer.</summary>
    internal Action<object?>? Refused { get; init; }

    /// <summary>Looks at an answer beside what was there when it was asked for.</summary>
    internal Func<Action<object?>>? Observe { get; init; }

    /// <summary>Called once it is answered for good.</summary>
    internal Action<object?>? Settled { get; init; }

    internal bool IsRepeatable { get; init; } = true;

    internal Task<object?> CallAsync() => call();

    internal object? Made(object? answer) => made(answer);

    internal object? Durable() => durable();

    internal static async Task<object?> Boxed<T>(Task<T> call) => await call;

    internal static async Task<object?> Boxed(Task call)
    {
        await call;
        return null;
    }
}

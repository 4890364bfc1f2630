using System.Collections.Concurrent;

namespace OrleansLoyalty.Tests.Actors;

/// <summary>Points that a grain passes and a test waits for, or the other way round. Nothing sleeps.</summary>
public sealed class Stage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // Only a failing test waits so long.

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _points = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _notes = new();

    /// <summary>Says that <paramref name="point"/> is passed.</summary>
    public void Pass(string point) => Point(point).TrySetResult();

    /// <summary>Waits until somebody passes <paramref name="point"/>.</summary>
    public Task Passed(string point) => Point(point).Task.WaitAsync(Patience);

    /// <summary>Whether somebody has.</summary>
    public bool IsPassed(string point) => Point(point).Task.IsCompleted;

    /// <summary>Writes down what happened to <paramref name="subject"/>, in order.</summary>
    public void Note(string subject, string what) => Notes(subject).Enqueue(what);

    /// <summary>What was written down about <paramref name="subject"/>.</summary>
    public string[] NotesOf(string subject) => [.. Notes(subject)];

    private TaskCompletionSource Point(string name) => _points.GetOrAdd(
        name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private ConcurrentQueue<string> Notes(string subject) => _notes.GetOrAdd(subject, _ => new());
}

/// <summary>A service of an activation's own scope.</summary>
public sealed class ScopedNote(Stage stage) : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public void Dispose() => stage.Pass($"disposed {Id}");
}

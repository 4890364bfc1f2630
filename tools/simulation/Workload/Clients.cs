using System.Text.RegularExpressions;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Simulation.Actors;

namespace OrleansLoyalty.Simulation.Workload;

/// <summary>Who asks: some clients, each one thing at a time, again when the answer was lost, and now and then once more.</summary>
internal sealed partial class Clients(World world)
{
    // What is answered with a fault so often in a calm world is not going to be answered at all.
    private const int MostTries = 200;

    private readonly Process _process = new(world.Schedule);
    private readonly List<Operation> _done = [];
    private readonly List<Operation> _unknown = [];
    private readonly Requests _requests = new(world);
    private int _started;
    private int _active;

    /// <summary>The first thing that is not as it must be.</summary>
    internal Exception? Failure { get; private set; }

    internal bool AreDone => _active == 0;

    internal bool AreSettled => _active == 0 && _unknown.Count == 0;

    internal void Fail(Exception failure) => Failure ??= failure;

    internal void Start()
    {
        for (var i = 0; i < world.Plan.Clients; i++)
        {
            Begin(WorkAsync);
        }
    }

    /// <summary>Asks for everything again of which nobody knows, then does what time has brought.</summary>
    internal void Settle()
    {
        Begin(async () =>
        {
            while (_unknown.Count > 0)
            {
                var operation = _unknown[^1];
                _unknown.RemoveAt(_unknown.Count - 1);
                await AskAsync(operation, MostTries);
            }

            foreach (var operation in _requests.Last())
            {
                await AskAsync(operation, MostTries);
            }
        });
    }

    private void Begin(Func<Task> work)
    {
        _active++;
        new Turns(world.Schedule, _process).Post(async _ =>
        {
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                Fail(failure);
            }

            _active--;
        }, null);
    }

    private async Task WorkAsync()
    {
        while (_started < world.Plan.Operations)
        {
            _started++;
            if (_done.Count > 0 && world.Chance.Percent(8))
            {
                await AskAsync(world.Chance.Of(_done), 1);
            }
            else if (_unknown.Count > 0 && world.Chance.OneIn(2))
            {
                var at = world.Chance.Below(_unknown.Count);
                var operation = _unknown[at];
                _unknown.RemoveAt(at);
                await AskAsync(operation, 1);
            }
            else if (_requests.Next() is { } operation)
            {
                await AskAsync(operation, 1);
            }
        }
    }

    private async Task AskAsync(Operation operation, int tries)
    {
        for (var left = tries; left > 0; left--)
        {
            var before = operation.Durable();
            var observed = operation.Observe?.Invoke();
            if (world.Trace.IsOn)
            {
                world.Trace.Add($"ask: {operation.Name}");
            }

            object? answer;
            try
            {
                answer = await operation.CallAsync();
            }
            catch (Exception fault) when (fault is AppendException or TimeoutException)
            {
                if (world.Trace.IsOn)
                {
                    world.Trace.Add($"unknown: {operation.Name}: {fault.Message}");
                }

                continue;
            }

            if (world.Trace.IsOn)
            {
                world.Trace.Add($"answer: {operation.Name}: {Shown(answer)}");
            }

            Judge(operation, before, answer);
            observed?.Invoke(answer);
            return;
        }

        Check.That(world.IsFaulty || tries < MostTries, $"Asked {MostTries} times in calm weather, {operation.Name} has no answer.");
        _unknown.Add(operation);
    }

    private void Judge(Operation operation, object? before, object? answer)
    {
        var (made, durable) = (operation.Made(answer), operation.Durable());
        if (made is not null)
        {
            Check.That(made.Equals(durable), $"{operation.Name} is answered as {made}; durable is {durable ?? "nothing"}.");
        }
        else
        {
            Check.That(before is null, $"{operation.Name} was done as {before}, and is answered by {Shown(answer)}.");
            operation.Refused?.Invoke(answer);
        }

        operation.Settled?.Invoke(answer);
        if (operation.IsRepeatable && _done.Count < 64)
        {
            _done.Add(operation);
        }
    }

    // Ids that grains make are new in every run.
    private static string Shown(object? answer)
    {
        var text = MadeId().Replace(answer?.ToString() ?? "done", "…");
        return text.Length > 160 ? text[..160] : text;
    }

    [GeneratedRegex("(?<=[rt]-)[0-9a-f]{32}")]
    private static partial Regex MadeId();
}

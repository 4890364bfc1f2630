using System.Globalization;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>
/// The process that asks. It is told on its input which gateways are in service (<c>serve view:port:weight …</c>), that
/// the load may begin (<c>load</c>) and that no more is to be asked (<c>end</c>); it says on its output that the system
/// is filled (<c>filled</c>), and its counts (<c>stat …</c>).
/// </summary>
public sealed class Recorder : IDisposable
{
    private const int Items = 5;
    private const int Batch = 32; // Preparations asked at a time.

    private readonly Arguments _arguments;
    private readonly HistoryLog _history;
    private readonly Fronts _fronts = new();
    private readonly Tally _tally = new();
    private readonly Workload _work;
    private readonly Dictionary<string, string> _tokens = [];
    private readonly CancellationTokenSource _lastCall = new();
    private readonly TaskCompletionSource _load = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;

    private Recorder(Arguments arguments)
    {
        _arguments = arguments;
        _work = new Workload(arguments.Number("members", 200), arguments.Number("stock", 20));
        _history = new HistoryLog(Path.Combine(arguments.Text("work"), "history.tsv"));
        using var signer = new Signer(arguments.Text("key"));
        _tokens[""] = signer.Token("admin-chaos", "admin", "+8613100000000");
        foreach (var (member, number) in _work.AllMembers.Select((member, number) => (member, number)))
        {
            _tokens[member] = signer.Token(member, "member", string.Create(CultureInfo.InvariantCulture, $"+86132{number:D8}"));
        }
    }

    /// <summary>Runs until it is told to end and everything that was asked is known, or its grace has passed.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        using var recorder = new Recorder(arguments);
        var steering = Task.Run(recorder.FollowAsync);
        await recorder.FillAsync();
        Console.WriteLine("filled");
        await recorder._load.Task;
        using var telling = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var callers = Enumerable.Range(1, arguments.Number("callers", 96)).Select(recorder.LoadAsync).Append(recorder.ImportAsync());
        var asking = Task.WhenAll(callers.ToArray());
        while (!asking.IsCompleted)
        {
            await Task.WhenAny(asking, telling.WaitForNextTickAsync().AsTask());
            recorder.Tell();
        }

        await asking;
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _history.Dispose();
        _lastCall.Dispose();
    }

    private void Tell() => Console.WriteLine(
        $"stat {_tally["ok"]} {_tally["refused"]} {_tally["unknown"]} {_tally["reads"]} {_tally.Causes}");

    private async Task FollowAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words.FirstOrDefault())
            {
                case "serve":
                    _fronts.Set(words.Skip(1).Select(Front.Parse));
                    break;
                case "load":
                    _load.TrySetResult();
                    break;
                case "end":
                    _isOver = true;
                    _lastCall.CancelAfter(TimeSpan.FromSeconds(_arguments.Number("grace", 30)));
                    break;
                default:
                    break;
            }
        }

        _isOver = true;
        await _lastCall.CancelAsync();
    }

    private async Task FillAsync()
    {
        using var caller = Caller(0);
        await ImportAsync(caller, _work.MakeImport(Math.Min(_arguments.Number("codes", 40_000), Messages.MostCodes)));
        foreach (var some in _work.Beginning(Items).Chunk(Batch))
        {
            await Task.WhenAll(some.Select(async (request, index) =>
            {
                using var one = Caller(-1 - index);
                if (await one.AskAsync(request, _lastCall.Token) is { Outcome: Outcome.Ok, Type: { Length: > 0 } item })
                {
                    _work.AddItem(item);
                }
            }));
        }
    }

    private async Task LoadAsync(int number)
    {
        using var caller = Caller(number);
        while (!_isOver)
        {
            var request = _work.Next(caller.Random);
            if (await caller.AskAsync(request, _lastCall.Token) is { Outcome: Outcome.Ok })
            {
                _work.Done(request);
            }
        }
    }

    /// <summary>A small import after the other, all the time.</summary>
    private async Task ImportAsync()
    {
        using var caller = Caller(int.MaxValue);
        while (!_isOver)
        {
            await ImportAsync(caller, _work.MakeImport(Workload.SmallImport));
            await Task.Delay(1_000);
        }
    }

    private async Task ImportAsync(Caller caller, Request import)
    {
        if (await caller.AskAsync(import, _lastCall.Token) is not { Outcome: Outcome.Ok, Type: var id })
        {
            return;
        }

        var progress = Messages.Progress(id, _tokens[""]);
        while (!await caller.LookAsync(progress, Messages.HasSucceeded))
        {
            if (_lastCall.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(100);
        }

        _work.Add(import);
    }

    private Caller Caller(int number) => new(_fronts, _history, _tokens, _tally, _arguments.Number("seed", 1) ^ (number * 7919));
}

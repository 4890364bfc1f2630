using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>What the recorder counts.</summary>
public sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> _counts = new();

    /// <summary>So many of a name.</summary>
    public long this[string name] => _counts.GetValueOrDefault(name);

    /// <summary>The causes of not knowing, and how often each was met.</summary>
    public string Causes => string.Join(", ", _counts.Where(count => count.Key.StartsWith('?')).Select(count => $"{count.Key[1..]} {count.Value}"));

    /// <summary>Counts what came of a request.</summary>
    public void Add(Kind kind, Answer answer)
    {
        Add(answer.Outcome == Outcome.Unknown ? "unknown" : kind == Kind.Read ? "reads" : answer.Outcome == Outcome.Ok ? "ok" : "refused");
        if (answer.Outcome == Outcome.Unknown)
        {
            Add("?" + answer.Type);
        }
    }

    private void Add(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
}

/// <summary>One client: asks one request at a time, over connections of its own, until the answer is known.</summary>
public sealed class Caller(Fronts fronts, HistoryLog history, IReadOnlyDictionary<string, string> tokens, Tally tally, int seed)
    : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Front, Wire> _wires = [];
    private CancellationTokenSource _timer = new();

    /// <summary>Where its choices come from.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Sends a request, again and again until the answer is known or <paramref name="end"/> comes.</summary>
    public async Task<Answer> AskAsync(Request request, CancellationToken end)
    {
        var message = Messages.Of(request, tokens[Workload.IsAdmins(request) ? "" : request.Member]);
        while (true)
        {
            if (fronts.Pick(Random) is { } front && await TryAsync(request, message, front) is { Outcome: not Outcome.Unknown } known)
            {
                return known;
            }

            if (end.IsCancellationRequested)
            {
                return Answer.Unknown("the end");
            }

            await Task.Delay(Random.Next(20, 120), CancellationToken.None);
        }
    }

    /// <summary>Asks what changes nothing and is no part of the history.</summary>
    public async Task<bool> LookAsync(byte[] message, Func<Reply, bool> isSo)
    {
        if (fronts.Pick(Random) is not { } front || await WireAsync(front) is not { } wire)
        {
            return false;
        }

        try
        {
            return isSo(await wire.AskAsync(message, Timer()));
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            Drop(front);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        foreach (var wire in _wires.Values)
        {
            wire.Dispose();
        }
    }

    private async Task<Answer?> TryAsync(Request request, byte[] message, Front front)
    {
        if (await WireAsync(front) is not { } wire)
        {
            return null; // Nothing was sent.
        }

        var attempt = history.Invoked(request, front.View);
        Answer answer;
        try
        {
            answer = Messages.Read(request.Kind, await wire.AskAsync(message, Timer()));
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            Drop(front);
            answer = Answer.Unknown(lost is OperationCanceledException ? "timeout" : "cut");
        }

        history.Answered(request, attempt, answer);
        tally.Add(request.Kind, answer);
        return answer;
    }

    private static bool IsLoss(Exception lost) => lost is IOException or SocketException or OperationCanceledException or JsonException;

    private async Task<Wire?> WireAsync(Front front)
    {
        if (_wires.TryGetValue(front, out var known))
        {
            return known;
        }

        foreach (var gone in _wires.Keys.Where(one => !fronts.Has(one)).ToArray())
        {
            Drop(gone);
        }

        try
        {
            return _wires[front] = await Wire.ConnectAsync(front.Port, Timer());
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            return null;
        }
    }

    private void Drop(Front front)
    {
        if (_wires.Remove(front, out var wire))
        {
            wire.Dispose();
        }
    }

    private CancellationToken Timer()
    {
        if (!_timer.TryReset())
        {
            _timer.Dispose();
            _timer = new CancellationTokenSource();
        }

        _timer.CancelAfter(Patience);
        return _timer.Token;
    }
}

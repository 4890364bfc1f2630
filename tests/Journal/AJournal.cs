using Microsoft.Extensions.Logging.Abstractions;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Tests.Journal;

/// <summary>A running journal over a writer whose batches the test holds, lets through or fails.</summary>
internal sealed class AJournal : IAsyncDisposable
{
    private readonly GroupCommitJournal _journal;

    private AJournal(ScriptedWriter writer)
    {
        Writer = writer;
        _journal = new GroupCommitJournal(writer, new SilentPublisher(), NullLogger<GroupCommitJournal>.Instance);
    }

    internal ScriptedWriter Writer { get; }

    internal static async Task<AJournal> StartAsync(Func<IReadOnlyList<string>, Exception?>? refuse = null)
    {
        var journal = new AJournal(new ScriptedWriter(refuse ?? (_ => null)));
        await journal._journal.StartAsync(CancellationToken.None);
        return journal;
    }

    internal IJournalLane OpenLane() => _journal.OpenLane();

    internal Task StopAsync() => _journal.StopAsync(CancellationToken.None);

    internal static Entry Entry(string name) => new(new Named(name));

    public async ValueTask DisposeAsync()
    {
        Writer.Gate.TrySetResult();
        await _journal.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    private sealed record Named(string Name) : Fact;

    private sealed class SilentPublisher : IFactPublisher
    {
        public void Committed()
        {
        }
    }

    /// <summary>Remembers each batch it was asked to write, and refuses as it is told.</summary>
    internal sealed class ScriptedWriter(Func<IReadOnlyList<string>, Exception?> refuse) : IBatchWriter
    {
        private readonly List<IReadOnlyList<string>> _batches = [];

        /// <summary>Open from the start; a test that needs batches to collect closes it.</summary>
        internal TaskCompletionSource Gate { get; private set; } = Opened();

        /// <summary>Completes when a batch waits at the closed gate.</summary>
        internal TaskCompletionSource Arrived { get; private set; } = Closed();

        internal IReadOnlyList<IReadOnlyList<string>> Batches => _batches;

        internal void Close() => (Gate, Arrived) = (Closed(), Closed());

        public async Task WriteAsync(IReadOnlyList<Entry> entries)
        {
            var names = entries.Select(entry => ((Named)entry.Facts[0]).Name).ToList();
            _batches.Add(names);
            Arrived.TrySetResult();
            await Gate.Task;
            if (refuse(names) is { } refusal)
            {
                throw refusal;
            }
        }

        private static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        private static TaskCompletionSource Opened()
        {
            var gate = Closed();
            gate.SetResult();
            return gate;
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Tests.Storage;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>
/// Pages that follow an account in which nothing moves. The bug: at the end of each watch, every five seconds, each
/// page wrote an entry to the journal.
/// </summary>
public sealed class WatchingAnAccount : IAsyncLifetime
{
    private const string Changed = "subscription { accountChanged { balance } }";
    private const string ChangedId = "subscription { accountChanged { id } }"; // Reads nothing but what it follows.
    private const int Pages = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AWatchClock _clock = new();
    private readonly ConcurrentQueue<Fact> _written = [];
    private LoyaltyCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await LoyaltyCluster.WithAsync(services => services
        .Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))
        .AddSingleton<IBatchWriter>(provider => new ANotedWriter(
            ActivatorUtilities.CreateInstance<PostgresBatchWriter>(provider), _written)));

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Writes_nothing_while_nothing_moves_and_tells_every_page_of_the_next_change_at_once()
    {
        using var member = await _cluster.MemberAsync("13800071001");
        var account = await AccountAsync(member);
        await using var pages = await FollowAsync(member, Pages);
        await _clock.WatchesAsync(Pages).WaitAsync(Patience);
        _written.Clear();

        for (var period = 0; period < 3; period++)
        {
            _clock.EndWatches();
            await _clock.WatchesAsync(Pages).WaitAsync(Patience);
        }

        Assert.Empty(_written);
        await GiveAsync(account, 5);
        Assert.All(await pages.NextAsync(), balance => Assert.Equal(5, balance));
    }

    [Fact]
    public async Task Confirms_what_a_page_shows_first()
    {
        using var member = await _cluster.MemberAsync("13800071002");
        var account = await AccountAsync(member);
        await GiveAsync(account, 5);
        _written.Clear();

        await foreach (var first in member.FollowAsync(ChangedId))
        {
            Assert.Null(first["errors"]);
            break;
        }

        Assert.Equal([new AccountUnchanged(new MemberId(account.GetPrimaryKeyString()), 1)], _written);
    }

    [Fact]
    public async Task Tells_of_the_next_change_although_another_activation_made_it()
    {
        var batch = await _cluster.PrintAsync("WATCH-1");
        using var member = await _cluster.MemberAsync("13800071003");
        var account = await AccountAsync(member);
        await using var pages = await FollowAsync(member, 2);
        await _clock.WatchesAsync(2).WaitAsync(Patience);

        // The twin of the activation that is watched posts, and this one ends as soon as it learns of it.
        var posted = AStore.Claim(AStore.New(account.GetPrimaryKeyString()), "WATCH-1", batch).Entry;
        await _cluster.Services.GetRequiredService<IBatchWriter>().WriteAsync([posted]);
        await Assert.ThrowsAsync<FenceRefusedException>(account.View);
        _clock.EndWatches();

        Assert.All(await pages.NextAsync(), balance => Assert.Equal(10, balance));
    }

    private static Task GiveAsync(IMemberAccountGrain account, long points) =>
        account.Adjust(new AdjustPoints(new Points(points), "gift", "admin-1", AMember.ARequest));

    private async Task<IMemberAccountGrain> AccountAsync(GraphQLClient member)
    {
        var id = (string)(await member.FieldAsync("{ me { id } }"))["id"]!;
        return _cluster.Grains.GetGrain<IMemberAccountGrain>(id);
    }

    private static async Task<OpenPages> FollowAsync(GraphQLClient member, int count)
    {
        var pages = new OpenPages(
            [.. Enumerable.Range(0, count).Select(_ => member.FollowAsync(Changed).GetAsyncEnumerator())]);
        await pages.NextAsync();
        return pages;
    }

    private sealed class OpenPages(IReadOnlyList<IAsyncEnumerator<JsonNode>> pages) : IAsyncDisposable
    {
        internal Task<long[]> NextAsync() => Task.WhenAll(pages.Select(async page =>
        {
            Assert.True(await page.MoveNextAsync().AsTask().WaitAsync(Patience));
            return page.Current["data"]!["accountChanged"]!["balance"]!.GetValue<long>();
        }));

        public async ValueTask DisposeAsync()
        {
            foreach (var page in pages)
            {
                await page.DisposeAsync();
            }
        }
    }

    private sealed class ANotedWriter(IBatchWriter writer, ConcurrentQueue<Fact> written) : IBatchWriter
    {
        public Task WriteAsync(IReadOnlyList<Entry> entries)
        {
            foreach (var fact in entries.SelectMany(entry => entry.Facts))
            {
                written.Enqueue(fact);
            }

            return writer.WriteAsync(entries);
        }
    }

    /// <summary>The real clock, except that a watch of an account ends when the test says so.</summary>
    private sealed class AWatchClock : TimeProvider
    {
        private static readonly TimeSpan Watch = TimeSpan.FromSeconds(5);

        private readonly Lock _lock = new();
        private readonly List<AWatch> _watches = [];
        private TaskCompletionSource _more = New();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Watch || period != Timeout.InfiniteTimeSpan)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            lock (_lock)
            {
                var watch = new AWatch(() => callback(state));
                _watches.Add(watch);
                (var more, _more) = (_more, New());
                more.SetResult();
                return watch;
            }
        }

        /// <summary>Waits until so many watch.</summary>
        internal async Task WatchesAsync(int count)
        {
            while (true)
            {
                Task more;
                lock (_lock)
                {
                    if (_watches.Count >= count)
                    {
                        return;
                    }

                    more = _more.Task;
                }

                await more;
            }
        }

        internal void EndWatches()
        {
            AWatch[] watches;
            lock (_lock)
            {
                watches = [.. _watches];
                _watches.Clear();
            }

            Array.ForEach(watches, watch => watch.End());
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        private sealed class AWatch(Action end) : ITimer
        {
            internal void End() => end();

            public bool Change(TimeSpan dueTime, TimeSpan period) =>
                throw new NotSupportedException("A watch is not extended.");

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

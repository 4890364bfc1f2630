using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class FieldsThatAwait
{
    private const string Sdl = """
        type Query { a: Int, b: Int, items: [Item] }
        type Item { value: Int, owner: Item }
        type Mutation { first: Int, second: Int!, third: Int }
        """;

    [Fact]
    public async Task Are_all_started_before_one_is_awaited()
    {
        var (a, b) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answer = new Answer(Sdl)
            .WithAsync("Query.a", async _ => { a.SetResult(); await b.Task; return 1; })
            .WithAsync("Query.b", async _ => { b.SetResult(); await a.Task; return 2; });

        Assert.Equal("""{"data":{"a":1,"b":2}}""", await answer.ToAsync("{a b}"));
    }

    [Fact]
    public async Task Run_one_after_the_other_in_a_mutation()
    {
        var log = new List<string>();
        var answer = new Answer(Sdl)
            .WithAsync("Mutation.first", async _ => { log.Add("first"); await Task.Yield(); log.Add("done"); return 1; })
            .With("Mutation.third", _ => { log.Add("third"); return 3; });

        Assert.Equal("""{"data":{"third":3,"first":1,"again":3}}""", await answer.ToAsync("mutation{third first again:third}"));
        Assert.Equal(["third", "first", "done", "third"], log);
    }

    [Fact]
    public async Task Are_not_started_after_a_mutation_lost_its_data()
    {
        var wasRun = false;
        var answer = new Answer(Sdl)
            .WithAsync("Mutation.second", async _ => { await Task.Yield(); return null; })
            .With("Mutation.third", _ => wasRun = true);

        Assert.EndsWith("\"data\":null}", await answer.ToAsync("mutation{second third}"), StringComparison.Ordinal);
        Assert.False(wasRun);
    }

    [Fact]
    public async Task Share_one_batch_for_each_level()
    {
        var batches = new List<string>();
        var answer = new Answer(Sdl)
            .With("Query.items", _ => new object[] { 1, 2, 3 })
            .WithAsync("Item.owner", context => Loader(context, batches).LoadAsync((int)context.Source! * 10))
            .With("Item.value", context => context.Source);

        var response = await answer.ToAsync("{items{value owner{value owner{value}}}}");

        Assert.Equal(
            """{"data":{"items":[{"value":1,"owner":{"value":10,"owner":{"value":100}}},{"value":2,"owner":{"value":20,"owner":{"value":200}}},{"value":3,"owner":{"value":30,"owner":{"value":300}}}]}}""",
            response);
        Assert.Equal(["10 20 30", "100 200 300"], batches);
    }

    [Fact]
    public async Task Are_abandoned_when_the_client_leaves()
    {
        using var client = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var answer = new Answer(Sdl).WithAsync("Query.a", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return 1;
        });

        var response = answer.ToAsync("{a}", cancellation: client.Token);
        await started.Task;
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
    }

    [Fact]
    public async Task Are_abandoned_when_the_time_is_up_even_if_they_do_not_listen()
    {
        var answer = new Answer(Sdl) { Options = new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) } }
            .WithAsync("Query.a", async _ => { await new TaskCompletionSource().Task; return 1; });

        Assert.Equal(
            """{"errors":[{"message":"The operation took too long.","extensions":{"code":"TIMEOUT"}}]}""",
            await answer.ToAsync("{a}"));
    }

    [Fact]
    public async Task Are_abandoned_when_the_timer_fires_a_moment_before_the_clock_says_so()
    {
        var options = new ExecutorOptions { Timeout = TimeSpan.FromSeconds(5), Clock = new EagerClock() };
        var answer = new Answer(Sdl) { Options = options }
            .WithAsync("Query.a", async _ => { await new TaskCompletionSource().Task; return 1; });

        Assert.Equal(
            """{"errors":[{"message":"The operation took too long.","extensions":{"code":"TIMEOUT"}}]}""",
            await answer.ToAsync("{a}"));
    }

    /// <summary>Time stands still, and yet every timer fires at once.</summary>
    private sealed class EagerClock : TimeProvider
    {
        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private static BatchLoader Loader(ResolverContext context, List<string> batches)
    {
        if (context.Request.Features.Get<BatchLoader>() is not { } loader)
        {
            context.Request.Features.Set(loader = new BatchLoader(context.Request.Batches, batches));
        }

        return loader;
    }

    /// <summary>A data loader as small as can be: gives each key back.</summary>
    private sealed class BatchLoader(BatchScheduler scheduler, List<string> batches)
    {
        private List<(int Key, TaskCompletionSource<object?> Value)> _waiting = [];

        public async ValueTask<object?> LoadAsync(int key)
        {
            if (_waiting.Count == 0)
            {
                scheduler.Schedule(() => _ = FetchAsync());
            }

            var value = new TaskCompletionSource<object?>();
            _waiting.Add((key, value));
            return await value.Task;
        }

        private async Task FetchAsync()
        {
            var batch = _waiting;
            _waiting = [];
            batches.Add(string.Join(' ', batch.Select(entry => entry.Key)));
            await Task.Yield();
            scheduler.Post(() => batch.ForEach(entry => entry.Value.SetResult(entry.Key)));
        }
    }
}

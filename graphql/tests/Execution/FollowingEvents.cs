using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class FollowingEvents
{
    private const string Sdl = "type Query { a: Int } type Subscription { count(to: Int!): Count, bad: Int } type Count { n: Int! }";

    private static Answer Counting(Func<int, object?>? value = null) => new Answer(Sdl)
        .WithStream("Subscription.count", context => CountAsync((int)context.Arguments[0]!, value ?? (n => n)))
        .With("Count.n", context => context.Source)
        .WithStream("Subscription.bad", _ => throw new GraphQLException("Not now."));

    [Fact]
    public async Task Answers_each_event_in_turn()
    {
        await using var subscription = await Counting().SubscribeAsync("subscription($n:Int!){count(to:$n){n}}", new { n = 2 });

        Assert.Equal("""{"data":{"count":{"n":1}}}""", await NextAsync(subscription));
        Assert.Equal("""{"data":{"count":{"n":2}}}""", await NextAsync(subscription));
        Assert.Null(await NextAsync(subscription));
    }

    [Fact]
    public async Task Tells_the_errors_of_an_event_and_goes_on()
    {
        var answer = Counting().With("Count.n", context => context.Source is 1 ? null : context.Source);
        await using var subscription = await answer.SubscribeAsync("subscription{count(to:2){n}}");

        Assert.Contains("\"data\":{\"count\":null}", await NextAsync(subscription), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"count":{"n":2}}}""", await NextAsync(subscription));
    }

    [Fact]
    public async Task Is_refused_when_it_cannot_be_opened()
    {
        await using var subscription = await Counting().SubscribeAsync("subscription{bad}");

        var error = Assert.Single(subscription.Errors!);
        Assert.Equal("Not now.", error.Message);
        Assert.Equal(["bad"], error.Path);
    }

    [Fact]
    public async Task Ends_with_an_opaque_error_when_the_source_fails()
    {
        var answer = Counting(n => n < 2 ? n : throw new InvalidOperationException("secret"));
        await using var subscription = await answer.SubscribeAsync("subscription{count(to:5){n}}");

        Assert.NotNull(await NextAsync(subscription));
        var failure = await Assert.ThrowsAsync<GraphQLException>(() => NextAsync(subscription));
        Assert.Equal("Unexpected Execution Error", failure.Message);
    }

    [Fact]
    public async Task Lasts_longer_than_an_operation_may()
    {
        var goOn = new TaskCompletionSource();
        var answer = new Answer(Sdl) { Options = new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(1) } }
            .WithStream("Subscription.count", context => WaitAsync(goOn.Task, context.Cancellation));
        await using var subscription = await answer.SubscribeAsync("subscription{count(to:1){__typename}}");
        var next = NextAsync(subscription);
        using var timer = new Timer(_ => goOn.SetResult(), null, 30, Timeout.Infinite);

        Assert.Contains("Count", await next, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<object?> CountAsync(int to, Func<int, object?> value)
    {
        for (var n = 1; n <= to; n++)
        {
            await Task.Yield();
            yield return value(n);
        }
    }

    private static async IAsyncEnumerable<object?> WaitAsync(
        Task goOn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await goOn.WaitAsync(cancellation);
        yield return 1;
    }

    private static async Task<string?> NextAsync(Subscription subscription)
    {
        var output = new ArrayBufferWriter<byte>();
        return await subscription.NextAsync(output) ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }
}

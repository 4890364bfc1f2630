using System.Diagnostics;
using System.Net;
using GraphQLEngine.Execution;
using GraphQLEngine.Server;
using GraphQLEngine.Tests.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GraphQLEngine.Tests.Server;

/// <summary>
/// The bug: validation went on after its client had left, and a host that was told to stop waited for it for 51 s.
/// </summary>
public sealed class WorkThatIsGivenUp
{
    // It takes more steps than go by between two looks at who waits.
    private static readonly string Long = $"{{{string.Join(' ', Enumerable.Repeat("hello", 2_000))}}}";

    [Fact]
    public void Ends_during_validation()
    {
        var executor = new Answer("type Query { hello: String }").Executor;

        Assert.Throws<OperationCanceledException>(() => executor.Prepare(Long, null, new CancellationToken(true)));
    }

    [Fact]
    public async Task Ends_while_the_cost_is_counted()
    {
        var answer = new Answer("type Query { a: A } type A { a: A b: A }")
        {
            Options = new ExecutorOptions { MaxCost = 1_000_000, MaxDepth = 0 },
        };
        var fragments = Enumerable.Range(0, 14)
            .Select(i => $"fragment F{i} on A{{a{{...F{i + 1}}} b{{...F{i + 1}}}}}");
        var operation = answer.Executor
            .Prepare($"{{a{{...F0}}}} {string.Join(' ', fragments)} fragment F14 on A{{__typename}}").Operation!;

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await answer.Executor.ExecuteAsync(
            operation, null, Answer.Context(new CancellationToken(true)), new System.Buffers.ArrayBufferWriter<byte>()));
    }

    [Fact]
    public async Task Ends_when_its_client_has_left()
    {
        var status = new TaskCompletionSource<int>();
        await using var server = await AServer.StartAsync(
            options => options.Hooks = new Leaving(),
            async (http, next) =>
            {
                await next();
                status.SetResult(http.Response.StatusCode);
            });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.PostAsync(new { query = Long }));

        Assert.Equal(StatusCodes.Status499ClientClosedRequest, await status.Task);
    }

    [Fact]
    public async Task Holds_no_stop_up()
    {
        var clock = Stopwatch.StartNew();
        var hooks = new Waiting();
        await using var server = await AServer.StartAsync(options => options.Hooks = hooks);
        var asking = server.PostAsync(new { query = Long }, "application/graphql-response+json");
        await hooks.Arrived.Task;

        var stopping = server.StopAsync();
        var response = await asking;

        response.HasStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("The server is stopping.", await response.ErrorAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        await stopping;
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Took {clock.Elapsed}.");
    }

    [Fact]
    public async Task Is_no_short_operation_that_came_before_a_stop()
    {
        var hooks = new Waiting();
        await using var server = await AServer.StartAsync(options => options.Hooks = hooks);
        var asking = server.PostAsync(new { query = "{ hello }" });
        await hooks.Arrived.Task;

        var stopping = server.StopAsync();

        Assert.Equal("""{"data":{"hello":"world"}}""", await (await asking).Content.ReadAsStringAsync());
        await stopping;
    }

    /// <summary>The client leaves just before its document is validated.</summary>
    private sealed class Leaving : GraphQLServerHooks
    {
        public override async ValueTask AdmitAsync(
            HttpContext http, OperationRequest request, CancellationToken cancellation)
        {
            var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = http.RequestAborted.Register(left.SetResult);
            http.Abort();
            await left.Task;
        }
    }

    /// <summary>A request is validated once the host was told to stop.</summary>
    private sealed class Waiting : GraphQLServerHooks
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask AdmitAsync(
            HttpContext http, OperationRequest request, CancellationToken cancellation)
        {
            var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = http.RequestServices.GetRequiredService<IHostApplicationLifetime>()
                .ApplicationStopping.Register(stopping.SetResult);
            Arrived.SetResult();
            await stopping.Task;
        }
    }
}

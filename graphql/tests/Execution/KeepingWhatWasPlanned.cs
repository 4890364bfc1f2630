using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class KeepingWhatWasPlanned
{
    private const string Sdl = "type Query { a: A } type A { a: A, x: Int }";

    [Fact]
    public void Finds_a_document_again()
    {
        var executor = new Answer(Sdl).Executor;

        Assert.Same(executor.Prepare("{a{x}}").Operation, executor.Prepare("{a{x}}").Operation);
        Assert.NotSame(executor.Prepare("{a{x}}").Operation, executor.Prepare("{a{x} }").Operation);
    }

    [Fact]
    public void Forgets_what_was_not_asked_for_since()
    {
        var executor = new Answer(Sdl) { Options = new ExecutorOptions { CachedDocuments = 10 } }.Executor;
        var first = executor.Prepare("{a{x}}").Operation;
        for (var i = 0; i < 50; i++)
        {
            executor.Prepare($"{{a{{x{i}:x}}}}");
        }

        Assert.NotSame(first, executor.Prepare("{a{x}}").Operation);
    }

    [Fact]
    public async Task Answers_alike_where_fragments_unfold_past_what_is_kept()
    {
        var answer = new Answer(Sdl) { Options = new ExecutorOptions { MaxAliases = 0, Timeout = TimeSpan.Zero } }
            .With("Query.a", _ => 0)
            .With("A.a", context => context.Source)
            .With("A.x", _ => 1);
        var fragments = Enumerable.Range(0, 12).Select(i => $"fragment F{i} on A {{ l:a{{...F{i + 1}}} r:a{{...F{i + 1}}} }}");
        var query = $"{{a{{...F0}}}} {string.Join(' ', fragments)} fragment F12 on A{{x}}";

        var first = await answer.ToAsync(query);

        Assert.Equal(4_096, first.Split("\"x\":1").Length - 1);
        Assert.Equal(first, await answer.ToAsync(query));
    }

    [Fact]
    public async Task Leaves_nothing_on_a_token_that_outlives_the_run()
    {
        using var connection = new CancellationTokenSource();
        var seen = new List<CancellationToken>();
        var answer = new Answer(Sdl) { Options = new ExecutorOptions() }.With("Query.a", context =>
        {
            seen.Add(context.Cancellation);
            return null;
        });

        await answer.ToAsync("{a{x}}", cancellation: connection.Token);
        await connection.CancelAsync();

        Assert.False(Assert.Single(seen).IsCancellationRequested);
    }
}

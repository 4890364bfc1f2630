namespace GraphQLEngine.Tests.Execution;

public sealed class ANullThatMayNotBe
{
    private const string Sdl = """
        type Query { a: A, b: A!, list: [A!], lists: [[Int!]!]!, name: String }
        type A { name: String!, slow: String!, a: A!, other: String }
        """;

    private static readonly object Something = new Dictionary<string, object?>();

    [Fact]
    public async Task Rises_to_the_nearest_field_that_allows_it()
    {
        var answer = new Answer(Sdl).With("Query.a", _ => Something).With("Query.name", _ => "n");

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field A.name.","locations":[{"line":1,"column":4}],"path":["a","name"]}],"data":{"a":null,"name":"n"}}""",
            await answer.ToAsync("{a{name} name}"));
    }

    [Fact]
    public async Task Rises_to_the_whole_data()
    {
        var answer = new Answer(Sdl).With("Query.b", _ => Something).With("A.a", _ => Something);

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field A.name.","locations":[{"line":1,"column":6}],"path":["b","a","name"]}],"data":null}""",
            await answer.ToAsync("{b{a{name}}}"));
    }

    [Fact]
    public async Task Makes_a_list_null_whose_items_may_not_be()
    {
        var answer = new Answer(Sdl).With("Query.list", _ => new[] { Something, null, Something });

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field Query.list.","locations":[{"line":1,"column":2}],"path":["list",1]}],"data":{"list":null}}""",
            await answer.ToAsync("{list{other}}"));
    }

    [Fact]
    public async Task Rises_from_lists_in_lists()
    {
        var answer = new Answer(Sdl).With("Query.lists", _ => new[] { new object?[] { 1 }, [2, null] });

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field Query.lists.","locations":[{"line":1,"column":2}],"path":["lists",1,1]}],"data":null}""",
            await answer.ToAsync("{lists}"));
    }

    [Fact]
    public async Task Drops_what_siblings_deliver_later_and_their_errors()
    {
        var late = new TaskCompletionSource<object?>();
        var answer = new Answer(Sdl)
            .With("Query.a", _ => Something)
            .WithAsync("A.slow", async _ => await late.Task)
            .With("A.name", _ => Later(late));

        var response = await answer.ToAsync("{a{slow name}}");

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field A.name.","locations":[{"line":1,"column":9}],"path":["a","name"]}],"data":{"a":null}}""",
            response);
    }

    [Fact]
    public async Task Rises_from_a_field_that_was_awaited()
    {
        var answer = new Answer(Sdl)
            .WithAsync("Query.b", async _ => { await Task.Yield(); return Something; })
            .WithAsync("A.name", async _ => { await Task.Yield(); return null; })
            .With("Query.name", _ => "n");

        Assert.Equal(
            """{"errors":[{"message":"Cannot return null for non-nullable field A.name.","locations":[{"line":1,"column":9}],"path":["b","name"]}],"data":null}""",
            await answer.ToAsync("{name b{name}}"));
    }

    private static object? Later(TaskCompletionSource<object?> late)
    {
        late.SetException(new InvalidOperationException("Comes after its parent is gone."));
        return null;
    }
}

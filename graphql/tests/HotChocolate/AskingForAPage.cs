namespace GraphQLEngine.Tests.Binding;

public sealed class AskingForAPage
{
    private readonly Reading _library = new();

    [Fact]
    public async Task Gives_nodes_edges_and_where_the_page_lies() => Assert.Equal(
        """{"data":{"books":{"nodes":[{"id":"a1"},{"id":"a2"}],"edges":[{"cursor":"c1","node":{"id":"a1"}},{"cursor":"c2","node":{"id":"a2"}}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":true,"startCursor":"c1","endCursor":"c2"}}}}""",
        await _library.AskAsync(
            """{ books(search: "a", first: 2, after: "c0") { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""));

    [Fact]
    public async Task Gives_twenty_when_nobody_says_how_many() =>
        Assert.Equal(20, Count(await _library.AskAsync("{ books { nodes { id } } }")));

    [Fact]
    public async Task Goes_to_a_hundred() =>
        Assert.Equal(100, Count(await _library.AskAsync("{ books(last: 100) { nodes { id } } }")));

    [Theory]
    [InlineData("first: 0")]
    [InlineData("first: -1")]
    [InlineData("first: 101")]
    [InlineData("last: 0")]
    [InlineData("last: 101")]
    [InlineData("first: 1, last: 1")]
    public async Task Is_refused_when_it_makes_no_sense(string arguments)
    {
        var response = await _library.AskAsync($"{{ books({arguments}) {{ nodes {{ id }} }} }}");

        Assert.Contains("\"code\":\"BAD_INPUT\",\"field\":", response, StringComparison.Ordinal);
        Assert.Contains("\"books\":null", response, StringComparison.Ordinal);
    }

    private static int Count(string response) => response.Split("\"id\"").Length - 1;
}

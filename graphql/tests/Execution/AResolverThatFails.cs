using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class AResolverThatFails
{
    private const string Sdl = "type Query { a: Int, b: Int, color: Color, any: Pet } enum Color { RED } union Pet = Dog type Dog { x: Int }";

    [Fact]
    public async Task Tells_the_client_an_id_and_the_log_the_exception()
    {
        Exception? logged = null;
        string? id = null;
        var answer = new Answer(Sdl)
        {
            Options = new ExecutorOptions
            {
                OnException = (exception, error) =>
                {
                    (logged, id) = (exception, (string)error.Extensions!["id"]!);
                    return error;
                },
            },
        }.With("Query.a", _ => throw new InvalidOperationException("secret")).With("Query.b", _ => 2);

        var response = await answer.ToAsync("{a b}");

        Assert.Equal("secret", logged?.Message);
        Assert.Equal(
            $$$"""{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":2}],"path":["a"],"extensions":{"code":"INTERNAL_ERROR","id":"{{{id}}}"}}],"data":{"a":null,"b":2}}""",
            response);
    }

    [Fact]
    public async Task Is_told_in_its_own_words_when_it_chose_them()
    {
        var answer = new Answer(Sdl).With(
            "Query.a", _ => throw new GraphQLException(new GraphQLError("Sold out.").WithCode("SOLD_OUT")));

        Assert.Equal(
            """{"errors":[{"message":"Sold out.","locations":[{"line":1,"column":2},{"line":1,"column":4}],"path":["a"],"extensions":{"code":"SOLD_OUT"}}],"data":{"a":null}}""",
            await answer.ToAsync("{a a}"));
    }

    [Theory]
    [InlineData("Query.a", "x", "{a}", "Int cannot represent non-integer value: \\\"x\\\"")]
    [InlineData("Query.a", 3_000_000_000L, "{a}", "Int cannot represent non 32-bit signed integer value: 3000000000")]
    [InlineData("Query.color", "BLUE", "{color}", "Enum \\\"Color\\\" cannot represent value: \\\"BLUE\\\"")]
    public async Task Is_told_what_its_value_is_not(string field, object value, string query, string message) =>
        Assert.Contains($"\"message\":\"{message}\"", await new Answer(Sdl).With(field, _ => value).ToAsync(query), StringComparison.Ordinal);

    [Fact]
    public async Task May_report_an_error_and_give_a_value()
    {
        var answer = new Answer(Sdl).With("Query.a", context =>
        {
            context.ReportError(new GraphQLError("Half of it."));
            return 1;
        });

        Assert.Equal(
            """{"errors":[{"message":"Half of it.","locations":[{"line":1,"column":2}],"path":["a"]}],"data":{"a":1}}""",
            await answer.ToAsync("{a}"));
    }
}

using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

/// <summary>An application refuses values that the schema takes, by one rule for all of its arguments.</summary>
public sealed class RefusingValues
{
    private readonly List<string> _ran = [];
    private readonly Answer _answer;

    public RefusingValues() => _answer = new Answer("""
        type Query {
          text(a: String = "bad by default"): String, list(a: [ID!]): Int, in(a: In): Int, number(a: Int): Int
          color(a: Color): String
        }
        input In { x: String, list: [In!], number: Int }
        enum Color { bad }
        """)
    {
        Options = new ExecutorOptions
        {
            Timeout = TimeSpan.Zero,
            RefuseInput = (place, value) =>
                value is "bad" or 13 ? new GraphQLError($"{place} is {value}.").WithCode("NO") : null,
        },
    }
    .With("Query.text", context => Ran(context.Arguments[0]))
    .With("Query.list", context => Ran(((IReadOnlyList<object?>?)context.Arguments[0])?.Count))
    .With("Query.in", _ => Ran(1))
    .With("Query.number", context => Ran(context.Arguments[0]))
    .With("Query.color", context => Ran(context.Arguments[0]));

    [Theory]
    [InlineData("{ text(a: \"bad\") }", "{}", "a is bad.")]
    [InlineData("{ list(a: [\"good\", \"bad\"]) }", "{}", "a is bad.")]
    [InlineData("{ list(a: \"bad\") }", "{}", "a is bad.")]
    [InlineData("{ in(a: { list: [{ x: \"bad\" }] }) }", "{}", "x is bad.")]
    [InlineData("{ number(a: 13) }", "{}", "a is 13.")]
    [InlineData("query($v: String = \"bad\") { text(a: $v) }", "{}", "v is bad.")]
    [InlineData("query($v: String) { text(a: $v) }", "{\"v\":\"bad\"}", "v is bad.")]
    [InlineData("query($v: [ID!]) { list(a: $v) }", "{\"v\":[\"good\",\"bad\"]}", "v[1] is bad.")]
    [InlineData("query($v: In) { in(a: $v) }", "{\"v\":{\"list\":[{\"number\":13}]}}", "v.list[0].number is 13.")]
    [InlineData("query($v: In!) { number(a: 1) in(a: { list: [$v] }) }", "{\"v\":{\"x\":\"bad\"}}", "v.x is bad.")]
    public async Task Tells_the_applications_own_error_and_runs_nothing(string query, string variables, string message)
    {
        var text = await _answer.ToAsync(query, JsonSerializer.Deserialize<JsonElement>(variables));
        using var answer = JsonDocument.Parse(text);

        var error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray().ToList());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("NO", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.NotEqual(0, error.GetProperty("locations").GetArrayLength());
        Assert.False(answer.RootElement.TryGetProperty("data", out _));
        Assert.Empty(_ran);
    }

    [Theory]
    [InlineData("{ text }", """{"data":{"text":"bad by default"}}""")]
    [InlineData("{ color(a: bad) }", """{"data":{"color":"bad"}}""")] // The schema's own name.
    [InlineData("{ number(a: 12) }", """{"data":{"number":12}}""")]
    public async Task Lets_every_other_value_through(string query, string expected) =>
        Assert.Equal(expected, await _answer.ToAsync(query));

    private object? Ran(object? value)
    {
        _ran.Add($"{value}");
        return value;
    }
}

namespace GraphQLEngine.Tests.Execution;

public sealed class GivingVariables
{
    private static readonly Answer Answer = new Answer("""
        type Query { int(a: Int): Int, list(a: [Int!]): Int, in(a: In): Int, need(a: Int!): Int, one(a: One): Int, color(a: Color): String, d(a: Int! = 7): Int }
        input In { x: Int!, y: Int = 5, in: In }
        input One @oneOf { a: Int, b: String }
        enum Color { RED GREEN }
        """)
        .With("Query.int", context => context.Arguments[0])
        .With("Query.d", context => context.Arguments[0])
        .With("Query.list", context => ((IReadOnlyList<object?>?)context.Arguments[0])?.Count)
        .With("Query.in", context => ((IReadOnlyDictionary<string, object?>)context.Arguments[0]!)["y"])
        .With("Query.color", context => context.Arguments[0]);

    [Theory]
    [InlineData("query($a:Int){int(a:$a)}", "{\"a\":1.0}", """{"data":{"int":1}}""")]
    [InlineData("query($a:Int){int(a:$a)}", "{}", """{"data":{"int":null}}""")]
    [InlineData("query($a:Int=3){int(a:$a)}", "{}", """{"data":{"int":3}}""")]
    [InlineData("query($a:Int=3){int(a:$a)}", "{\"a\":null}", """{"data":{"int":null}}""")]
    [InlineData("query($a:Int){d(a:$a)}", "{}", """{"data":{"d":7}}""")]
    [InlineData("query($a:[Int!]){list(a:$a)}", "{\"a\":1}", """{"data":{"list":1}}""")]
    [InlineData("query($a:In){in(a:$a)}", "{\"a\":{\"x\":1}}", """{"data":{"in":5}}""")]
    [InlineData("query($x:Int!){in(a:{x:$x,y:9})}", "{\"x\":1}", """{"data":{"in":9}}""")]
    [InlineData("query($y:Int){in(a:{x:1,y:$y})}", "{}", """{"data":{"in":5}}""")]
    [InlineData("query($a:Color){color(a:$a)}", "{\"a\":\"RED\"}", """{"data":{"color":"RED"}}""")]
    public async Task Coerces_them(string query, string variables, string expected) =>
        Assert.Equal(expected, await Answer.ToAsync(query, Json(variables)));

    [Theory]
    [InlineData("query($a:Int!){int(a:$a)}", "{}", "Variable \"$a\" of required type \"Int!\" was not provided.")]
    [InlineData("query($a:Int!){int(a:$a)}", "{\"a\":null}", "Variable \"$a\" of non-null type \"Int!\" must not be null.")]
    [InlineData("query($a:Int){int(a:$a)}", "{\"a\":\"x\"}", "Variable \"$a\" got invalid value \"x\"; Int cannot represent non-integer value: \"x\"")]
    [InlineData("query($a:Int){int(a:$a)}", "{\"a\":1e10}", "Variable \"$a\" got invalid value 10000000000; Int cannot represent non 32-bit signed integer value: 10000000000")]
    [InlineData("query($a:[Int!]){list(a:$a)}", "{\"a\":[1,null]}", "Variable \"$a\" got invalid value null at \"a[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("query($a:In){in(a:$a)}", "{\"a\":{}}", "Variable \"$a\" got invalid value {}; Field \"x\" of required type \"Int!\" was not provided.")]
    [InlineData("query($a:In){in(a:$a)}", "{\"a\":{\"x\":1,\"in\":{\"x\":1,\"z\":2}}}", "Variable \"$a\" got invalid value { x: 1, z: 2 } at \"a.in\"; Field \"z\" is not defined by type \"In\". Did you mean \"x\" or \"y\"?")]
    [InlineData("query($a:In){in(a:$a)}", "{\"a\":[]}", "Variable \"$a\" got invalid value []; Expected type \"In\" to be an object.")]
    [InlineData("query($a:One){one(a:$a)}", "{\"a\":{\"a\":1,\"b\":\"\"}}", "Variable \"$a\" got invalid value { a: 1, b: \"\" }; Exactly one key must be specified for OneOf type \"One\".")]
    [InlineData("query($a:One){one(a:$a)}", "{\"a\":{\"a\":null}}", "Variable \"$a\" got invalid value null at \"a.a\"; Field \"a\" must be non-null.")]
    [InlineData("query($a:Color){color(a:$a)}", "{\"a\":\"GREN\"}", "Variable \"$a\" got invalid value \"GREN\"; Value \"GREN\" does not exist in \"Color\" enum. Did you mean the enum value \"GREEN\" or \"RED\"?")]
    public async Task Is_refused_in_the_reference_implementations_words(string query, string variables, string message)
    {
        using var response = System.Text.Json.JsonDocument.Parse(await Answer.ToAsync(query, Json(variables)));

        Assert.Equal(message, response.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.False(response.RootElement.TryGetProperty("data", out _));
    }

    /// <summary>The bug: numbers went through decimal, which rounds them once, on the way to the nearest double.</summary>
    [Theory]
    [InlineData("0.21190584660507739")]
    [InlineData("1e-28")]
    [InlineData("1e-30")]
    [InlineData("5e-324")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("7922816251426433759354395033.55")]
    [InlineData("-0.1")]
    [InlineData("1.7976931348623157e308")]
    public async Task Gives_the_double_that_the_text_means(string number)
    {
        object? got = null;
        var answer = new Answer("type Query { f(a: Float): Int }").With("Query.f", context => got = context.Arguments[0]);

        await answer.ToAsync("query($a:Float){f(a:$a)}", Json($"{{\"a\":{number}}}"));

        Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), got);
    }

    /// <summary>The bug: decimal has no numbers so small, so they were taken for 0.</summary>
    [Fact]
    public async Task Is_no_whole_number_however_near_to_one() => Assert.Contains(
        "Int cannot represent non-integer value: 1E-30",
        await Answer.ToAsync("query($a:Int!){need(a:$a)}", Json("{\"a\":1e-30}")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Keeps_every_digit_of_what_a_scalar_of_ones_own_takes()
    {
        object? got = null;
        var answer = new Answer("type Query { f(a: Money): Int } scalar Money")
            .With("Query.f", context => got = context.Arguments[0]);

        await answer.ToAsync("query($a:Money){f(a:$a)}", Json("{\"a\":1234567890123456789.123456789}"));

        Assert.Equal(1234567890123456789.123456789m, got);
    }

    /// <summary>The bug: a value of the wrong type was told to be null as well.</summary>
    [Fact]
    public async Task Tells_one_error_of_a_wrong_value_for_one_of_several()
    {
        var response = await Answer.ToAsync("query($a:One){one(a:$a)}", Json("{\"a\":{\"a\":\"x\"}}"));

        Assert.Equal(
            """{"errors":[{"message":"Variable \"$a\" got invalid value \"x\" at \"a.a\"; Int cannot represent non-integer value: \"x\"","locations":[{"line":1,"column":7}]}]}""",
            response);
    }

    private static System.Text.Json.JsonElement Json(string text) =>
        System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(text);
}

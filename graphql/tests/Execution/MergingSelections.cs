using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class MergingSelections
{
    private static readonly Answer Answer = NewAnswer(new ExecutorOptions { Timeout = TimeSpan.Zero });

    private static Answer NewAnswer(ExecutorOptions options) => new Answer("""
        type Query { a: A, x: Int, y: Int, pet: Pet, pets: [Pet] }
        type A { x: Int, y: Int, z: Int, a: A }
        interface Pet { name: String }
        type Dog implements Pet { name: String, barks: Boolean }
        type Cat implements Pet { name: String, meows: Boolean }
        """) { Options = options }
        .With("Query.x", _ => 1).With("Query.y", _ => 2).With("Query.a", _ => "a")
        .With("A.x", _ => 3).With("A.y", _ => 4).With("A.z", _ => 5).With("A.a", _ => "a")
        .With("Query.pets", _ => new[] { "Cat", "Dog" })
        .With("Dog.barks", _ => true).With("Cat.meows", _ => true).With("Dog.name", _ => "d").With("Cat.name", _ => "c")
        .Change(schema => ((Types.InterfaceType)schema.Types["Pet"]).ResolveType =
            value => (Types.ObjectType)schema.Types[(string)value]);

    [Fact]
    public async Task Keeps_the_order_in_which_names_first_occur() => Assert.Equal(
        """{"data":{"y":2,"a":{"z":5,"x":3,"y":4},"x":1}}""",
        await Answer.ToAsync("{y a{z} ...F x} fragment F on Query {a{x z} x a{y}}"));

    [Theory]
    [InlineData(true, true, """{"data":{"x":1}}""")]
    [InlineData(true, false, """{"data":{"x":1,"y":2}}""")]
    [InlineData(false, false, """{"data":{"y":2,"x":1}}""")]
    [InlineData(false, true, """{"data":{"x":1}}""")]
    public async Task Decides_conditions_by_variables(bool first, bool skip, string expected) => Assert.Equal(
        expected,
        await Answer.ToAsync(
            "query($first:Boolean!,$skip:Boolean!){x @include(if:$first) y @skip(if:$skip) x}", new { first, skip }));

    [Fact]
    public async Task Skips_before_it_includes() => Assert.Equal(
        """{"data":{"x":1}}""", await Answer.ToAsync("{x y @skip(if:true) @include(if:true) ... @include(if:false){a{x}}}"));

    [Fact]
    public async Task Selects_by_the_type_that_each_value_has() => Assert.Equal(
        """{"data":{"pets":[{"__typename":"Cat","name":"c","meows":true},{"__typename":"Dog","barks":true,"name":"d"}]}}""",
        await Answer.ToAsync("{pets{__typename ...on Dog{barks} name ...on Cat{meows}}}"));

    /// <summary>The bug: the whole response was null, and no path said which field's selections cannot be told.</summary>
    [Theory]
    [InlineData("query($v:Boolean=false){y a{z x @skip(if:$v)}}", """
        {"errors":[{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null.","locations":[{"line":1,"column":42}],"path":["a"]}],"data":{"y":2,"a":null}}
        """)]
    [InlineData("query($v:Boolean=false){y x @skip(if:$v)}", """
        {"errors":[{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null.","locations":[{"line":1,"column":38}]}],"data":null}
        """)]
    [InlineData("query($v:Boolean=false){y pets{name ...on Dog @skip(if:$v){barks}}}", """
        {"errors":[{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null.","locations":[{"line":1,"column":56}],"path":["pets",0]},{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null.","locations":[{"line":1,"column":56}],"path":["pets",1]}],"data":{"y":2,"pets":[null,null]}}
        """)]
    public async Task Fails_where_a_condition_is_null(string query, string expected)
    {
        var options = new ExecutorOptions { Timeout = TimeSpan.Zero, MaxCost = 1_000_000 };

        Assert.Equal(expected.Trim(), await Answer.ToAsync(query, new { v = (bool?)null }));
        Assert.Equal(expected.Trim(), await NewAnswer(options).ToAsync(query, new { v = (bool?)null }));
    }

    [Fact]
    public async Task Names_one_field_twice() => Assert.Equal(
        """{"data":{"b":{"x":3},"a":{"c":3}}}""", await Answer.ToAsync("{b:a{x} a{c:x}}"));
}

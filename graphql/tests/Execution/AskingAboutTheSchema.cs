using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class AskingAboutTheSchema
{
    private const string Sdl = """
        "Says hello." type Query { "A field." a(x: Int = 3, old: Int @deprecated): [A!]! @deprecated(reason: "why") b: U c: Url }
        interface N { id: ID } type A implements N { id: ID } union U = A
        enum E { X Y @deprecated } input I @oneOf { e: E, f: E @deprecated(reason: "f") }
        scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")
        directive @tag(name: String!) repeatable on FIELD | QUERY
        type Mutation { m(i: I): E }
        """;

    private static readonly Answer Answer = new(Sdl);

    [Theory]
    [InlineData(
        """{__type(name:"Query"){kind description fields{name} all:fields(includeDeprecated:true){name description isDeprecated deprecationReason type{kind ofType{kind ofType{kind ofType{name}}}} args{name} allArgs:args(includeDeprecated:true){name defaultValue isDeprecated}}}}""",
        """{"data":{"__type":{"kind":"OBJECT","description":"Says hello.","fields":[{"name":"b"},{"name":"c"}],"all":[{"name":"a","description":"A field.","isDeprecated":true,"deprecationReason":"why","type":{"kind":"NON_NULL","ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"name":"A"}}}},"args":[{"name":"x"}],"allArgs":[{"name":"x","defaultValue":"3","isDeprecated":false},{"name":"old","defaultValue":null,"isDeprecated":true}]},{"name":"b","description":null,"isDeprecated":false,"deprecationReason":null,"type":{"kind":"UNION","ofType":null},"args":[],"allArgs":[]},{"name":"c","description":null,"isDeprecated":false,"deprecationReason":null,"type":{"kind":"SCALAR","ofType":null},"args":[],"allArgs":[]}]}}}""")]
    [InlineData(
        """{n:__type(name:"N"){possibleTypes{name}} u:__type(name:"U"){possibleTypes{name} fields{name}} a:__type(name:"A"){interfaces{name}} none:__type(name:"No"){name}}""",
        """{"data":{"n":{"possibleTypes":[{"name":"A"}]},"u":{"possibleTypes":[{"name":"A"}],"fields":null},"a":{"interfaces":[{"name":"N"}]},"none":null}}""")]
    [InlineData(
        """{e:__type(name:"E"){enumValues{name} all:enumValues(includeDeprecated:true){name deprecationReason}} i:__type(name:"I"){isOneOf inputFields{name} all:inputFields(includeDeprecated:true){name deprecationReason}} s:__type(name:"Url"){specifiedByURL isOneOf}}""",
        """{"data":{"e":{"enumValues":[{"name":"X"}],"all":[{"name":"X","deprecationReason":null},{"name":"Y","deprecationReason":"No longer supported"}]},"i":{"isOneOf":true,"inputFields":[{"name":"e"}],"all":[{"name":"e","deprecationReason":null},{"name":"f","deprecationReason":"f"}]},"s":{"specifiedByURL":"https://url.spec.whatwg.org","isOneOf":null}}}""")]
    [InlineData(
        """{__schema{queryType{name} mutationType{name} subscriptionType{name} directives{name isRepeatable locations args{name type{kind}}}} __typename}""",
        """{"data":{"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"},"subscriptionType":null,"directives":[{"name":"tag","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"name","type":{"kind":"NON_NULL"}}]},{"name":"include","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if","type":{"kind":"NON_NULL"}}]},{"name":"skip","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if","type":{"kind":"NON_NULL"}}]},{"name":"deprecated","isRepeatable":false,"locations":["FIELD_DEFINITION","ARGUMENT_DEFINITION","INPUT_FIELD_DEFINITION","ENUM_VALUE"],"args":[{"name":"reason","type":{"kind":"NON_NULL"}}]},{"name":"specifiedBy","isRepeatable":false,"locations":["SCALAR"],"args":[{"name":"url","type":{"kind":"NON_NULL"}}]},{"name":"oneOf","isRepeatable":false,"locations":["INPUT_OBJECT"],"args":[]}]},"__typename":"Query"}}""")]
    public async Task Tells_all_of_it(string query, string expected) => Assert.Equal(expected, await Answer.ToAsync(query));

    [Fact]
    public async Task Is_refused_where_it_is_switched_off()
    {
        var answer = new Answer(Sdl)
        {
            Options = new ExecutorOptions { Introspection = false, Suggestions = false },
        };

        Assert.Contains("introspection has been disabled", await answer.ToAsync("{__schema{queryType{name}}}"), StringComparison.Ordinal);
        Assert.Equal(
            """{"errors":[{"message":"Cannot query field \"bb\" on type \"Query\".","locations":[{"line":1,"column":2}]}]}""",
            await answer.ToAsync("{bb}"));
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await answer.ToAsync("{__typename}"));
    }
}

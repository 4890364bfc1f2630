using GraphQLEngine.Execution;
using GraphQLEngine.Sdl;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Sdl;

public sealed class ASchemaFromText
{
    private const string Text = """"
        """
        Two lines
        of words
        """
        schema {
          query: Root
        }

        """Marks."""
        directive @tag(name: String! = "a") repeatable on OBJECT | FIELD_DEFINITION

        """The root."""
        type Root implements Node & Named {
          id: ID!
          name: String

          """Finds."""
          find(
            """What"""
            by: Filter = {text: "a", kinds: [A]}
            limit: Int = 10
          ): [Thing!]!
          old: Url @deprecated(reason: "Use \"find\"")
          older: Url @deprecated
        }

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
          name: String
        }

        union Thing = Root | Other

        type Other {
          kind(one: One, many: [Kind!] = [A, B]): Kind
        }

        enum Kind {
          A
          B @deprecated
        }

        input Filter {
          text: String
          kinds: [Kind!] = [A]
        }

        input One @oneOf {
          a: Int
          b: Filter
        }

        scalar Url @specifiedBy(url: "https://url.spec.whatwg.org")

        """";

    [Fact]
    public void Prints_as_it_was_written()
    {
        var text = Text.ReplaceLineEndings("\n");

        Assert.Equal(text, SdlSchema.Print(SdlSchema.Build(text)));
    }

    [Fact]
    public void Takes_in_its_extensions()
    {
        var schema = SdlSchema.Build("""
            type Query { a: Int }
            extend type Query implements I { b: E }
            interface I { a: Int } extend interface I { b: E }
            enum E { A } extend enum E { B }
            union U = Query extend union U = Other
            type Other { u: U, i(in: In): Int, s: S }
            input In { a: Int } extend input In @oneOf { b: Int }
            scalar S extend scalar S @specifiedBy(url: "u")
            extend schema { mutation: Other }
            """);

        Assert.Equal(["a", "b"], schema.Query!.Fields.Select(field => field.Name));
        Assert.Equal(["A", "B"], ((EnumType)schema.Types["E"]).Values.Select(value => value.Name));
        Assert.Equal(["Query", "Other"], schema.PossibleTypes(schema.Types["U"]).Select(type => type.Name));
        Assert.True(((InputObjectType)schema.Types["In"]).IsOneOf);
        Assert.Equal("u", ((ScalarType)schema.Types["S"]).SpecifiedByUrl);
        Assert.Equal("Other", schema.Mutation?.Name);
    }

    [Theory]
    [InlineData("type Query { a: Missing }", "Unknown type \"Missing\".")]
    [InlineData("type Query { a: Int a: Int }", "Field \"Query.a\" can only be defined once.")]
    [InlineData("type A { a: Int }", "Query root type must be provided.")]
    [InlineData("type Query { a: In } input In { a: Int }", "The type of Query.a must be Output Type but got: In.")]
    [InlineData("type Query { a(b: Query): Int }", "The type of Query.a(b:) must be Input Type but got: Query.")]
    [InlineData("type Query implements I { a: Int } interface I { b: Int }", "Interface field I.b expected but Query does not provide it.")]
    [InlineData("type Query implements I { a: Int } interface I { a: String }", "Interface field I.a expects type String but Query.a is type Int.")]
    [InlineData("type Query implements I { a: Int } interface I { a(x: Int): Int }", "Interface field argument I.a(x:) expected but Query.a does not provide it.")]
    [InlineData("type Query implements I { a(x: Int!): Int } interface I { a: Int }", "Object field Query.a includes required argument x that is missing from the Interface field I.a.")]
    [InlineData("type Query implements J { a: Int } interface J implements I { a: Int } interface I { a: Int }", "Type Query must implement I because it is implemented by J.")]
    [InlineData("type Query { a(i: I): Int } input I { i: J! } input J { i: I! }", "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"i.i\".")]
    [InlineData("type Query { a(i: I): Int } input I { i: I = {} }", "Invalid circular reference. The default value of Input Object field I.i references itself.")]
    [InlineData("type Query { a(i: Int = \"x\"): Int }", "Query.a(i:) has invalid default value: \"x\".")]
    [InlineData("type Query { a(i: I): Int } input I @oneOf { i: Int! }", "OneOf input field I.i must be nullable.")]
    [InlineData("type Query { __a: Int }", "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("type Query { a(b: Int! @deprecated): Int }", "Required argument Query.a(b:) cannot be deprecated.")]
    public void Is_refused_when_it_breaks_the_rules(string text, string message)
    {
        var failure = Assert.Throws<GraphQLException>(() => SdlSchema.Build(text));

        Assert.Contains(message, failure.Errors.Select(error => error.Message));
    }
}

using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Language;

public sealed class PrintingADocument
{
    [Theory]
    [InlineData("{a}", "{\n  a\n}")]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q($a:Int=1@d,$b:[E!]!)@x{c:d(e:$a,f:{g:[1,2.5,\"h\\n\",null,true,I]}){...F@include(if:true)...on T@y{j}...{k}}}",
        "query Q($a: Int = 1 @d, $b: [E!]!) @x {\n  c: d(e: $a, f: {g: [1, 2.5, \"h\\n\", null, true, I]}) {\n    ...F @include(if: true)\n    ... on T @y {\n      j\n    }\n    ... {\n      k\n    }\n  }\n}")]
    [InlineData("fragment F on T@d{a}", "fragment F on T @d {\n  a\n}")]
    [InlineData("\"d\" mutation{a}", "\"d\"\nmutation {\n  a\n}")]
    [InlineData("schema@a{query:Q mutation:M}", "schema @a {\n  query: Q\n  mutation: M\n}")]
    [InlineData("extend schema@a", "extend schema @a")]
    [InlineData("type T implements A&B@c{\"f\" d(e:Int=1,f:[I!]):E@g h:I}", "type T implements A & B @c {\n  \"f\"\n  d(e: Int = 1, f: [I!]): E @g\n  h: I\n}")]
    [InlineData("type T{a(\"x\" b:I):I}", "type T {\n  a(\n    \"x\"\n    b: I\n  ): I\n}")]
    [InlineData("interface I union U=|A|B extend union U@d enum E{A@x B}input I@oneOf{a:B=1}scalar S@s",
        "interface I\n\nunion U = A | B\n\nextend union U @d\n\nenum E {\n  A @x\n  B\n}\n\ninput I @oneOf {\n  a: B = 1\n}\n\nscalar S @s")]
    [InlineData("\"\"\"\n  d\n  e\n\"\"\"directive@a(b:C)repeatable on|FIELD|QUERY", "\"\"\"\nd\ne\n\"\"\"\ndirective @a(b: C) repeatable on FIELD | QUERY")]
    public void Gives_one_format_that_reads_back_as_the_same(string text, string printed)
    {
        var document = Parser.Parse(text);

        Assert.Equal(printed, document.ToString());
        Assert.Equal(printed, Parser.Parse(printed).ToString());
    }

    [Fact]
    public void Breaks_arguments_that_are_too_long_for_a_line()
    {
        var argument = new string('x', 80);

        Assert.Equal(
            $"{{\n  a(\n    b: \"{argument}\"\n    c: 1\n  )\n}}", Parser.Parse($"{{a(b:\"{argument}\",c:1)}}").ToString());
    }
}

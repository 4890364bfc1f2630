using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Language;

public sealed class ReadingADocument
{
    [Theory]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("{", 1, 2, "Expected Name, found <EOF>.")]
    [InlineData("{ ...MissingOn }\nfragment MissingOn Type", 2, 20, "Expected \"on\", found Name \"Type\".")]
    [InlineData("{ field: {} }", 1, 10, "Expected Name, found \"{\".")]
    [InlineData("notAnOperation Foo { field }", 1, 1, "Unexpected Name \"notAnOperation\".")]
    [InlineData("...", 1, 1, "Unexpected \"...\".")]
    [InlineData("{ \"\"", 1, 3, "Expected Name, found String \"\".")]
    [InlineData("query Foo($x: Complex = { a: { b: [ $var ] } }) { field }", 1, 37, "Unexpected variable \"$var\" in constant value.")]
    [InlineData("fragment on on on { on }", 1, 10, "Unexpected Name \"on\".")]
    [InlineData("{ ...on }", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("query { __typename @include(if: true }", 1, 38, "Expected Name, found \"}\".")]
    [InlineData("{ a(b: 01) }", 1, 9, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("{ a(b: 1.) }", 1, 10, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: 1x) }", 1, 9, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("{ a(b: -) }", 1, 9, "Invalid number, expected digit but got: \")\".")]
    [InlineData("{ a(b: \"x", 1, 10, "Unterminated string.")]
    [InlineData("{ a(b: \"x\n\") }", 1, 10, "Unterminated string.")]
    [InlineData("{ a(b: \"\\z\") }", 1, 9, "Invalid character escape sequence: \"\\z\".")]
    [InlineData("{ a(b: \"\\u12\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u12\")\".")]
    [InlineData("{ a(b: \"\\u{110000}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("{ a(b: \"\\u{1F600D83D}\") }", 1, 9, "Invalid Unicode escape sequence: \"\\u{1F600D83D\".")]
    [InlineData("{ a(b: \"\\uD83\0\") }", 1, 9, "Invalid Unicode escape sequence: \"\\uD83\0\".")]
    [InlineData("{ a(b: \"\\uD83D\") }", 1, 9, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("{ a(b: 'x') }", 1, 8, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("{ a ? }", 1, 5, "Unexpected character: \"?\".")]
    [InlineData("{ \u203B }", 1, 3, "Unexpected character: U+203B.")]
    [InlineData("{ \U0001F600 }", 1, 3, "Unexpected character: U+1F600.")]
    [InlineData("{ a }\r\n\r{ b", 3, 4, "Expected Name, found <EOF>.")]
    [InlineData("extend type A", 1, 14, "Unexpected <EOF>.")]
    [InlineData("enum E { true }", 1, 10, "Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("directive @a on NOWHERE", 1, 17, "Unexpected Name \"NOWHERE\".")]
    [InlineData("\"what\" { a }", 1, 1, "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"what\" extend type A { a: Int }", 1, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    public void Fails_with_the_reference_implementations_words_and_place(string text, int line, int column, string words)
    {
        var failure = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(text));

        Assert.Equal($"Syntax Error: {words}", failure.Message);
        Assert.Equal(new SourceLocation(line, column), failure.Location);
    }

    [Theory]
    [InlineData("\"a\\u00e9\\n\\\"\\/\"", "aé\n\"/")]
    [InlineData("\"\\u{1F600}\"", "\U0001F600")]
    [InlineData("\"\\uD83D\\uDE00\"", "\U0001F600")]
    [InlineData("\"积分 \U0001F600\"", "积分 \U0001F600")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      \\\"\"\"\n\"\"\"", "Hello,\n  World!\n\nYours,\n  \"\"\"")]
    [InlineData("\"\"\" a \r\n  b\r c \"\"\"", " a \n b\nc ")]
    [InlineData("\"\"\"\\n\"\"\"", "\\n")]
    public void Understands_strings(string text, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(text)).Value);

    [Fact]
    public void Skips_byte_order_marks_commas_and_comments()
    {
        var document = Parser.Parse("\uFEFF# a comment \U0001F600\n{,a,,b #}\n}");

        Assert.Equal("{\n  a\n  b\n}", document.ToString());
    }

    [Fact]
    public void Keeps_descriptions_of_operations_fragments_and_variables()
    {
        var document = Parser.Parse("\"Asks\" query Q(\"How many\" $n: Int) { a(n: $n) ...F } \"\"\"Part\"\"\" fragment F on A { b }");

        var operation = Assert.IsType<OperationNode>(document.Definitions[0]);
        Assert.Equal("Asks", operation.Description?.Value);
        Assert.Equal("How many", operation.VariableDefinitions[0].Description?.Value);
        Assert.Equal("Part", document.Definitions[1].Description?.Value);
        Assert.Equal(new SourceLocation(1, 1), operation.Location);
    }

    [Fact]
    public void Stops_at_the_limit_of_tokens()
    {
        var limits = ParserLimits.Default with { MaxTokens = 5 };

        Assert.Equal(5, Parser.Parse("{ a b c }", limits).TokenCount);
        var failure = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse("{ a b c d }", limits));
        Assert.Equal("Syntax Error: Document contains more than 5 tokens. Parsing aborted.", failure.Message);
    }

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("[", "]")]
    public void Stops_at_the_limit_of_nesting_long_before_the_stack_ends(string open, string close)
    {
        string Nested(int levels) => open == "["
            ? $"{{ a(b: {string.Concat(Enumerable.Repeat(open, levels))}{string.Concat(Enumerable.Repeat(close, levels))}) }}"
            : string.Concat(Enumerable.Repeat(open, levels)) + string.Concat(Enumerable.Repeat(close, levels));

        Parser.Parse(Nested(100));
        var failure = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(Nested(100_000)));
        Assert.Equal("Syntax Error: Document nests deeper than 250 levels. Parsing aborted.", failure.Message);
    }
}

namespace GraphQLEngine.Language;

/// <summary>How much a parser reads before it gives up; zero means no limit.</summary>
/// <param name="MaxTokens">Tokens of the whole text.</param>
/// <param name="MaxNesting">Brackets inside each other; the default keeps far from the end of the stack.</param>
public readonly record struct ParserLimits(int MaxTokens, int MaxNesting)
{
    /// <summary>No limit of tokens, 250 levels.</summary>
    public static ParserLimits Default { get; } = new(0, 250);
}

/// <summary>Reads texts into syntax trees. All methods throw <see cref="GraphQLSyntaxException"/>.</summary>
public sealed partial class Parser
{
    private readonly Lexer _lexer;
    private readonly ParserLimits _limits;
    private Token _token;
    private int _tokenCount;
    private int _nesting;

    private Parser(string text, ParserLimits limits, bool dots = false)
    {
        _lexer = new Lexer(text, dots);
        _limits = limits;
        _token = new Token(TokenKind.StartOfFile, new SourceLocation(1, 1));
    }

    /// <summary>Reads a document of operations, fragments and definitions.</summary>
    public static DocumentNode Parse(string text) => Parse(text, ParserLimits.Default);

    /// <summary>Reads a document within limits.</summary>
    public static DocumentNode Parse(string text, ParserLimits limits)
    {
        var parser = new Parser(text, limits);
        var start = parser._token;
        var definitions = parser.Many(TokenKind.StartOfFile, parser.ParseDefinition, TokenKind.EndOfFile);
        return new DocumentNode(definitions, start.Location) { TokenCount = parser._tokenCount };
    }

    /// <summary>Reads a single literal, which may contain variables.</summary>
    public static ValueNode ParseValue(string text) =>
        ReadWhole(text, parser => parser.ParseValueLiteral(isConst: false));

    /// <summary>Reads a single reference to a type.</summary>
    public static TypeNode ParseType(string text) => ReadWhole(text, parser => parser.ParseTypeReference());

    private static T ReadWhole<T>(string text, Func<Parser, T> read, bool dots = false)
    {
        var parser = new Parser(text, ParserLimits.Default, dots);
        parser.Expect(TokenKind.StartOfFile);
        var node = read(parser);
        parser.Expect(TokenKind.EndOfFile);
        return node;
    }

    private DefinitionNode ParseDefinition()
    {
        if (Peek(TokenKind.BraceLeft))
        {
            return ParseOperation(null);
        }

        var hasDescription = PeekDescription();
        var keyword = hasDescription ? _lexer.Peek() : _token;
        if (hasDescription && keyword.Kind == TokenKind.BraceLeft)
        {
            throw Fail("Unexpected description, descriptions are not supported on shorthand queries.", _token);
        }

        if (keyword.Kind != TokenKind.Name)
        {
            throw Unexpected(keyword);
        }

        var start = _token;
        switch (keyword.Value)
        {
            case "query" or "mutation" or "subscription":
                return ParseOperation(ParseDescription());
            case "fragment":
                return ParseFragmentDefinition(ParseDescription());
            case "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive":
                return ParseTypeSystemDefinition(start, ParseDescription());
            default:
                if (hasDescription)
                {
                    throw Fail("Unexpected description, only GraphQL definitions support descriptions.", _token);
                }

                return keyword.Value == "extend" ? ParseExtension() : throw Unexpected(keyword);
        }
    }

    private NameNode ParseName()
    {
        var token = Expect(TokenKind.Name);
        return new NameNode(token.Value!, token.Location);
    }

    private bool PeekDescription() => _token.Kind is TokenKind.String or TokenKind.BlockString;

    private StringValueNode? ParseDescription() => PeekDescription() ? ParseStringLiteral() : null;

    private bool Peek(TokenKind kind) => _token.Kind == kind;

    private bool PeekKeyword(string value) => _token.Kind == TokenKind.Name && _token.Value == value;

    private Token Expect(TokenKind kind)
    {
        var token = _token;
        if (token.Kind != kind)
        {
            throw Fail($"Expected {Token.Describe(kind)}, found {token.Describe()}.", token);
        }

        Advance();
        return token;
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectKeyword(string value)
    {
        if (!SkipKeyword(value))
        {
            throw Fail($"Expected \"{value}\", found {_token.Describe()}.", _token);
        }
    }

    private bool SkipKeyword(string value)
    {
        if (!PeekKeyword(value))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Advance()
    {
        if (_token.Kind == TokenKind.EndOfFile)
        {
            return;
        }

        _token = _lexer.Next();
        if (_token.Kind != TokenKind.EndOfFile && ++_tokenCount > _limits.MaxTokens && _limits.MaxTokens > 0)
        {
            throw Fail($"Document contains more than {_limits.MaxTokens} tokens. Parsing aborted.", _token);
        }
    }

    /// <summary>Called on every opening bracket: recursion must end before the stack does.</summary>
    private void Enter()
    {
        if (++_nesting > _limits.MaxNesting && _limits.MaxNesting > 0)
        {
            throw Fail($"Document nests deeper than {_limits.MaxNesting} levels. Parsing aborted.", _token);
        }
    }

    private void Leave() => _nesting--;

    private List<T> Any<T>(TokenKind open, Func<T> parse, TokenKind close)
    {
        Enter();
        Expect(open);
        var nodes = new List<T>();
        while (!Skip(close))
        {
            nodes.Add(parse());
        }

        Leave();
        return nodes;
    }

    private List<T> Many<T>(TokenKind open, Func<T> parse, TokenKind close)
    {
        Enter();
        Expect(open);
        var nodes = new List<T>();
        do
        {
            nodes.Add(parse());
        }
        while (!Skip(close));

        Leave();
        return nodes;
    }

    private IReadOnlyList<T> OptionalMany<T>(TokenKind open, Func<T> parse, TokenKind close) =>
        Peek(open) ? Many(open, parse, close) : [];

    private List<T> DelimitedMany<T>(TokenKind delimiter, Func<T> parse)
    {
        Skip(delimiter);
        var nodes = new List<T>();
        do
        {
            nodes.Add(parse());
        }
        while (Skip(delimiter));

        return nodes;
    }

    private static GraphQLSyntaxException Unexpected(Token token) => Fail($"Unexpected {token.Describe()}.", token);

    private static GraphQLSyntaxException Fail(string description, Token token) => new(description, token.Location);
}

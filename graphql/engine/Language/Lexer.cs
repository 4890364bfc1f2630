namespace GraphQLEngine.Language;

/// <summary>Cuts a text into tokens, skipping blanks, commas and comments.</summary>
/// <param name="text">What to read; lone surrogates in it are errors.</param>
/// <param name="dots">Whether a single dot is a token, as in schema coordinates.</param>
internal sealed partial class Lexer(string text, bool dots = false)
{
    private int _position;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Reads the next token; past the end it is <see cref="TokenKind.EndOfFile"/> again and again.</summary>
    public Token Next()
    {
        while (_position < text.Length)
        {
            var c = text[_position];
            switch (c)
            {
                case '\uFEFF' or '\t' or ' ' or ',':
                    _position++;
                    continue;
                case '\n' or '\r':
                    SkipLineEnd();
                    continue;
                case '#':
                    SkipComment();
                    continue;
                default:
                    return ReadToken(c);
            }
        }

        return new Token(TokenKind.EndOfFile, At(text.Length));
    }

    /// <summary>The token after the current position, without moving.</summary>
    public Token Peek()
    {
        var (position, line, lineStart) = (_position, _line, _lineStart);
        var token = Next();
        (_position, _line, _lineStart) = (position, line, lineStart);
        return token;
    }

    private Token ReadToken(char c)
    {
        if (IsNameStart(c))
        {
            return ReadName();
        }

        var kind = PunctuatorOf(c);
        if (kind is { } single)
        {
            return Take(single, 1);
        }

        switch (c)
        {
            case '.' when text.AsSpan(_position).StartsWith("..."):
                return Take(TokenKind.Spread, 3);
            case '.' when dots:
                return Take(TokenKind.Dot, 1);
            case '"' when text.AsSpan(_position).StartsWith("\"\"\""):
                return ReadBlockString();
            case '"':
                return ReadString();
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case '\'':
                throw Fail(
                    "Unexpected single quote character ('), did you mean to use a double quote (\")?", _position);
            default:
                var what = IsScalarAt(_position, out _) ? "Unexpected" : "Invalid";
                throw Fail($"{what} character: {CharacterAt(_position)}.", _position);
        }
    }

    private static TokenKind? PunctuatorOf(char c) => c switch
    {
        '!' => TokenKind.Bang,
        '$' => TokenKind.Dollar,
        '&' => TokenKind.Ampersand,
        '(' => TokenKind.ParenLeft,
        ')' => TokenKind.ParenRight,
        ':' => TokenKind.Colon,
        '=' => TokenKind.EqualsSign,
        '@' => TokenKind.At,
        '[' => TokenKind.BracketLeft,
        ']' => TokenKind.BracketRight,
        '{' => TokenKind.BraceLeft,
        '|' => TokenKind.Pipe,
        '}' => TokenKind.BraceRight,
        _ => null,
    };

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, At(_position));
        _position += length;
        return token;
    }

    private Token ReadName()
    {
        var start = _position;
        do
        {
            _position++;
        }
        while (_position < text.Length && IsNameContinue(text[_position]));

        return new Token(TokenKind.Name, At(start), text[start.._position]);
    }

    private Token ReadNumber()
    {
        var start = _position;
        var isFloat = false;
        if (Current() == '-')
        {
            _position++;
        }

        if (Current() == '0')
        {
            _position++;
            if (char.IsAsciiDigit(Current()))
            {
                throw Fail($"Invalid number, unexpected digit after 0: {CharacterAt(_position)}.", _position);
            }
        }
        else
        {
            SkipDigits();
        }

        if (Current() == '.')
        {
            isFloat = true;
            _position++;
            SkipDigits();
        }

        isFloat |= SkipExponent();
        if (Current() == '.' || IsNameStart(Current()))
        {
            throw Fail($"Invalid number, expected digit but got: {CharacterAt(_position)}.", _position);
        }

        return new Token(isFloat ? TokenKind.Float : TokenKind.Int, At(start), text[start.._position]);
    }

    private bool SkipExponent()
    {
        if (Current() is not ('e' or 'E'))
        {
            return false;
        }

        _position++;
        if (Current() is '+' or '-')
        {
            _position++;
        }

        SkipDigits();
        return true;
    }

    private void SkipDigits()
    {
        if (!char.IsAsciiDigit(Current()))
        {
            throw Fail($"Invalid number, expected digit but got: {CharacterAt(_position)}.", _position);
        }

        while (char.IsAsciiDigit(Current()))
        {
            _position++;
        }
    }

    private void SkipComment()
    {
        while (_position < text.Length && text[_position] is not ('\n' or '\r') && IsScalarAt(_position, out var size))
        {
            _position += size;
        }
    }

    private void SkipLineEnd()
    {
        _position += text[_position] == '\r' && _position + 1 < text.Length && text[_position + 1] == '\n' ? 2 : 1;
        _line++;
        _lineStart = _position;
    }

    private char Current() => _position < text.Length ? text[_position] : '\0';

    private SourceLocation At(int position) => new(_line, position - _lineStart + 1);

    private GraphQLSyntaxException Fail(string description, int position) => new(description, At(position));

    /// <summary>Whether a whole Unicode scalar value stands here, and over how many UTF-16 units.</summary>
    private bool IsScalarAt(int position, out int size)
    {
        var c = text[position];
        var isPair = char.IsHighSurrogate(c) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]);
        size = isPair ? 2 : 1;
        return isPair || !char.IsSurrogate(c);
    }

    private string CharacterAt(int position)
    {
        if (position >= text.Length)
        {
            return "<EOF>";
        }

        var c = text[position];
        if (c is >= ' ' and <= '~')
        {
            return c == '"' ? "'\"'" : $"\"{c}\"";
        }

        var code = IsScalarAt(position, out var size) && size == 2 ? char.ConvertToUtf32(c, text[position + 1]) : c;
        return $"U+{code:X4}";
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNameContinue(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

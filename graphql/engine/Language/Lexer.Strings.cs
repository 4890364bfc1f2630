using System.Text;

namespace GraphQLEngine.Language;

internal sealed partial class Lexer
{
    private Token ReadString()
    {
        var start = _position++;
        StringBuilder? escaped = null;
        var chunkStart = _position;
        while (_position < text.Length && text[_position] is not ('\n' or '\r'))
        {
            switch (text[_position])
            {
                case '"':
                    var tail = text.AsSpan(chunkStart, _position - chunkStart);
                    var value = escaped is null ? tail.ToString() : escaped.Append(tail).ToString();
                    _position++;
                    return new Token(TokenKind.String, At(start), value);
                case '\\':
                    escaped = (escaped ?? new StringBuilder()).Append(text, chunkStart, _position - chunkStart);
                    ReadEscape(escaped);
                    chunkStart = _position;
                    break;
                default:
                    SkipStringCharacter();
                    break;
            }
        }

        throw Fail("Unterminated string.", _position);
    }

    private void SkipStringCharacter()
    {
        if (!IsScalarAt(_position, out var size))
        {
            throw Fail($"Invalid character within String: {CharacterAt(_position)}.", _position);
        }

        _position += size;
    }

    private void ReadEscape(StringBuilder into)
    {
        var c = CharAt(_position + 1);
        if (c == 'u')
        {
            if (CharAt(_position + 2) == '{')
            {
                ReadBracedUnicode(into);
            }
            else
            {
                ReadFixedUnicode(into);
            }

            return;
        }

        into.Append(c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Fail($"Invalid character escape sequence: \"{Slice(2)}\".", _position),
        });
        _position += 2;
    }

    private void ReadBracedUnicode(StringBuilder into)
    {
        var point = 0;
        var size = 3;
        while (size < 12)
        {
            var c = CharAt(_position + size++);
            if (c == '}')
            {
                if (size < 5 || !Rune.IsValid(point))
                {
                    break;
                }

                into.Append(new Rune(point).ToString());
                _position += size;
                return;
            }

            point = (point << 4) | HexValue(c);
            if (point < 0)
            {
                break; // No digit, or more of them than any character has.
            }
        }

        throw Fail($"Invalid Unicode escape sequence: \"{Slice(size)}\".", _position);
    }

    private void ReadFixedUnicode(StringBuilder into)
    {
        if (TryReadUnit(_position + 2, out var unit))
        {
            if (!char.IsSurrogate(unit))
            {
                into.Append(unit);
                _position += 6;
                return;
            }

            // JSON writes what lies beyond 16 bits as two escapes; alone neither half is a character.
            if (char.IsHighSurrogate(unit)
                && CharAt(_position + 6) == '\\'
                && CharAt(_position + 7) == 'u'
                && TryReadUnit(_position + 8, out var low)
                && char.IsLowSurrogate(low))
            {
                into.Append(unit).Append(low);
                _position += 12;
                return;
            }
        }

        throw Fail($"Invalid Unicode escape sequence: \"{Slice(6)}\".", _position);
    }

    private bool TryReadUnit(int position, out char unit)
    {
        var code = (HexValue(CharAt(position)) << 12)
            | (HexValue(CharAt(position + 1)) << 8)
            | (HexValue(CharAt(position + 2)) << 4)
            | HexValue(CharAt(position + 3));
        unit = (char)code;
        return code >= 0;
    }

    private Token ReadBlockString()
    {
        var (start, location) = (_position, At(_position));
        var lines = new List<string>();
        var line = new StringBuilder();
        _position = start + 3;
        var chunkStart = _position;
        while (_position < text.Length)
        {
            var rest = text.AsSpan(_position);
            if (rest.StartsWith("\"\"\""))
            {
                lines.Add(line.Append(text, chunkStart, _position - chunkStart).ToString());
                _position += 3;
                return new Token(TokenKind.BlockString, location, BlockStrings.Dedent(lines));
            }

            if (rest.StartsWith("\\\"\"\""))
            {
                line.Append(text, chunkStart, _position - chunkStart);
                chunkStart = _position + 1; // Only the backslash is dropped.
                _position += 4;
            }
            else if (rest[0] is '\n' or '\r')
            {
                lines.Add(line.Append(text, chunkStart, _position - chunkStart).ToString());
                line.Clear();
                SkipLineEnd();
                chunkStart = _position;
            }
            else
            {
                SkipStringCharacter();
            }
        }

        throw Fail("Unterminated string.", _position);
    }

    private char CharAt(int position) => position < text.Length ? text[position] : '\0';

    private string Slice(int length) => text[_position..Math.Min(_position + length, text.Length)];

    /// <summary>The digit's value, or -1, which stays negative whatever it is combined with.</summary>
    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}

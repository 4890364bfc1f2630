namespace GraphQLEngine.Language;

/// <summary>
/// The name of a part of a schema: <c>Type</c>, <c>Type.member</c>, <c>Type.field(argument:)</c>, <c>@directive</c>
/// or <c>@directive(argument:)</c>.
/// </summary>
public sealed record SchemaCoordinate(
    string Name, string? Member = null, string? Argument = null, bool IsDirective = false)
{
    /// <summary>Reads a coordinate; throws <see cref="GraphQLSyntaxException"/>.</summary>
    public static SchemaCoordinate Parse(string text) => Parser.ParseCoordinate(text);

    public override string ToString()
    {
        var member = Member is null ? "" : $".{Member}";
        var argument = Argument is null ? "" : $"({Argument}:)";
        return $"{(IsDirective ? "@" : "")}{Name}{member}{argument}";
    }
}

public sealed partial class Parser
{
    internal static SchemaCoordinate ParseCoordinate(string text) =>
        ReadWhole(text, parser => parser.ReadCoordinate(), dots: true);

    private SchemaCoordinate ReadCoordinate()
    {
        var isDirective = Skip(TokenKind.At);
        var name = ParseName().Value;
        var member = !isDirective && Skip(TokenKind.Dot) ? ParseName().Value : null;
        string? argument = null;
        if ((isDirective || member is not null) && Skip(TokenKind.ParenLeft))
        {
            argument = ParseName().Value;
            Expect(TokenKind.Colon);
            Expect(TokenKind.ParenRight);
        }

        return new SchemaCoordinate(name, member, argument, isDirective);
    }
}

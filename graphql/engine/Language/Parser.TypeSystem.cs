namespace GraphQLEngine.Language;

public sealed partial class Parser
{
    private TypeSystemNode ParseTypeSystemDefinition(Token start, StringValueNode? description)
    {
        var at = start.Location;
        switch (_token.Value)
        {
            case "schema":
                Advance();
                var directives = ParseDirectives(isConst: true);
                var operations = Many(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight);
                return new SchemaNode(operations, at) { Description = description, Directives = directives };
            case "directive":
                return ParseDirectiveDefinition(at, description);
            default:
                return ParseTypeDefinition(at, description, isExtension: false);
        }
    }

    private TypeSystemNode ParseExtension()
    {
        var start = _token.Location;
        var keyword = _lexer.Peek();
        if (keyword.Kind != TokenKind.Name
            || keyword.Value is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
        {
            throw Unexpected(keyword);
        }

        Advance();
        return keyword.Value == "schema" ? ParseSchemaExtension(start) : ParseTypeDefinition(start, null, true);
    }

    private SchemaNode ParseSchemaExtension(SourceLocation start)
    {
        Advance();
        var directives = ParseDirectives(isConst: true);
        var operations = OptionalMany(TokenKind.BraceLeft, ParseOperationType, TokenKind.BraceRight);
        RequireParts(true, directives.Count + operations.Count);
        return new SchemaNode(operations, start) { Directives = directives, IsExtension = true };
    }

    private OperationTypeNode ParseOperationType()
    {
        var start = _token.Location;
        var kind = ParseOperationKind();
        Expect(TokenKind.Colon);
        return new OperationTypeNode(kind, ParseNamedType(), start);
    }

    private TypeDefinitionNode ParseTypeDefinition(SourceLocation at, StringValueNode? description, bool isExtension)
    {
        var keyword = _token.Value;
        Advance();
        var name = ParseName();
        return keyword switch
        {
            "scalar" => ParseScalar(name, at, description, isExtension),
            "type" or "interface" => ParseComposite(keyword == "type", name, at, description, isExtension),
            "union" => ParseUnion(name, at, description, isExtension),
            "enum" => ParseEnum(name, at, description, isExtension),
            _ => ParseInputObject(name, at, description, isExtension),
        };
    }

    private ScalarTypeNode ParseScalar(NameNode name, SourceLocation at, StringValueNode? description, bool extends)
    {
        var directives = ParseDirectives(isConst: true);
        RequireParts(extends, directives.Count);
        return new ScalarTypeNode(name, at)
        {
            Description = description,
            Directives = directives,
            IsExtension = extends,
        };
    }

    private CompositeTypeNode ParseComposite(
        bool isObject, NameNode name, SourceLocation at, StringValueNode? description, bool extends)
    {
        IReadOnlyList<NamedTypeNode> interfaces =
            SkipKeyword("implements") ? DelimitedMany(TokenKind.Ampersand, ParseNamedType) : [];
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, ParseFieldDefinition, TokenKind.BraceRight);
        RequireParts(extends, interfaces.Count + directives.Count + fields.Count);
        return isObject
            ? new ObjectTypeNode(name, at)
            {
                Description = description,
                Directives = directives,
                IsExtension = extends,
                Interfaces = interfaces,
                Fields = fields,
            }
            : new InterfaceTypeNode(name, at)
            {
                Description = description,
                Directives = directives,
                IsExtension = extends,
                Interfaces = interfaces,
                Fields = fields,
            };
    }

    private UnionTypeNode ParseUnion(NameNode name, SourceLocation at, StringValueNode? description, bool extends)
    {
        var directives = ParseDirectives(isConst: true);
        IReadOnlyList<NamedTypeNode> types =
            Skip(TokenKind.EqualsSign) ? DelimitedMany(TokenKind.Pipe, ParseNamedType) : [];
        RequireParts(extends, directives.Count + types.Count);
        return new UnionTypeNode(name, at)
        {
            Description = description,
            Directives = directives,
            IsExtension = extends,
            Types = types,
        };
    }

    private EnumTypeNode ParseEnum(NameNode name, SourceLocation at, StringValueNode? description, bool extends)
    {
        var directives = ParseDirectives(isConst: true);
        var values = OptionalMany(TokenKind.BraceLeft, ParseEnumValue, TokenKind.BraceRight);
        RequireParts(extends, directives.Count + values.Count);
        return new EnumTypeNode(name, at)
        {
            Description = description,
            Directives = directives,
            IsExtension = extends,
            Values = values,
        };
    }

    private InputObjectTypeNode ParseInputObject(
        NameNode name, SourceLocation at, StringValueNode? description, bool extends)
    {
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, ParseInputValue, TokenKind.BraceRight);
        RequireParts(extends, directives.Count + fields.Count);
        return new InputObjectTypeNode(name, at)
        {
            Description = description,
            Directives = directives,
            IsExtension = extends,
            Fields = fields,
        };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(SourceLocation at, StringValueNode? description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = OptionalMany(TokenKind.ParenLeft, ParseInputValue, TokenKind.ParenRight);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode(name, at)
        {
            Description = description,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = DelimitedMany(TokenKind.Pipe, ParseDirectiveLocation),
        };
    }

    private NameNode ParseDirectiveLocation()
    {
        var start = _token;
        var name = ParseName();
        return DirectiveLocations.IsKnown(name.Value) ? name : throw Unexpected(start);
    }

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _token.Location;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = OptionalMany(TokenKind.ParenLeft, ParseInputValue, TokenKind.ParenRight);
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode(name, ParseTypeReference(), start)
        {
            Description = description,
            Arguments = arguments,
            Directives = ParseDirectives(isConst: true),
        };
    }

    private InputValueNode ParseInputValue()
    {
        var start = _token.Location;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValueLiteral(isConst: true) : null;
        return new InputValueNode(name, type, start)
        {
            Description = description,
            DefaultValue = defaultValue,
            Directives = ParseDirectives(isConst: true),
        };
    }

    private EnumValueDefinitionNode ParseEnumValue()
    {
        var start = _token.Location;
        var description = ParseDescription();
        if (_token.Kind == TokenKind.Name && _token.Value is "true" or "false" or "null")
        {
            throw Fail($"{_token.Describe()} is reserved and cannot be used for an enum value.", _token);
        }

        return new EnumValueDefinitionNode(ParseName(), start)
        {
            Description = description,
            Directives = ParseDirectives(isConst: true),
        };
    }

    /// <summary>An extension that adds nothing is an error at whatever follows it.</summary>
    private void RequireParts(bool isExtension, int parts)
    {
        if (isExtension && parts == 0)
        {
            throw Unexpected(_token);
        }
    }
}

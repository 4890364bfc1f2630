namespace GraphQLEngine.Language;

public sealed partial class Parser
{
    private OperationNode ParseOperation(StringValueNode? description)
    {
        var start = description?.Location ?? _token.Location;
        if (Peek(TokenKind.BraceLeft))
        {
            return new OperationNode(OperationKind.Query, null, ParseSelectionSet(), start);
        }

        var kind = ParseOperationKind();
        var name = Peek(TokenKind.Name) ? ParseName() : null;
        var variables = OptionalMany(TokenKind.ParenLeft, ParseVariableDefinition, TokenKind.ParenRight);
        var directives = ParseDirectives(isConst: false);
        return new OperationNode(kind, name, ParseSelectionSet(), start)
        {
            Description = description,
            VariableDefinitions = variables,
            Directives = directives,
        };
    }

    private OperationKind ParseOperationKind()
    {
        var token = Expect(TokenKind.Name);
        return token.Value switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw Unexpected(token),
        };
    }

    private FragmentNode ParseFragmentDefinition(StringValueNode? description)
    {
        var start = description?.Location ?? _token.Location;
        ExpectKeyword("fragment");
        var name = ParseFragmentName();
        ExpectKeyword("on");
        var type = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        return new FragmentNode(name, type, ParseSelectionSet(), start)
        {
            Description = description,
            Directives = directives,
        };
    }

    private NameNode ParseFragmentName() => PeekKeyword("on") ? throw Unexpected(_token) : ParseName();

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _token.Location;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValueLiteral(isConst: true) : null;
        return new VariableDefinitionNode(variable, type, start)
        {
            Description = description,
            DefaultValue = defaultValue,
            Directives = ParseDirectives(isConst: true),
        };
    }

    private VariableNode ParseVariable()
    {
        var start = Expect(TokenKind.Dollar);
        return new VariableNode(ParseName(), start.Location);
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _token.Location;
        return new SelectionSetNode(Many(TokenKind.BraceLeft, ParseSelection, TokenKind.BraceRight), start);
    }

    private SelectionNode ParseSelection() => Peek(TokenKind.Spread) ? ParseSpread() : ParseField();

    private FieldNode ParseField()
    {
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            (alias, name) = (name, ParseName());
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = Peek(TokenKind.BraceLeft) ? ParseSelectionSet() : null;
        return new FieldNode(name, (alias ?? name).Location)
        {
            Alias = alias,
            Arguments = arguments,
            Directives = directives,
            SelectionSet = selectionSet,
        };
    }

    private SelectionNode ParseSpread()
    {
        var start = Expect(TokenKind.Spread).Location;
        var hasTypeCondition = SkipKeyword("on");
        if (!hasTypeCondition && Peek(TokenKind.Name))
        {
            var name = ParseFragmentName();
            return new FragmentSpreadNode(name, start) { Directives = ParseDirectives(isConst: false) };
        }

        var type = hasTypeCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        return new InlineFragmentNode(type, ParseSelectionSet(), start) { Directives = directives };
    }

    private IReadOnlyList<ArgumentNode> ParseArguments(bool isConst) =>
        OptionalMany(TokenKind.ParenLeft, () => ParseArgument(isConst), TokenKind.ParenRight);

    private ArgumentNode ParseArgument(bool isConst)
    {
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new ArgumentNode(name, ParseValueLiteral(isConst), name.Location);
    }

    private IReadOnlyList<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (!Peek(TokenKind.At))
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (Peek(TokenKind.At))
        {
            var start = Expect(TokenKind.At);
            directives.Add(new DirectiveNode(ParseName(), start.Location) { Arguments = ParseArguments(isConst) });
        }

        return directives;
    }

    private ValueNode ParseValueLiteral(bool isConst)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketLeft:
                var values = Any(TokenKind.BracketLeft, () => ParseValueLiteral(isConst), TokenKind.BracketRight);
                return new ListValueNode(values, token.Location);
            case TokenKind.BraceLeft:
                var fields = Any(TokenKind.BraceLeft, () => ParseObjectField(isConst), TokenKind.BraceRight);
                return new ObjectValueNode(fields, token.Location);
            case TokenKind.Int:
                Advance();
                return new IntValueNode(token.Value!, token.Location);
            case TokenKind.Float:
                Advance();
                return new FloatValueNode(token.Value!, token.Location);
            case TokenKind.String or TokenKind.BlockString:
                return ParseStringLiteral();
            case TokenKind.Name:
                Advance();
                return NamedValue(token);
            case TokenKind.Dollar:
                return isConst ? throw VariableInConstant() : ParseVariable();
            default:
                throw Unexpected(token);
        }
    }

    private static ValueNode NamedValue(Token token) => token.Value switch
    {
        "true" => new BooleanValueNode(true, token.Location),
        "false" => new BooleanValueNode(false, token.Location),
        "null" => new NullValueNode(token.Location),
        _ => new EnumValueNode(token.Value!, token.Location),
    };

    private GraphQLSyntaxException VariableInConstant()
    {
        var dollar = Expect(TokenKind.Dollar);
        return Peek(TokenKind.Name)
            ? Fail($"Unexpected variable \"${_token.Value}\" in constant value.", dollar)
            : Unexpected(dollar);
    }

    private ObjectFieldNode ParseObjectField(bool isConst)
    {
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new ObjectFieldNode(name, ParseValueLiteral(isConst), name.Location);
    }

    private StringValueNode ParseStringLiteral()
    {
        var token = _token;
        Advance();
        return new StringValueNode(token.Value!, token.Kind == TokenKind.BlockString, token.Location);
    }

    private TypeNode ParseTypeReference()
    {
        var start = _token.Location;
        TypeNode type;
        if (Peek(TokenKind.BracketLeft))
        {
            Enter();
            Advance();
            type = new ListTypeNode(ParseTypeReference(), start);
            Expect(TokenKind.BracketRight);
            Leave();
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, start) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode(name, name.Location);
    }
}

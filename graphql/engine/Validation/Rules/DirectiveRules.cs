using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Directives exist and stand where they may.</summary>
internal sealed class KnownDirectivesRule : ValidationRule
{
    private readonly Dictionary<string, IReadOnlyList<string>> _locations = new(StringComparer.Ordinal);

    public override void Begin()
    {
        foreach (var directive in Context.Schema?.Directives.Values ?? BuiltInDirectives.All)
        {
            _locations[directive.Name] = directive.Locations;
        }

        foreach (var node in Context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _locations[node.Name.Value] = [.. node.Locations.Select(name => name.Value)];
        }
    }

    public override bool Enter(Node node)
    {
        if (node is not DirectiveNode { Name.Value: var name })
        {
            return true;
        }

        if (!_locations.TryGetValue(name, out var locations))
        {
            Report($"Unknown directive \"@{name}\".", node);
        }
        else if (LocationOf(Context.Ancestors[^1]) is { } location && !locations.Contains(location))
        {
            Report($"Directive \"@{name}\" may not be used on {location}.", node);
        }

        return true;
    }

    private string? LocationOf(Node node) => node switch
    {
        OperationNode operation => operation.Kind.ToString().ToUpperInvariant(),
        FieldNode => "FIELD",
        FragmentSpreadNode => "FRAGMENT_SPREAD",
        InlineFragmentNode => "INLINE_FRAGMENT",
        FragmentNode => "FRAGMENT_DEFINITION",
        VariableDefinitionNode => "VARIABLE_DEFINITION",
        SchemaNode => "SCHEMA",
        ScalarTypeNode => "SCALAR",
        ObjectTypeNode => "OBJECT",
        FieldDefinitionNode => "FIELD_DEFINITION",
        InterfaceTypeNode => "INTERFACE",
        UnionTypeNode => "UNION",
        EnumTypeNode => "ENUM",
        EnumValueDefinitionNode => "ENUM_VALUE",
        InputObjectTypeNode => "INPUT_OBJECT",
        InputValueNode => Context.Ancestors[^2] is InputObjectTypeNode
            ? "INPUT_FIELD_DEFINITION"
            : "ARGUMENT_DEFINITION",
        _ => null,
    };
}

/// <summary>A directive stands once at a place, unless it is repeatable.</summary>
internal sealed class UniqueDirectivesPerLocationRule : ValidationRule
{
    private readonly Dictionary<string, bool> _isUnique = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveNode> _onSchema = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _onTypes = new(StringComparer.Ordinal);

    public override void Begin()
    {
        foreach (var directive in Context.Schema?.Directives.Values ?? BuiltInDirectives.All)
        {
            _isUnique[directive.Name] = !directive.IsRepeatable;
        }

        foreach (var node in Context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _isUnique[node.Name.Value] = !node.IsRepeatable;
        }
    }

    public override bool Enter(Node node)
    {
        var directives = DirectivesOf(node);
        if (directives.Count == 0)
        {
            return true;
        }

        var seen = SeenAt(node);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (_isUnique.GetValueOrDefault(name) && !seen.TryAdd(name, directive))
            {
                Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }

        return true;
    }

    private Dictionary<string, DirectiveNode> SeenAt(Node node)
    {
        switch (node)
        {
            case SchemaNode:
                return _onSchema;
            case TypeDefinitionNode type:
                if (!_onTypes.TryGetValue(type.Name.Value, out var seen))
                {
                    _onTypes[type.Name.Value] = seen = new(StringComparer.Ordinal);
                }

                return seen;
            default:
                return new(StringComparer.Ordinal);
        }
    }

    private static IReadOnlyList<DirectiveNode> DirectivesOf(Node node) => node switch
    {
        DefinitionNode definition => definition.Directives,
        SelectionNode selection => selection.Directives,
        VariableDefinitionNode variable => variable.Directives,
        MemberNode member => member.Directives,
        _ => [],
    };
}

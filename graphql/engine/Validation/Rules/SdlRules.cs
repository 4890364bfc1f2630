using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>A schema is defined once.</summary>
internal sealed class LoneSchemaDefinitionRule : ValidationRule
{
    private int _count;

    public override bool Enter(Node node)
    {
        if (node is SchemaNode { IsExtension: false })
        {
            if (Context.Schema is { } old && (old.Query ?? old.Mutation ?? old.Subscription) is not null)
            {
                Report("Cannot define a new schema within a schema extension.", node);
            }
            else if (_count++ > 0)
            {
                Report("Must provide only one schema definition.", node);
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>A schema has one root type for each kind of operation.</summary>
internal sealed class UniqueOperationTypesRule : ValidationRule
{
    private readonly Dictionary<OperationKind, OperationTypeNode> _known = [];

    public override bool Enter(Node node)
    {
        foreach (var operation in (node as SchemaNode)?.OperationTypes ?? [])
        {
            var kind = operation.Kind.ToString().ToLowerInvariant();
            if (Context.Schema?.RootOf(operation.Kind) is not null)
            {
                Report($"Type for {kind} already defined in the schema. It cannot be redefined.", operation);
            }
            else if (!_known.TryAdd(operation.Kind, operation))
            {
                Report($"There can be only one {kind} type in schema.", _known[operation.Kind], operation);
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>Types have different names.</summary>
internal sealed class UniqueTypeNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is TypeDefinitionNode { IsExtension: false, Name: var name })
        {
            if (Context.Schema?.FindType(name.Value) is not null)
            {
                Report(
                    $"Type \"{name.Value}\" already exists in the schema. "
                    + "It cannot also be defined in this type definition.",
                    name);
            }
            else if (!_known.TryAdd(name.Value, name))
            {
                Report($"There can be only one type named \"{name.Value}\".", _known[name.Value], name);
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>Directives have different names.</summary>
internal sealed class UniqueDirectiveNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is DirectiveDefinitionNode { Name: var name })
        {
            if (Context.Schema?.FindDirective(name.Value) is not null)
            {
                Report($"Directive \"@{name.Value}\" already exists in the schema. It cannot be redefined.", name);
            }
            else if (!_known.TryAdd(name.Value, name))
            {
                Report($"There can be only one directive named \"@{name.Value}\".", _known[name.Value], name);
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>An enum names a value once, its extensions included.</summary>
internal sealed class UniqueEnumValueNamesRule : ValidationRule
{
    private readonly Dictionary<(string Type, string Value), NameNode> _known = [];

    public override bool Enter(Node node)
    {
        if (node is EnumTypeNode { Name.Value: var type } definition)
        {
            var existing = Context.Schema?.FindType(type) as EnumType;
            foreach (var name in definition.Values.Select(value => value.Name))
            {
                if (existing?.Values.Contains(name.Value) == true)
                {
                    Report(
                        $"Enum value \"{type}.{name.Value}\" already exists in the schema. "
                        + "It cannot also be defined in this type extension.",
                        name);
                }
                else if (!_known.TryAdd((type, name.Value), name))
                {
                    Report(
                        $"Enum value \"{type}.{name.Value}\" can only be defined once.",
                        _known[(type, name.Value)],
                        name);
                }
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>A type names a field once, its extensions included.</summary>
internal sealed class UniqueFieldDefinitionNamesRule : ValidationRule
{
    private readonly Dictionary<(string Type, string Field), NameNode> _known = [];

    public override bool Enter(Node node)
    {
        var names = node switch
        {
            CompositeTypeNode type => type.Fields.Select(field => field.Name),
            InputObjectTypeNode type => type.Fields.Select(field => field.Name),
            _ => [],
        };
        foreach (var name in names)
        {
            Check(((TypeDefinitionNode)node).Name.Value, name);
        }

        return node is DocumentNode;
    }

    private void Check(string type, NameNode name)
    {
        var exists = Context.Schema?.FindType(type) switch
        {
            FieldsType fields => fields.Fields.Contains(name.Value),
            InputObjectType input => input.Fields.Contains(name.Value),
            _ => false,
        };
        if (exists)
        {
            Report(
                $"Field \"{type}.{name.Value}\" already exists in the schema. "
                + "It cannot also be defined in this type extension.",
                name);
        }
        else if (!_known.TryAdd((type, name.Value), name))
        {
            Report($"Field \"{type}.{name.Value}\" can only be defined once.", _known[(type, name.Value)], name);
        }
    }
}

/// <summary>A field or directive names an argument once.</summary>
internal sealed class UniqueArgumentDefinitionNamesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        switch (node)
        {
            case DirectiveDefinitionNode directive:
                Check($"@{directive.Name.Value}", directive.Arguments);
                break;
            case CompositeTypeNode type:
                foreach (var field in type.Fields)
                {
                    Check($"{type.Name.Value}.{field.Name.Value}", field.Arguments);
                }

                break;
        }

        return node is DocumentNode;
    }

    private void Check(string owner, IEnumerable<InputValueNode> arguments)
    {
        var names = arguments.Select(argument => argument.Name);
        foreach (var group in names.GroupBy(name => name.Value).Where(group => group.Count() > 1))
        {
            Report($"Argument \"{owner}({group.Key}:)\" can only be defined once.", group);
        }
    }
}

/// <summary>Extensions extend a type of their kind.</summary>
internal sealed class PossibleTypeExtensionsRule : ValidationRule
{
    private readonly Dictionary<string, TypeDefinitionNode> _defined = new(StringComparer.Ordinal);

    public override void Begin()
    {
        foreach (var node in Context.Document.Definitions.OfType<TypeDefinitionNode>().Where(node => !node.IsExtension))
        {
            _defined[node.Name.Value] = node;
        }
    }

    public override bool Enter(Node node)
    {
        if (node is TypeDefinitionNode { IsExtension: true } extension)
        {
            Check(extension);
        }

        return node is DocumentNode;
    }

    private void Check(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        var definition = _defined.GetValueOrDefault(name);
        var expected = definition is null ? KindOf(Context.Schema?.FindType(name)) : KindOf(definition);
        if (expected is null)
        {
            var hint = DidYouMean(name, _defined.Keys.Union(Context.Schema?.Types.Keys ?? []));
            Report($"Cannot extend type \"{name}\" because it is not defined.{hint}", node.Name);
        }
        else if (expected != KindOf(node))
        {
            Node[] nodes = definition is null ? [node] : [definition, node];
            Report($"Cannot extend non-{KindOf(node)} type \"{name}\".", nodes);
        }
    }

    private static string KindOf(TypeDefinitionNode node) => node switch
    {
        ScalarTypeNode => "scalar",
        ObjectTypeNode => "object",
        InterfaceTypeNode => "interface",
        UnionTypeNode => "union",
        EnumTypeNode => "enum",
        _ => "input object",
    };

    private static string? KindOf(NamedType? type) => type switch
    {
        ScalarType => "scalar",
        ObjectType => "object",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        InputObjectType => "input object",
        _ => null,
    };
}

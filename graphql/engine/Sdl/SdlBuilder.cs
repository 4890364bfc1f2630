using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Sdl;

/// <summary>Turns definitions into types: first every type by name, then what each of them holds.</summary>
internal sealed class SdlBuilder
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<NamedType> _ordered = [];
    private readonly DocumentNode _document;

    public SdlBuilder(DocumentNode document)
    {
        _document = document;
    }

    public Schema Build()
    {
        var definitions = _document.Definitions.OfType<TypeDefinitionNode>().ToList();
        foreach (var node in definitions.Where(node => !node.IsExtension))
        {
            var type = BuiltIn(node.Name.Value) ?? NewType(node);
            if (_types.TryAdd(type.Name, type))
            {
                _ordered.Add(type);
            }
        }

        foreach (var node in definitions.OrderBy(node => node.IsExtension))
        {
            if (_types.TryGetValue(node.Name.Value, out var type) && BuiltIn(type.Name) is null)
            {
                Fill(type, node);
            }
        }

        return NewSchema();
    }

    private Schema NewSchema()
    {
        var nodes = _document.Definitions.OfType<SchemaNode>().OrderBy(node => node.IsExtension).ToList();
        var operations = nodes
            .SelectMany(node => node.OperationTypes)
            .GroupBy(node => node.Kind)
            .ToDictionary(group => group.Key, group => (ObjectType)Named(group.Last().Type));
        var hasDefinition = nodes.Exists(node => !node.IsExtension);
        return new Schema(
            Root(OperationKind.Query, "Query"),
            Root(OperationKind.Mutation, "Mutation"),
            Root(OperationKind.Subscription, "Subscription"),
            _ordered,
            _document.Definitions.OfType<DirectiveDefinitionNode>().Select(NewDirective))
        {
            Description = nodes.Find(node => !node.IsExtension)?.Description?.Value,
        };

        ObjectType? Root(OperationKind kind, string name) =>
            operations.GetValueOrDefault(kind)
            ?? (hasDefinition ? null : _types.GetValueOrDefault(name) as ObjectType);
    }

    private static NamedType NewType(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        NamedType type = node switch
        {
            ObjectTypeNode => new ObjectType(name),
            InterfaceTypeNode => new InterfaceType(name),
            UnionTypeNode => new UnionType(name),
            EnumTypeNode => new EnumType(name),
            InputObjectTypeNode => new InputObjectType(name),
            _ => new ScalarType(name),
        };
        type.Description = node.Description?.Value;
        return type;
    }

    private void Fill(NamedType type, TypeDefinitionNode node)
    {
        type.AppliedDirectives = [.. type.AppliedDirectives, .. node.Directives];
        switch (type, node)
        {
            case (ScalarType scalar, ScalarTypeNode):
                scalar.SpecifiedByUrl = StringArgument(node.Directives, "specifiedBy", "url") ?? scalar.SpecifiedByUrl;
                break;
            case (FieldsType fields, CompositeTypeNode composite):
                FillFields(fields, composite);
                break;
            case (UnionType union, UnionTypeNode members):
                foreach (var member in members.Types)
                {
                    union.Types.Add((ObjectType)Named(member));
                }

                break;
            case (EnumType values, EnumTypeNode definition):
                FillValues(values, definition);
                break;
            case (InputObjectType input, InputObjectTypeNode definition):
                input.IsOneOf |= definition.Directives.Any(directive => directive.Name.Value == "oneOf");
                FillInputs(input.Fields, definition.Fields);
                break;
        }
    }

    private void FillFields(FieldsType type, CompositeTypeNode node)
    {
        foreach (var parent in node.Interfaces)
        {
            type.Interfaces.Add((InterfaceType)Named(parent));
        }

        foreach (var definition in node.Fields.Where(field => !type.Fields.Contains(field.Name.Value)))
        {
            var field = new Field(definition.Name.Value, TypeOf(definition.Type))
            {
                Description = definition.Description?.Value,
                DeprecationReason = DeprecationOf(definition),
                AppliedDirectives = definition.Directives,
            };
            FillInputs(field.Arguments, definition.Arguments);
            type.Fields.Add(field);
        }
    }

    private static void FillValues(EnumType type, EnumTypeNode node)
    {
        foreach (var definition in node.Values.Where(value => !type.Values.Contains(value.Name.Value)))
        {
            type.Values.Add(new EnumValue(definition.Name.Value)
            {
                Description = definition.Description?.Value,
                DeprecationReason = DeprecationOf(definition),
                AppliedDirectives = definition.Directives,
            });
        }
    }

    private void FillInputs(InputValueList list, IEnumerable<InputValueNode> nodes)
    {
        foreach (var node in nodes.Where(node => !list.Contains(node.Name.Value)))
        {
            list.Add(new InputValue(node.Name.Value, TypeOf(node.Type))
            {
                Description = node.Description?.Value,
                Default = node.DefaultValue,
                DeprecationReason = DeprecationOf(node),
                AppliedDirectives = node.Directives,
            });
        }
    }

    private DirectiveDefinition NewDirective(DirectiveDefinitionNode node)
    {
        var directive = new DirectiveDefinition(node.Name.Value, [.. node.Locations.Select(name => name.Value)])
        {
            Description = node.Description?.Value,
            IsRepeatable = node.IsRepeatable,
        };
        FillInputs(directive.Arguments, node.Arguments);
        return directive;
    }

    private NamedType Named(NamedTypeNode node) =>
        _types.GetValueOrDefault(node.Name.Value)
        ?? BuiltIn(node.Name.Value)
        ?? throw new ArgumentException($"Unknown type: \"{node.Name.Value}\".");

    private static NamedType? BuiltIn(string name) =>
        BuiltInScalars.Find(name) ?? IntrospectionTypes.All.FirstOrDefault(type => type.Name == name);

    private IGraphQLType TypeOf(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(TypeOf(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(TypeOf(nonNull.Type)),
        _ => Named((NamedTypeNode)node),
    };

    private static string? DeprecationOf(MemberNode node)
    {
        if (!node.Directives.Any(directive => directive.Name.Value == "deprecated"))
        {
            return null;
        }

        return StringArgument(node.Directives, "deprecated", "reason") ?? BuiltInDirectives.DefaultDeprecationReason;
    }

    private static string? StringArgument(IReadOnlyList<DirectiveNode> directives, string name, string argument) =>
        directives
            .FirstOrDefault(directive => directive.Name.Value == name)?.Arguments
            .FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value is StringValueNode text
            ? text.Value
            : null;
}

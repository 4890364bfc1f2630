using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate;
using HotChocolate.Types;
using EnumType = GraphQLEngine.Types.EnumType;
using EnumValue = GraphQLEngine.Types.EnumValue;

namespace GraphQLEngine.Binding;

/// <summary>
/// The GraphQL type of each .NET type. Types are made when first mentioned and given their fields in
/// <see cref="Complete"/>, since they mention each other.
/// </summary>
internal sealed class TypeMap(ILookup<Type, Type> extensions)
{
    private readonly Dictionary<Type, NamedType> _outputs = [];
    private readonly Dictionary<Type, InputObjectType> _inputs = [];
    private readonly Dictionary<string, (IGraphQLType Node, ObjectType Type)> _connections = [];
    private readonly Queue<NamedType> _incomplete = [];
    private ObjectType? _pageInfo;

    public XmlDocs Docs { get; } = new();

    /// <summary>The type as a field may have it.</summary>
    public NamedType Output(Type type)
    {
        if (Scalars.Find(type) is { } scalar)
        {
            return scalar;
        }

        if (!_outputs.TryGetValue(type, out var known))
        {
            _outputs[type] = known = Create(type);
            _incomplete.Enqueue(known);
        }

        return known;
    }

    /// <summary>The type as an argument may have it.</summary>
    public NamedType Input(Type type)
    {
        if (type.IsEnum || Scalars.Find(type) is not null)
        {
            return Output(type);
        }

        if (!_inputs.TryGetValue(type, out var known))
        {
            _inputs[type] = known = new InputObjectType(Naming.Input(type))
            {
                Description = Docs.Of(type),
                IsOneOf = type.IsDefined(typeof(OneOfAttribute)),
            };
            InputObjects.Fill(known, type, this);
        }

        return known;
    }

    /// <summary>The connection type of this name, whose nodes have the given type.</summary>
    public ObjectType Connection(string name, IGraphQLType node)
    {
        if (!_connections.TryGetValue(name, out var known))
        {
            _connections[name] = known = (node, ConnectionTypes.Create(name, node, _pageInfo ??= ConnectionTypes.PageInfo()));
        }

        return known.Node.ToString() == node.ToString()
            ? known.Type
            : throw new SchemaBindingException($"{name}Connection would have nodes of {known.Node} and of {node}: give one a ConnectionName.");
    }

    /// <summary>Gives every type its fields, then tells unions and interfaces who belongs to them.</summary>
    public void Complete(FieldBinder fields, IEnumerable<Type> interfaces)
    {
        foreach (var type in interfaces)
        {
            Output(type);
        }

        while (_incomplete.TryDequeue(out var type))
        {
            if (type is FieldsType { ClrType: { } source } composite)
            {
                Fill(composite, source, fields);
            }
        }

        foreach (var (type, made) in _outputs.OrderBy(pair => pair.Value.Name, StringComparer.Ordinal))
        {
            Adopt(type, made);
        }
    }

    private NamedType Create(Type type)
    {
        var name = Naming.Output(type);
        var description = Docs.Of(type);

        if (type.IsEnum)
        {
            return CreateEnum(type, name, description);
        }

        if (type.IsDefined(typeof(UnionTypeAttribute)))
        {
            return new UnionType(name) { Description = description };
        }

        if (type.IsDefined(typeof(InterfaceTypeAttribute)))
        {
            return new InterfaceType(name) { Description = description, ClrType = type };
        }

        return type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
            ? new ObjectType(name) { Description = description, ClrType = type }
            : throw new SchemaBindingException($"{type} has no GraphQL type: use a scalar, an enum, a record, or an interface with [UnionType] or [InterfaceType].");
    }

    private EnumType CreateEnum(Type type, string name, string? description)
    {
        var made = new EnumType(name) { Description = description };
        foreach (var value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (!value.IsDefined(typeof(GraphQLIgnoreAttribute)))
            {
                made.Values.Add(new EnumValue(Naming.EnumValue(value), value.GetValue(null))
                {
                    Description = Docs.Of(value),
                    DeprecationReason = Resolvers.DeprecationOf(value),
                });
            }
        }

        return made;
    }

    private void Fill(FieldsType composite, Type source, FieldBinder fields)
    {
        foreach (var property in Resolvers.PropertiesOf(source))
        {
            composite.Fields.AddBound(composite.Name, fields.Property(property));
        }

        foreach (var method in extensions[source].SelectMany(Resolvers.MethodsOf))
        {
            composite.Fields.AddBound(composite.Name, fields.Extension(method, source));
        }
    }

    private void Adopt(Type type, NamedType made)
    {
        if (made is not ObjectType member)
        {
            return;
        }

        foreach (var (parent, owner) in _outputs.Where(pair => pair.Key.IsInterface && pair.Key.IsAssignableFrom(type)))
        {
            if (owner is UnionType union)
            {
                union.Types.Add(member);
            }
            else if (owner is InterfaceType declared)
            {
                member.Interfaces.Add(declared);
            }
        }
    }
}

using System.Collections.Concurrent;
using GraphQLEngine.Introspection;

namespace GraphQLEngine.Types;

/// <summary>
/// Every type reachable from the roots, found by name. Building it checks nothing but that names are unique;
/// <see cref="SchemaValidation"/> tells whether it obeys the specification.
/// </summary>
public sealed class Schema
{
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, DirectiveDefinition> _directives = new(StringComparer.Ordinal);
    private readonly Dictionary<NamedType, List<ObjectType>> _possibleTypes = [];
    private readonly Dictionary<InterfaceType, List<InterfaceType>> _derivedInterfaces = [];
    private readonly ConcurrentDictionary<(NamedType Abstract, Type Clr), ObjectType?> _byClrType = new();

    /// <summary>
    /// Collects the types. <paramref name="otherTypes"/> are those that no field mentions (implementors of an
    /// interface), or all of them where their order matters. The specification's own directives are always there.
    /// </summary>
    public Schema(
        ObjectType? query,
        ObjectType? mutation = null,
        ObjectType? subscription = null,
        IEnumerable<NamedType>? otherTypes = null,
        IEnumerable<DirectiveDefinition>? directives = null)
    {
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
        foreach (var directive in (directives ?? []).Concat(BuiltInDirectives.All))
        {
            _directives.TryAdd(directive.Name, directive);
        }

        var collector = new TypeCollector(_types);
        collector.CollectAll([.. otherTypes ?? []]);
        NamedType?[] roots = [query, mutation, subscription];
        collector.CollectAll([.. roots.OfType<NamedType>()]);
        collector.CollectAll([.. _directives.Values.SelectMany(d => d.Arguments).Select(a => a.Type.Named)]);
        collector.CollectAll([IntrospectionTypes.Schema]);
        IndexAbstractTypes();
    }

    public string? Description { get; init; }

    public ObjectType? Query { get; }

    public ObjectType? Mutation { get; }

    public ObjectType? Subscription { get; }

    /// <summary>All named types by name, in the order they were found; introspection types last.</summary>
    public IReadOnlyDictionary<string, NamedType> Types => _types;

    public IReadOnlyDictionary<string, DirectiveDefinition> Directives => _directives;

    /// <summary>The type of this name, or null.</summary>
    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of this name, or null.</summary>
    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The root type of an operation, or null when the schema has none of its kind.</summary>
    public ObjectType? RootOf(Language.OperationKind kind) => kind switch
    {
        Language.OperationKind.Mutation => Mutation,
        Language.OperationKind.Subscription => Subscription,
        _ => Query,
    };

    /// <summary>The object types a value of this composite type may have; an object type has itself alone.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) => type switch
    {
        ObjectType self => [self],
        _ => _possibleTypes.TryGetValue(type, out var types) ? types : [],
    };

    /// <summary>Object and interface types that declare an interface.</summary>
    public IEnumerable<FieldsType> Implementations(InterfaceType type) =>
        PossibleTypes(type).Concat<FieldsType>(_derivedInterfaces.GetValueOrDefault(type) ?? []);

    /// <summary>Whether <paramref name="type"/> belongs to the abstract type (as member or implementor).</summary>
    public bool IsSubType(NamedType abstractType, NamedType type) => type switch
    {
        ObjectType member => _possibleTypes.TryGetValue(abstractType, out var types) && types.Contains(member),
        InterfaceType derived => abstractType is InterfaceType parent && derived.Interfaces.Contains(parent),
        _ => false,
    };

    /// <summary>A field by name, the meta-fields of the place included; null when there is none.</summary>
    public Field? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == MetaFields.TypeName.Name && parent.IsComposite)
            {
                return MetaFields.TypeName;
            }

            if (ReferenceEquals(parent, Query))
            {
                return name == MetaFields.Schema.Name ? MetaFields.Schema
                    : name == MetaFields.Type.Name ? MetaFields.Type
                    : null;
            }
        }

        return parent is FieldsType type && type.Fields.TryGetValue(name, out var field) ? field : null;
    }

    /// <summary>The object type of a value of an abstract type; null when nothing recognises it.</summary>
    public ObjectType? ObjectTypeOf(NamedType abstractType, object value)
    {
        var resolve = abstractType is InterfaceType type ? type.ResolveType : ((UnionType)abstractType).ResolveType;
        return resolve?.Invoke(value)
            ?? _byClrType.GetOrAdd((abstractType, value.GetType()), FindByClrType)
            ?? PossibleTypes(abstractType).FirstOrDefault(possible => possible.IsTypeOf?.Invoke(value) == true);
    }

    private ObjectType? FindByClrType((NamedType Abstract, Type Clr) key)
    {
        var possible = PossibleTypes(key.Abstract);
        for (var type = key.Clr; type is not null; type = type.BaseType)
        {
            if (possible.FirstOrDefault(candidate => candidate.ClrType == type) is { } exact)
            {
                return exact;
            }
        }

        return possible.FirstOrDefault(candidate => candidate.ClrType?.IsAssignableFrom(key.Clr) == true);
    }

    private void IndexAbstractTypes()
    {
        foreach (var type in _types.Values)
        {
            switch (type)
            {
                case UnionType union:
                    _possibleTypes[union] = [.. union.Types];
                    break;
                case ObjectType implementor:
                    foreach (var parent in implementor.Interfaces)
                    {
                        Listed(_possibleTypes, parent).Add(implementor);
                    }

                    break;
                case InterfaceType derived:
                    foreach (var parent in derived.Interfaces)
                    {
                        Listed(_derivedInterfaces, parent).Add(derived);
                    }

                    break;
            }
        }
    }

    private static List<TValue> Listed<TKey, TValue>(Dictionary<TKey, List<TValue>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        return list;
    }
}

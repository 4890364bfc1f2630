namespace GraphQLEngine.Types;

/// <summary>
/// Every type reachable from the roots, found by name. Building it checks nothing but that names are unique;
/// <c>SchemaValidation</c> tells whether it obeys the specification.
/// </summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveDefinition> _directives = new(StringComparer.Ordinal);

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
    }

    public string? Description { get; init; }

    public ObjectType? Query { get; }

    public ObjectType? Mutation { get; }

    public ObjectType? Subscription { get; }

    public IReadOnlyDictionary<string, NamedType> Types => _types;

    public IReadOnlyDictionary<string, DirectiveDefinition> Directives => _directives;
}

namespace GraphQLEngine.Types;

/// <summary>Anything in a schema that has a name: a type, a field, an argument, an enum value, a directive.</summary>
public abstract class SchemaMember(string name)
{
    private Metadata? _metadata;

    public string Name { get; } = name;

    /// <summary>Markdown for the people who read the schema.</summary>
    public string? Description { get; set; }

    /// <summary>Open bag for bindings: authorization, cost, provenance.</summary>
    public Metadata Metadata => _metadata ??= new Metadata();

    /// <summary>The attached value of this type, or null; unlike <see cref="Metadata"/> it never allocates.</summary>
    public T? Get<T>()
        where T : class => _metadata?.Get<T>();

    /// <summary>Directives that were applied in SDL, other than those that the model itself expresses.</summary>
    public IReadOnlyList<Language.DirectiveNode> AppliedDirectives { get; set; } = [];

    public override string ToString() => Name;
}

namespace GraphQLEngine.Types;

/// <summary>A type as fields and arguments refer to it: a named type, a list or a non-null wrapper.</summary>
public interface IGraphQLType
{
    /// <summary>The innermost named type.</summary>
    NamedType Named { get; }

    /// <summary>
    /// Whether arguments and variables may have it: scalars, enums, input objects and wrappers of them.
    /// </summary>
    bool IsInput { get; }

    /// <summary>Whether fields may have it.</summary>
    bool IsOutput { get; }
}

/// <summary>
/// A type with a name. Types are filled freely until a <see cref="Schema"/> is built from them, so types that refer
/// to each other are created first and given their fields afterwards; from then on they must not change.
/// </summary>
public abstract class NamedType(string name) : SchemaMember(name), IGraphQLType
{
    public NamedType Named => this;

    public virtual bool IsInput => false;

    public virtual bool IsOutput => true;

    /// <summary>Scalars and enums: values without fields.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>Objects, interfaces and unions: what a selection set can stand on.</summary>
    public virtual bool IsComposite => false;

    /// <summary>Interfaces and unions.</summary>
    public virtual bool IsAbstract => false;
}

/// <summary>A list of another type.</summary>
public sealed class ListType(IGraphQLType ofType) : IGraphQLType
{
    public IGraphQLType OfType { get; } = ofType;

    public NamedType Named => OfType.Named;

    public bool IsInput => OfType.IsInput;

    public bool IsOutput => OfType.IsOutput;

    public override string ToString() => $"[{OfType}]";
}

/// <summary>A type whose values are never null.</summary>
public sealed class NonNullType(IGraphQLType ofType) : IGraphQLType
{
    public IGraphQLType OfType { get; } =
        ofType is NonNullType ? throw new ArgumentException("A non-null type cannot be wrapped again.") : ofType;

    public NamedType Named => OfType.Named;

    public bool IsInput => OfType.IsInput;

    public bool IsOutput => OfType.IsOutput;

    public override string ToString() => $"{OfType}!";
}

namespace GraphQLEngine.Types;

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsType(string name) : NamedType(name)
{
    public FieldList Fields { get; } = [];

    /// <summary>The interfaces it declares, directly and, as the specification demands, those they inherit.</summary>
    public IList<InterfaceType> Interfaces { get; } = [];

    public override bool IsComposite => true;

    /// <summary>
    /// The .NET type its values have, where there is one; used to tell an abstract value's object type.
    /// </summary>
    public Type? ClrType { get; set; }
}

/// <summary>An object type.</summary>
public sealed class ObjectType(string name) : FieldsType(name)
{
    /// <summary>
    /// Recognises its values among those of an abstract type; asked only when <see cref="FieldsType.ClrType"/> is not
    /// enough.
    /// </summary>
    public Func<object, bool>? IsTypeOf { get; set; }
}

/// <summary>An interface type.</summary>
public sealed class InterfaceType(string name) : FieldsType(name)
{
    public override bool IsAbstract => true;

    /// <summary>The object type of a value; null falls back to <see cref="FieldsType.ClrType"/> and IsTypeOf.</summary>
    public Func<object, ObjectType?>? ResolveType { get; set; }
}

/// <summary>A union of object types.</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    public IList<ObjectType> Types { get; } = [];

    public override bool IsComposite => true;

    public override bool IsAbstract => true;

    /// <summary>The object type of a value; null falls back to <see cref="FieldsType.ClrType"/> and IsTypeOf.</summary>
    public Func<object, ObjectType?>? ResolveType { get; set; }
}

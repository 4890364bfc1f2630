using System.Collections.ObjectModel;
using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValue(string name, IGraphQLType type) : SchemaMember(name)
{
    public IGraphQLType Type { get; } = type;

    /// <summary>What holds when nothing is given, as a literal; null when there is no default.</summary>
    public ValueNode? Default { get; set; }

    /// <summary>Why not to use it any more; null when it is in good standing.</summary>
    public string? DeprecationReason { get; set; }

    /// <summary>The default's value, once it was needed.</summary>
    internal object? CoercedDefault { get; set; }

    /// <summary>Non-null and without a default: leaving it out is an error.</summary>
    public bool IsRequired => Type is NonNullType && Default is null;
}

/// <summary>Input values in the order they were declared, found by name.</summary>
public sealed class InputValueList : KeyedCollection<string, InputValue>
{
    protected override string GetKeyForItem(InputValue item) => item.Name;
}

/// <summary>Fields in the order they were declared, found by name.</summary>
public sealed class FieldList : KeyedCollection<string, Field>
{
    protected override string GetKeyForItem(Field item) => item.Name;
}

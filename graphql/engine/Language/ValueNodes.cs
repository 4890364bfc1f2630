namespace GraphQLEngine.Language;

/// <summary>A literal or a variable.</summary>
public abstract class ValueNode(SourceLocation location) : Node(location);

/// <summary><c>$name</c></summary>
public sealed class VariableNode(NameNode name, SourceLocation location = default) : ValueNode(location)
{
    public NameNode Name { get; } = name;
}

/// <summary>A whole number, kept as written because it may exceed every machine type.</summary>
public sealed class IntValueNode(string value, SourceLocation location = default) : ValueNode(location)
{
    public string Value { get; } = value;
}

/// <summary>A number with a fraction or an exponent, kept as written.</summary>
public sealed class FloatValueNode(string value, SourceLocation location = default) : ValueNode(location)
{
    public string Value { get; } = value;
}

/// <summary>
/// A string, escapes already read; <paramref name="block"/> tells whether it was written with three quotes.
/// </summary>
public sealed class StringValueNode(string value, bool block = false, SourceLocation location = default)
    : ValueNode(location)
{
    public string Value { get; } = value;

    public bool Block { get; } = block;
}

public sealed class BooleanValueNode(bool value, SourceLocation location = default) : ValueNode(location)
{
    public bool Value { get; } = value;
}

public sealed class NullValueNode(SourceLocation location = default) : ValueNode(location);

public sealed class EnumValueNode(string value, SourceLocation location = default) : ValueNode(location)
{
    public string Value { get; } = value;
}

public sealed class ListValueNode(IReadOnlyList<ValueNode> values, SourceLocation location = default)
    : ValueNode(location)
{
    public IReadOnlyList<ValueNode> Values { get; } = values;
}

public sealed class ObjectValueNode(IReadOnlyList<ObjectFieldNode> fields, SourceLocation location = default)
    : ValueNode(location)
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

/// <summary>A named value inside an object literal.</summary>
public sealed class ObjectFieldNode(NameNode name, ValueNode value, SourceLocation location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}

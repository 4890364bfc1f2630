namespace GraphQLEngine.Language;

/// <summary>A definition or extension that belongs to a schema rather than to a request.</summary>
public abstract class TypeSystemNode(SourceLocation location) : DefinitionNode(location)
{
    /// <summary>True for <c>extend …</c>.</summary>
    public bool IsExtension { get; init; }
}

/// <summary><c>schema { … }</c> and its extensions.</summary>
public sealed class SchemaNode(IReadOnlyList<OperationTypeNode> operationTypes, SourceLocation location = default)
    : TypeSystemNode(location)
{
    public IReadOnlyList<OperationTypeNode> OperationTypes { get; } = operationTypes;
}

/// <summary><c>query: Query</c> inside a schema definition.</summary>
public sealed class OperationTypeNode(OperationKind kind, NamedTypeNode type, SourceLocation location = default)
    : Node(location)
{
    public OperationKind Kind { get; } = kind;

    public NamedTypeNode Type { get; } = type;
}

/// <summary>A definition of a named type, or an extension of one.</summary>
public abstract class TypeDefinitionNode(NameNode name, SourceLocation location) : TypeSystemNode(location)
{
    public NameNode Name { get; } = name;
}

public sealed class ScalarTypeNode(NameNode name, SourceLocation location = default)
    : TypeDefinitionNode(name, location);

/// <summary>What object and interface types have in common in the text.</summary>
public abstract class CompositeTypeNode(NameNode name, SourceLocation location) : TypeDefinitionNode(name, location)
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

public sealed class ObjectTypeNode(NameNode name, SourceLocation location = default)
    : CompositeTypeNode(name, location);

public sealed class InterfaceTypeNode(NameNode name, SourceLocation location = default)
    : CompositeTypeNode(name, location);

public sealed class UnionTypeNode(NameNode name, SourceLocation location = default)
    : TypeDefinitionNode(name, location)
{
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];
}

public sealed class EnumTypeNode(NameNode name, SourceLocation location = default)
    : TypeDefinitionNode(name, location)
{
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

public sealed class InputObjectTypeNode(NameNode name, SourceLocation location = default)
    : TypeDefinitionNode(name, location)
{
    public IReadOnlyList<InputValueNode> Fields { get; init; } = [];
}

/// <summary>A part of a type definition that carries a description and directives.</summary>
public abstract class MemberNode(NameNode name, SourceLocation location) : Node(location)
{
    public NameNode Name { get; } = name;

    public StringValueNode? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class FieldDefinitionNode(NameNode name, TypeNode type, SourceLocation location = default)
    : MemberNode(name, location)
{
    public TypeNode Type { get; } = type;

    public IReadOnlyList<InputValueNode> Arguments { get; init; } = [];
}

/// <summary>An argument's or an input field's definition.</summary>
public sealed class InputValueNode(NameNode name, TypeNode type, SourceLocation location = default)
    : MemberNode(name, location)
{
    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; init; }
}

public sealed class EnumValueDefinitionNode(NameNode name, SourceLocation location = default)
    : MemberNode(name, location);

public sealed class DirectiveDefinitionNode(NameNode name, SourceLocation location = default)
    : TypeSystemNode(location)
{
    public NameNode Name { get; } = name;

    public IReadOnlyList<InputValueNode> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public IReadOnlyList<NameNode> Locations { get; init; } = [];
}

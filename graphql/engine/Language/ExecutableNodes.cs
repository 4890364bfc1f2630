namespace GraphQLEngine.Language;

/// <summary>The three things an operation may do.</summary>
public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>A query, mutation or subscription; without a name it is anonymous.</summary>
public sealed class OperationNode(
    OperationKind kind, NameNode? name, SelectionSetNode selectionSet, SourceLocation location = default)
    : ExecutableDefinitionNode(selectionSet, location)
{
    public OperationKind Kind { get; } = kind;

    public NameNode? Name { get; } = name;
}

/// <summary>A named fragment.</summary>
public sealed class FragmentNode(
    NameNode name, NamedTypeNode typeCondition, SelectionSetNode selectionSet, SourceLocation location = default)
    : ExecutableDefinitionNode(selectionSet, location)
{
    public NameNode Name { get; } = name;

    public NamedTypeNode TypeCondition { get; } = typeCondition;
}

/// <summary>A variable as an operation declares it.</summary>
public sealed class VariableDefinitionNode(VariableNode variable, TypeNode type, SourceLocation location = default)
    : Node(location)
{
    public VariableNode Variable { get; } = variable;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; init; }

    public StringValueNode? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>What stands between braces.</summary>
public sealed class SelectionSetNode(IReadOnlyList<SelectionNode> selections, SourceLocation location = default)
    : Node(location)
{
    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode(SourceLocation location) : Node(location)
{
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A field as a document selects it.</summary>
public sealed class FieldNode(NameNode name, SourceLocation location = default) : SelectionNode(location)
{
    public NameNode Name { get; } = name;

    public NameNode? Alias { get; init; }

    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key in the response: the alias where there is one.</summary>
    public string ResponseName => (Alias ?? Name).Value;
}

/// <summary><c>...Name</c></summary>
public sealed class FragmentSpreadNode(NameNode name, SourceLocation location = default) : SelectionNode(location)
{
    public NameNode Name { get; } = name;
}

/// <summary><c>... on Type { }</c>, the type being optional.</summary>
public sealed class InlineFragmentNode(
    NamedTypeNode? typeCondition, SelectionSetNode selectionSet, SourceLocation location = default)
    : SelectionNode(location)
{
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary>A named value given to a field or a directive.</summary>
public sealed class ArgumentNode(NameNode name, ValueNode value, SourceLocation location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}

/// <summary><c>@name(arguments)</c></summary>
public sealed class DirectiveNode(NameNode name, SourceLocation location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];
}

/// <summary>A reference to a type.</summary>
public abstract class TypeNode(SourceLocation location) : Node(location);

public sealed class NamedTypeNode(NameNode name, SourceLocation location = default) : TypeNode(location)
{
    public NameNode Name { get; } = name;
}

public sealed class ListTypeNode(TypeNode type, SourceLocation location = default) : TypeNode(location)
{
    public TypeNode Type { get; } = type;
}

public sealed class NonNullTypeNode(TypeNode type, SourceLocation location = default) : TypeNode(location)
{
    public TypeNode Type { get; } = type;
}

namespace GraphQLEngine.Language;

/// <summary>
/// A node of a document's syntax tree. Nodes never change once parsed, so trees are shared between requests.
/// </summary>
public abstract class Node(SourceLocation location)
{
    /// <summary>Where the node begins.</summary>
    public SourceLocation Location { get; } = location;

    /// <summary>The node in GraphQL's own words.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>A name, which has a place of its own because many errors point at it.</summary>
public sealed class NameNode(string value, SourceLocation location = default) : Node(location)
{
    public string Value { get; } = value;
}

/// <summary>A whole text: operations, fragments, and definitions of types.</summary>
public sealed class DocumentNode(IReadOnlyList<DefinitionNode> definitions, SourceLocation location = default)
    : Node(location)
{
    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>How many tokens the text had; 0 when it was not read from one.</summary>
    public int TokenCount { get; init; }
}

/// <summary>One entry of a document.</summary>
public abstract class DefinitionNode(SourceLocation location) : Node(location)
{
    public StringValueNode? Description { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A definition that can be executed: an operation or a fragment.</summary>
public abstract class ExecutableDefinitionNode(SelectionSetNode selectionSet, SourceLocation location)
    : DefinitionNode(location)
{
    public SelectionSetNode SelectionSet { get; } = selectionSet;

    public IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; init; } = [];
}

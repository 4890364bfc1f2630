namespace GraphQLEngine.Language;

/// <summary>
/// A place in a document: line and column, both counted from one. <c>default</c> means "not from a text".
/// </summary>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>False for nodes that were built by a program rather than read from a text.</summary>
    public bool IsKnown => Line > 0;
}

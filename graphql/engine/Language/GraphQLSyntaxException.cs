namespace GraphQLEngine.Language;

/// <summary>A text that is no GraphQL; <see cref="Exception.Message"/> begins with "Syntax Error:".</summary>
public sealed class GraphQLSyntaxException(string description, SourceLocation location)
    : Exception($"Syntax Error: {description}")
{
    /// <summary>The offending token.</summary>
    public SourceLocation Location { get; } = location;
}

namespace GraphQLEngine.Language;

/// <summary>Reads texts into syntax trees.</summary>
public static class Parser
{
    /// <summary>Reads a document; throws <see cref="GraphQLSyntaxException"/>.</summary>
    public static DocumentNode Parse(string text, int maxTokens = 0) => throw new NotSupportedException("Being built.");
}

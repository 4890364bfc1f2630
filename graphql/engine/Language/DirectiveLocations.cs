namespace GraphQLEngine.Language;

/// <summary>The places where a directive may stand, in the specification's words.</summary>
public static class DirectiveLocations
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    };

    /// <summary>In the specification's order.</summary>
    public static IReadOnlyCollection<string> All => Known;

    public static bool IsKnown(string location) => Known.Contains(location);
}

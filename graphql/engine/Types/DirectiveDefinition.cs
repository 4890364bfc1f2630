namespace GraphQLEngine.Types;

/// <summary>A directive that documents may use.</summary>
public sealed class DirectiveDefinition(string name, params IReadOnlyList<string> locations) : SchemaMember(name)
{
    /// <summary>The places where it may stand, in the specification's words (<c>FIELD</c>, <c>OBJECT</c> …).</summary>
    public IReadOnlyList<string> Locations { get; } = locations;

    public InputValueList Arguments { get; init; } = [];

    /// <summary>Whether it may stand twice at one place.</summary>
    public bool IsRepeatable { get; init; }
}

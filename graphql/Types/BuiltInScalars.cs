namespace GraphQLEngine.Types;

/// <summary>The scalars that every schema has.</summary>
public static partial class BuiltInScalars
{
    public static ScalarType Int { get; } = new("Int");

    public static ScalarType Float { get; } = new("Float");

    public static ScalarType String { get; } = new("String");

    public static ScalarType Boolean { get; } = new("Boolean");

    public static ScalarType Id { get; } = new("ID");
}

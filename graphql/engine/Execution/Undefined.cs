namespace GraphQLEngine.Execution;

/// <summary>The absence of a value, where null would already be one.</summary>
internal static class Undefined
{
    public static readonly object Value = new();
}

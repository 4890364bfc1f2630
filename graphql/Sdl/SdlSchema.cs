using GraphQLEngine.Types;

namespace GraphQLEngine.Sdl;

/// <summary>Builds schemas from the schema definition language and prints them in it.</summary>
public static class SdlSchema
{
    /// <summary>The schema that a text defines; throws when the text is no valid one.</summary>
    public static Schema Build(string sdl) => throw new NotSupportedException("Being built.");

    /// <summary>The schema's definition as text.</summary>
    public static string Print(Schema schema) => throw new NotSupportedException("Being built.");
}

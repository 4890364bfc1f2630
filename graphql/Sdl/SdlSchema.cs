using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Sdl;

/// <summary>Builds schemas from the schema definition language and prints them in it.</summary>
public static class SdlSchema
{
    /// <summary>
    /// The schema that a text defines. Its fields have no resolvers yet: set <see cref="Field.Resolve"/> on those found
    /// through <see cref="Schema.Types"/>. Throws <see cref="GraphQLSyntaxException"/> on a text that is no GraphQL.
    /// </summary>
    public static Schema Build(string sdl) => Build(Parser.Parse(sdl));

    /// <summary>The schema that a parsed text defines.</summary>
    public static Schema Build(DocumentNode document) => new SdlBuilder(document).Build();

    /// <summary>The schema's definition as text, ending in a newline.</summary>
    public static string Print(Schema schema) => SdlPrinter.Print(schema);

    /// <summary>The definition of a single type as text.</summary>
    public static string Print(NamedType type) => SdlPrinter.Print(type);
}

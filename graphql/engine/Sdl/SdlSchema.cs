using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Sdl;

/// <summary>Builds schemas from the schema definition language and prints them in it.</summary>
public static class SdlSchema
{
    /// <summary>
    /// The schema that a text defines. Its fields have no resolvers yet: set <see cref="Field.Resolve"/> on those found
    /// through <see cref="Schema.Types"/>. Throws <see cref="GraphQLSyntaxException"/> on a text that is no GraphQL and
    /// <see cref="GraphQLException"/>, with every violation, on one that defines no sound schema.
    /// </summary>
    public static Schema Build(string sdl)
    {
        var document = Parser.Parse(sdl);
        var errors = DocumentValidator.ValidateSdl(document);
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var schema = BuildUnchecked(document);
        SchemaValidation.Require(schema);
        return schema;
    }

    /// <summary>
    /// The schema that a parsed text defines, sound or not: a piece to be extended, or one known to be valid.
    /// </summary>
    public static Schema BuildUnchecked(DocumentNode document) => new SdlBuilder(document).Build();

    /// <summary>The schema's definition as text, ending in a newline.</summary>
    public static string Print(Schema schema) => SdlPrinter.Print(schema);

    /// <summary>The definition of a single type as text.</summary>
    public static string Print(NamedType type) => SdlPrinter.Print(type);
}

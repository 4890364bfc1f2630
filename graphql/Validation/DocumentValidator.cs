using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation;

/// <summary>Checks documents against a schema.</summary>
public static class DocumentValidator
{
    /// <summary>Every violation of the specification's rules; empty when the document may run.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ExecutorOptions? options = null) => [];
}

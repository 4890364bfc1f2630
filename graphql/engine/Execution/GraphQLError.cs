using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>An entry of a response's <c>errors</c>.</summary>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document; empty when no place is to blame.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Which field of the response: names and list indices (int); null for request errors.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Figures and codes for programs; by custom <c>code</c> names the kind.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>The same error with <c>extensions.code</c>.</summary>
    public GraphQLError WithCode(string code) =>
        this with { Extensions = new Dictionary<string, object?>(Extensions ?? Empty) { ["code"] = code } };

    private static readonly Dictionary<string, object?> Empty = [];
}

/// <summary>
/// Thrown by a resolver to answer with errors of its own words; place and path are filled in where missing.
/// </summary>
public class GraphQLException(params IReadOnlyList<GraphQLError> errors)
    : Exception(errors.Count > 0 ? errors[0].Message : "GraphQL error")
{
    public GraphQLException(string message)
        : this([new GraphQLError(message)])
    {
    }

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}

/// <summary>Nothing of an operation may run, so that its response has no <c>data</c> at all.</summary>
internal sealed class RefusedOperationException(IReadOnlyList<GraphQLError> errors) : GraphQLException(errors);

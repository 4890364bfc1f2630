namespace GraphQLEngine.Execution;

/// <summary>
/// What a client asks. Values inside <see cref="Variables"/> and <see cref="Extensions"/> are null, bool, string, long,
/// decimal, double, <see cref="IReadOnlyList{T}"/> or <see cref="IReadOnlyDictionary{TKey,TValue}"/> of these, or any
/// object a transport puts in the place of a null (an uploaded file). <see cref="JsonValues"/> makes them from JSON.
/// </summary>
public sealed record GraphQLRequest
{
    public required string Query { get; init; }

    /// <summary>Which operation of the document; needed only when it has several.</summary>
    public string? OperationName { get; init; }

    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }
}

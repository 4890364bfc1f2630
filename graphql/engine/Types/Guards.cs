namespace GraphQLEngine.Types;

/// <summary>Metadata of a field: what resolving it costs beside the objects it gives. Without it, nothing.</summary>
/// <param name="Weight">In objects: the cost of giving one object is 1.</param>
public sealed record FieldCost(double Weight);

/// <summary>Metadata of a field: how many items its list, or the lists below it, may have.</summary>
/// <param name="AssumedSize">The size when no slicing argument tells; null takes the executor's.</param>
public sealed record ListSize(int? AssumedSize = null)
{
    /// <summary>
    /// Arguments that bound the size, such as <c>first</c> and <c>last</c>; the largest that is given counts.
    /// </summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>
    /// The lists of this size that stand below the field, such as a connection's <c>nodes</c> and <c>edges</c>;
    /// empty when the field is the list itself.
    /// </summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];
}

/// <summary>
/// Metadata of a field: of all fields with the same <paramref name="Group"/> a document may select one, once.
/// So a caller who is counted by request cannot do a hundred things in one.
/// </summary>
/// <param name="Group">Named in the error, as in "Only one points-moving field …".</param>
public sealed record ExclusiveInDocument(string Group);

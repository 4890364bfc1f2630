namespace OrleansLoyalty.Storage.Lists;

/// <summary>Which part of an ordered list is wanted: so many rows after one key, or so many before another.</summary>
/// <param name="Size">At most so many rows.</param>
/// <param name="After">Key columns of the row before the first wanted; <see langword="null"/> to begin at the start.</param>
/// <param name="Before">Key columns of the row after the last wanted; <see langword="null"/> for no such bound.</param>
/// <param name="FromEnd">Counts <paramref name="Size"/> from the end of the window, not from its start.</param>
public sealed record ListWindow(int Size, object[]? After = null, object[]? Before = null, bool FromEnd = false);

/// <summary>A part of an ordered list.</summary>
/// <param name="Rows">In the order of the list.</param>
/// <param name="HasNext">Whether rows follow.</param>
/// <param name="HasPrevious">Whether rows precede.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, bool HasNext, bool HasPrevious);

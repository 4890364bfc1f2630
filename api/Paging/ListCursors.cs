using System.Buffers.Text;
using System.Text.Json;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Api.Paging;

/// <summary>
/// The cursors of one list in one order, between Relay's connections and the lists of storage: opaque texts that hold
/// the list's name and the key columns of a row. A cursor of another list, or of none, is refused here alone.
/// </summary>
/// <param name="list">The list's name; where a filter changes the order, with the order.</param>
/// <param name="keyTypes">
/// Of the key columns: <see cref="long"/> and <see cref="int"/>, neither negative, <see cref="string"/>,
/// <see cref="DateOnly"/> or <see cref="DateTimeOffset"/>.
/// </param>
public sealed class ListCursors(string list, params Type[] keyTypes)
{
    private const int MaxPageSize = 100;
    private const int MaxLength = 4_000; // Three times the longest there is, of a key of 100 Chinese characters.

    /// <summary>The part of the list that paging arguments ask for.</summary>
    /// <param name="page">The arguments; without any, the first twenty.</param>
    /// <exception cref="GraphQLException">
    /// The arguments contradict each other, or a cursor is not of this list.
    /// </exception>
    public ListWindow Window(PagingArguments page)
    {
        if (page is { First: not null, Last: not null })
        {
            throw BadInput.Error("first", "and last cannot both be given");
        }

        var size = page.First ?? page.Last ?? 20;
        if (size is < 1 or > MaxPageSize)
        {
            throw BadInput.Error(page.Last is null ? "first" : "last", $"must be from 1 to {MaxPageSize}");
        }

        return new ListWindow(size, Read("after", page.After), Read("before", page.Before), page.Last is not null);
    }

    /// <summary>A page as a connection.</summary>
    /// <param name="page">The page.</param>
    /// <param name="node">Makes what is shown of a row.</param>
    /// <param name="key">The key columns of a row.</param>
    public Connection<TNode> Connection<TRow, TNode>(
        ListPage<TRow> page, Func<TRow, TNode> node, Func<TRow, object[]> key)
    {
        var edges = page.Rows.Select(row => new Edge<TNode>(node(row), Write(key(row)))).ToList();
        return new Connection<TNode>(
            edges,
            new ConnectionPageInfo(
                page.HasNext, page.HasPrevious, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>The cursor of a row.</summary>
    public string Write(params object[] key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
        key.Select(column => column is DateTimeOffset moment ? moment.ToUniversalTime() : column).Prepend(list)));

    /// <summary>The key columns of a cursor; <see langword="null"/> without one.</summary>
    /// <exception cref="GraphQLException">It is not a cursor of this list.</exception>
    public object[]? Read(string argument, string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        // Written again and compared: only the spelling that this list writes is its cursor.
        return cursor.Length <= MaxLength && Columns(cursor) is { } key && key.All(IsStorable) && Write(key) == cursor
            ? key
            : throw BadInput.Error(argument, "is not a cursor of this list: take one that it gave, or leave it out");
    }

    private object[]? Columns(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)) is { } values
                && values.Length == keyTypes.Length + 1
                ? [.. values.Skip(1).Zip(keyTypes, Column)]
                : null;
        }
        catch (Exception nonsense) when (nonsense is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static object Column(JsonElement value, Type type) =>
        value.Deserialize(type) ?? throw new FormatException();

    private static bool IsStorable(object column) => column switch
    {
        long number => number >= 0,
        int number => number >= 0,
        string text => Storable.TextProblem(text) is null,
        _ => true,
    };
}

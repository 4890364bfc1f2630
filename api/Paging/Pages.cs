using System.Buffers.Text;
using System.Text.Json;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Api.Paging;

/// <summary>Between Relay's connections and the lists of storage: opaque cursors over the keys of the rows.</summary>
public static class Pages
{
    private const int MaxSize = 100;

    /// <summary>The part of a list that paging arguments ask for.</summary>
    /// <param name="page">The arguments; without any, the first twenty.</param>
    /// <param name="keyTypes">Of the list's key columns: <see cref="long"/>, <see cref="int"/>, <see cref="string"/> or a moment.</param>
    /// <exception cref="GraphQLException">The arguments contradict each other, or a cursor is not of this list.</exception>
    public static ListWindow Window(PagingArguments page, params Type[] keyTypes)
    {
        if (page is { First: not null, Last: not null })
        {
            throw BadInput.Error("first", "and last cannot both be given");
        }

        var size = page.First ?? page.Last ?? 20;
        if (size is < 1 or > MaxSize)
        {
            throw BadInput.Error(page.Last is null ? "first" : "last", $"must be from 1 to {MaxSize}");
        }

        return new ListWindow(
            size, Key("after", page.After, keyTypes), Key("before", page.Before, keyTypes), page.Last is not null);
    }

    /// <summary>A page as a connection.</summary>
    /// <param name="page">The page.</param>
    /// <param name="node">Makes what is shown of a row.</param>
    /// <param name="key">The key columns of a row.</param>
    public static Connection<TNode> Connection<TRow, TNode>(
        ListPage<TRow> page, Func<TRow, TNode> node, Func<TRow, object[]> key)
    {
        var edges = page.Rows.Select(row => new Edge<TNode>(node(row), Cursor(key(row)))).ToList();
        return new Connection<TNode>(
            edges,
            new ConnectionPageInfo(
                page.HasNext, page.HasPrevious, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>An opaque cursor over key columns.</summary>
    public static string Cursor(params object[] key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    /// <summary>The key columns of a cursor.</summary>
    /// <exception cref="GraphQLException">It is not a cursor of this list.</exception>
    public static object[]? Key(string argument, string? cursor, params Type[] keyTypes)
    {
        if (cursor is null)
        {
            return null;
        }

        try
        {
            var values = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor))!;
            return values.Length == keyTypes.Length
                ? [.. values.Zip(keyTypes, (value, type) => value.Deserialize(type)!)]
                : throw new FormatException();
        }
        catch (Exception nonsense) when (nonsense is FormatException or JsonException or InvalidOperationException)
        {
            throw BadInput.Error(argument, "is not a cursor of this list");
        }
    }
}

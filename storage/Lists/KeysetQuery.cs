using Npgsql;

namespace OrleansLoyalty.Storage.Lists;

/// <summary>
/// Builds a query that reads a page by the keys of its neighbours and never by counting rows off, so that the
/// thousandth page costs what the first does. Values are parameters, never text.
/// </summary>
/// <param name="select">Everything up to the conditions.</param>
/// <param name="keys">The columns that order the list; together unique.</param>
/// <param name="descending">Whether the list shows the greatest key first.</param>
/// <param name="cursor">
/// How the keys come from the values of a cursor, which stand for <c>{0}</c>, <c>{1}</c>, …; left out where they are the same.
/// </param>
internal sealed class KeysetQuery(string select, string[] keys, bool descending, string? cursor = null)
{
    private readonly List<string> _conditions = [];
    private readonly QueryParameters _parameters = new();

    /// <summary>Adds a condition, in which <c>{0}</c> stands for the value, unless the value is null.</summary>
    internal KeysetQuery Where(string condition, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(_parameters.In(condition, value));
        }

        return this;
    }

    /// <summary>Adds a condition without a value.</summary>
    internal KeysetQuery Where(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>Reads the page.</summary>
    internal async Task<ListPage<T>> ReadAsync<T>(
        NpgsqlDataSource database, ListWindow window, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        Bound(window.After, descending ? "<" : ">");
        Bound(window.Before, descending ? ">" : "<");
        var downwards = descending != window.FromEnd;
        var order = string.Join(", ", keys.Select(key => downwards ? $"{key} desc" : key));
        var where = _conditions.Count == 0 ? "" : $"where {string.Join(" and ", _conditions)}";

        // One row more than wanted tells whether there are more.
        var rows = await database.RowsAsync(
            $"{select} {where} order by {order} limit {_parameters.Add(window.Size + 1)}", _parameters.Values, row, cancellation);
        return Page(rows, window);
    }

    /// <summary>The page of a window whose rows were read from its beginning, one more than wanted where there is one.</summary>
    internal static ListPage<T> Page<T>(List<T> rows, ListWindow window)
    {
        var more = rows.Count > window.Size;
        if (more)
        {
            rows.RemoveAt(window.Size);
        }

        if (!window.FromEnd)
        {
            return new ListPage<T>(rows, more, window.After is not null);
        }

        rows.Reverse();
        return new ListPage<T>(rows, window.Before is not null, more);
    }

    /// <summary>Counts all rows that the conditions leave, which takes time in proportion to them.</summary>
    internal Task<long> CountAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var where = _conditions.Count == 0 ? "" : $"where {string.Join(" and ", _conditions)}";
        return database.RowAsync(
            $"select count(*) from ({select} {where}) counted", _parameters.Values, row => row.GetInt64(0), cancellation);
    }

    private void Bound(object[]? key, string comparison)
    {
        if (key is not null)
        {
            _conditions.Add($"({string.Join(", ", keys)}) {comparison} {Bound(key)}");
        }
    }

    private string Bound(object[] key)
    {
        if (cursor is null)
        {
            return $"({string.Join(", ", key.Select(_parameters.Add))})";
        }

        var bound = cursor;
        for (var i = 0; i < key.Length; i++)
        {
            bound = _parameters.In(bound, key[i], i);
        }

        return bound;
    }
}

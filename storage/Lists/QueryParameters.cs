namespace OrleansLoyalty.Storage.Lists;

/// <summary>The values of a query that is put together condition by condition: parameters, never text.</summary>
internal sealed class QueryParameters
{
    private readonly List<object?> _values = [];

    /// <summary>All values, in the order of their numbers.</summary>
    internal IReadOnlyList<object?> Values => _values;

    /// <summary>Takes a value in.</summary>
    /// <returns>What stands for it in the query.</returns>
    internal string Add(object value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }

    /// <summary>Takes a value in wherever <c>{0}</c>, <c>{1}</c>, … (<paramref name="index"/>) stands in a text; one that stands
    /// nowhere is not taken.</summary>
    internal string In(string text, object value, int index = 0)
    {
        var place = $"{{{index}}}";
        return text.Contains(place, StringComparison.Ordinal) ? text.Replace(place, Add(value), StringComparison.Ordinal) : text;
    }
}

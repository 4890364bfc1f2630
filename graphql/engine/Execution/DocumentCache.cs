using System.Collections.Concurrent;

namespace GraphQLEngine.Execution;

/// <summary>
/// Keeps prepared operations by their text. Two generations bound it: when the young one is full it becomes the old
/// one, and what was not asked for since is forgotten.
/// </summary>
internal sealed class DocumentCache(int capacity)
{
    // A document of one long string is no page's; kept, it would make the cache's size anybody's to choose.
    private const int MaxLength = 100_000;

    private readonly int _generation = Math.Max(1, capacity / 2);
    private ConcurrentDictionary<(string Query, string? Name), PreparedOperation> _young = new();
    private ConcurrentDictionary<(string Query, string? Name), PreparedOperation> _old = new();

    /// <summary>How much the plans of operations prepared now may take.</summary>
    public PlanBudget Budget { get; private set; } = new();

    public PreparedOperation? Find(string query, string? name)
    {
        if (_young.TryGetValue((query, name), out var operation))
        {
            return operation;
        }

        if (_old.TryGetValue((query, name), out operation))
        {
            Add(query, name, operation);
        }

        return operation;
    }

    public void Add(string query, string? name, PreparedOperation operation)
    {
        if (query.Length > MaxLength)
        {
            return;
        }

        var young = _young;
        if (young.Count >= _generation)
        {
            _old = young;
            _young = young = new();
            Budget = new PlanBudget();
        }

        young[(query, name)] = operation;
    }
}

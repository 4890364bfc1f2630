namespace GraphQLEngine.Execution;

/// <summary>
/// How many planned fields are kept. Fragments inside fragments unfold into plans far larger than their text; what is
/// past the budget is planned anew each time, which is slower and just as right.
/// </summary>
internal sealed class PlanBudget
{
    private const int Fields = 250_000;
    private const int FieldsOfOneOperation = 10_000;

    private readonly PlanBudget? _shared;
    private int _left;

    public PlanBudget()
    {
        _left = Fields;
    }

    private PlanBudget(PlanBudget shared)
    {
        _shared = shared;
        _left = FieldsOfOneOperation;
    }

    /// <summary>The part that one operation may take of this budget.</summary>
    public PlanBudget ForOneOperation() => new(this);

    /// <summary>Takes so many fields; false when they are not to be kept.</summary>
    public bool TryTake(int fields)
    {
        if (Volatile.Read(ref _left) < fields || _shared?.TryTake(fields) == false)
        {
            return false;
        }

        Interlocked.Add(ref _left, -fields);
        return true;
    }
}

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>One call in a history.</summary>
/// <param name="Invoked">It took effect after this, if it did.</param>
/// <param name="Answered">And before this.</param>
/// <param name="MayBeMissing">Whether it may have had no effect at all, since nobody knows.</param>
/// <param name="Step">What it does to a state that allows its answer; <see langword="null"/> where the state does not.</param>
/// <typeparam name="TState">The state of the model; compared by value.</typeparam>
public sealed record Call<TState>(long Invoked, long Answered, bool MayBeMissing, Func<TState, TState?> Step)
    where TState : class;

/// <summary>
/// Whether calls can be put in one order that a model allows and real time does not contradict. The search of Wing and
/// Gong: whatever no unplaced call precedes may be next; what was tried is remembered.
/// </summary>
public static class Linearizability
{
    /// <summary>The most calls of one key; more cannot be told.</summary>
    public const int MostCalls = 64;

    /// <summary>Searches for an order.</summary>
    /// <returns><see langword="null"/> where more than <see cref="MostCalls"/> were made of one key.</returns>
    public static bool? Holds<TState>(TState initial, IReadOnlyList<Call<TState>> calls)
        where TState : class
    {
        if (calls.Count > MostCalls)
        {
            return null;
        }

        var tried = new HashSet<(ulong Placed, TState State)>();
        return Place(0, initial);

        bool Place(ulong placed, TState state)
        {
            if (!tried.Add((placed, state)))
            {
                return false;
            }

            var (isComplete, nextAnswer) = (true, long.MaxValue);
            for (var i = 0; i < calls.Count; i++)
            {
                if ((placed >> i & 1) == 0 && !calls[i].MayBeMissing)
                {
                    (isComplete, nextAnswer) = (false, Math.Min(nextAnswer, calls[i].Answered));
                }
            }

            for (var i = 0; i < calls.Count && !isComplete; i++)
            {
                if ((placed >> i & 1) == 0 && calls[i].Invoked <= nextAnswer && calls[i].Step(state) is { } next)
                {
                    isComplete = Place(placed | 1UL << i, next);
                }
            }

            return isComplete;
        }
    }
}

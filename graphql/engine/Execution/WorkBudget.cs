using System.Runtime.CompilerServices;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>
/// How many steps may be spent on one document before it runs. Whatever compares, spreads or enumerates takes its
/// steps here, so that a small document cannot ask for much work, and work that is not wanted any more ends.
/// </summary>
internal sealed class WorkBudget(long maxSteps, CancellationToken cancellation = default)
{
    // Fragments that meet each other cost the square of their number; pages of a hundred fragments stay far below.
    private const long StepsOfAnyDocument = 100_000;

    // A walk takes a few steps for each token, and fragments are walked once for each operation that reaches them.
    private const long StepsOfAToken = 20;

    private const long StepsBetweenChecks = 1_024;

    /// <summary>How many steps were taken.</summary>
    public long Steps { get; private set; }

    /// <summary>How many steps may be taken.</summary>
    public long MaxSteps => maxSteps;

    /// <summary>What a document may take: in proportion to its length, and something to begin with.</summary>
    /// <param name="document">The document; its tokens count.</param>
    /// <param name="cancellation">Fires when the work is not wanted any more.</param>
    public static WorkBudget For(DocumentNode document, CancellationToken cancellation) =>
        new(StepsOfAnyDocument + (StepsOfAToken * document.TokenCount), cancellation);

    /// <summary>For documents of our own, such as schemas.</summary>
    public static WorkBudget Unlimited() => new(long.MaxValue);

    /// <summary>
    /// Takes steps; throws <see cref="WorkExceededException"/> when they were more than allowed, or when the recursion
    /// that takes them comes near the end of the stack, and <see cref="OperationCanceledException"/> when the work is
    /// not wanted any more.
    /// </summary>
    public void Take(long steps = 1)
    {
        if (!TryTake(steps) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new WorkExceededException();
        }
    }

    /// <summary>
    /// Takes steps; false when they were more than allowed. Throws <see cref="OperationCanceledException"/> when the
    /// work is not wanted any more.
    /// </summary>
    public bool TryTake(long steps = 1)
    {
        var checks = Steps / StepsBetweenChecks;
        Steps += steps;
        if (Steps / StepsBetweenChecks != checks)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return Steps <= maxSteps;
    }
}

/// <summary>A document would take more steps than it may.</summary>
internal sealed class WorkExceededException() : GraphQLException(
    new GraphQLError("The document takes too many steps to validate. Validation aborted.").WithCode("STEPS_EXCEEDED"));

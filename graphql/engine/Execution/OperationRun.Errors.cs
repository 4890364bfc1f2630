using System.Diagnostics;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

internal sealed partial class OperationRun
{
    private ErrorList? _errors;

    /// <summary>Errors of fields, in the order in which they came up; null when there are none.</summary>
    public IReadOnlyList<GraphQLError>? Errors => _errors;

    /// <summary>An error that a resolver reports beside its value; from any thread.</summary>
    public void ReportFromResolver(ResultNode node, int slot, GraphQLError error)
    {
        lock (_gate)
        {
            if (_errors is not { IsFull: true })
            {
                (_errors ??= new ErrorList()).Add(Located(node, slot, error));
            }
        }
    }

    private void AddError(ResultNode node, int slot, string message) =>
        ReportFromResolver(node, slot, new GraphQLError(message));

    /// <summary>A resolver failed: null stands in its place, or the null rises (false).</summary>
    private bool SettleFailure(ResultNode node, int slot, Exception exception)
    {
        node.Values[slot] = null;
        switch (exception)
        {
            case GraphQLException refusal:
                foreach (var error in refusal.Errors)
                {
                    ReportFromResolver(node, slot, error);
                }

                break;
            case ScalarException refusal:
                AddError(node, slot, refusal.Message);
                break;
            default:
                ReportFromResolver(node, slot, Masked(exception, Located(node, slot, new GraphQLError(""))));
                break;
        }

        return !node.IsNonNullAt(slot);
    }

    private GraphQLError Masked(Exception exception, GraphQLError place)
    {
        Activity.Current?.AddException(exception);
        return Failures.Mask(exception, options, place);
    }

    private static GraphQLError Located(ResultNode node, int slot, GraphQLError error) => error with
    {
        Locations = error.Locations.Count > 0 ? error.Locations : node.FieldAt(slot).Locations,
        Path = error.Path ?? node.PathTo(slot),
    };

    /// <summary>The client has left or the time is up: there is nobody to tell about fields.</summary>
    private bool IsAbort(Exception exception) =>
        exception is OperationCanceledException && (context.Cancellation.IsCancellationRequested || IsOverdue);
}

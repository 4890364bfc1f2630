namespace GraphQLEngine.Execution;

/// <summary>
/// What clients are told of exceptions that nobody foresaw: an id that the log explains, and nothing else.
/// </summary>
internal static class Failures
{
    public static GraphQLError Mask(Exception exception, ExecutorOptions options, GraphQLError? place = null)
    {
        var error = (place ?? new GraphQLError("")) with
        {
            Message = "Unexpected Execution Error",
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = "INTERNAL_ERROR",
                ["id"] = Guid.NewGuid().ToString("N"),
            },
        };
        return options.OnException?.Invoke(exception, error) ?? error;
    }
}

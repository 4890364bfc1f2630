using System.Security.Cryptography;
using GraphQLEngine.Execution;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Server;

/// <summary>Keeps what went wrong inside from clients: they get an id, the log has the exception beside it.</summary>
public static partial class Faults
{
    /// <summary>For <see cref="ExecutorOptions.OnException"/>: logs the exception with the id that the client is told.</summary>
    public static Func<Exception, GraphQLError, GraphQLError> LoggedBy(ILogger logger) => (exception, error) =>
    {
        var id = error.Extensions?.GetValueOrDefault("id") as string ?? "(none)";
        LogFieldFault(logger, exception, string.Join('.', error.Path ?? []), id);
        return error;
    };

    /// <summary>The error for an exception that escaped everything else.</summary>
    internal static GraphQLError Report(ILogger logger, Exception exception)
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        LogFault(logger, exception, id);

        return new GraphQLError("Unexpected error.")
        {
            Extensions = new Dictionary<string, object?> { ["code"] = "INTERNAL_ERROR", ["id"] = id },
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The field {Path} failed (error {Id})")]
    private static partial void LogFieldFault(ILogger logger, Exception exception, string path, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed (error {Id})")]
    private static partial void LogFault(ILogger logger, Exception exception, string id);
}

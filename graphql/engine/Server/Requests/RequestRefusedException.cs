using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>A request that is turned away before anything of it runs, with the status and the sentence that say why.</summary>
public sealed class RequestRefusedException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status to answer with.</summary>
    public int Status { get; } = status;

    /// <summary>For programs, in <c>extensions.code</c>; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>The methods for the <c>Allow</c> header of a 405.</summary>
    public string? Allow { get; init; }

    /// <summary>For the <c>Retry-After</c> header of a 429 or 503, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal GraphQLError Error => Code is null ? new GraphQLError(Message) : new GraphQLError(Message).WithCode(Code);

    internal static RequestRefusedException BadRequest(string message) =>
        new(StatusCodes.Status400BadRequest, message);

    internal static RequestRefusedException TooLarge(string what, long limitBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"{what} is larger than the limit of {limitBytes} bytes.");

    internal static RequestRefusedException MethodNotAllowed(string message, string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, message) { Allow = allow };
}

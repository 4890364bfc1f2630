using System.Globalization;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>Writes responses that carry errors alone.</summary>
internal static class ErrorResponse
{
    /// <summary>The status for a document or variables that cannot run, by the GraphQL-over-HTTP specification.</summary>
    public static int StatusOfRefusal(ResponseFormat format) =>
        format == ResponseFormat.GraphQLResponse ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    public static string ContentTypeOf(ResponseFormat? format) => format == ResponseFormat.GraphQLResponse
        ? Negotiation.GraphQLResponse + "; charset=utf-8"
        : Negotiation.Json + "; charset=utf-8";

    public static Task WriteAsync(HttpContext http, RequestRefusedException refused, ResponseFormat? format)
    {
        var headers = http.Response.Headers;
        if (refused.Allow is { } allow)
        {
            headers.Allow = allow;
        }

        if (refused.RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(http, refused.Status, [refused.Error], format);
    }

    public static async Task WriteAsync(
        HttpContext http, int status, IReadOnlyList<GraphQLError> errors, ResponseFormat? format)
    {
        using var output = new PooledBuffer();
        Executor.WriteErrors(errors, output);

        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = ContentTypeOf(format);
        response.ContentLength = output.Length;
        await response.BodyWriter.WriteAsync(output.Written, http.RequestAborted);
    }
}

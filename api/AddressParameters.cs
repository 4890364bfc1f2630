using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansLoyalty.Api;

/// <summary>
/// The parameters of what is served beside GraphQL: checked as GraphQL's arguments are, and refused in the same form.
/// </summary>
internal static class AddressParameters
{
    /// <summary>A parameter as given; <see langword="null"/> when it is left out.</summary>
    /// <exception cref="GraphQLException">It is not text.</exception>
    internal static string? Text(this IQueryCollection query, string name) =>
        (string?)query[name] is not { } text ? null
        : Storable.TextProblem(text) is { } problem ? throw BadInput.Error(name, problem)
        : text;

    /// <summary>Answers bad input with 400 and the error that GraphQL would tell: sentence, code and field.</summary>
    internal static RouteHandlerBuilder RefuseBadInput(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (GraphQLException refusal)
            {
                var errors = refusal.Errors.Select(
                    error => new { message = error.Message, extensions = error.Extensions });
                return Results.Json(new { errors }, statusCode: StatusCodes.Status400BadRequest);
            }
        });
}

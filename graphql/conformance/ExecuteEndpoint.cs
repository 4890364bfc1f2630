using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Sdl;
using GraphQLEngine.Tests.Conformance;

namespace GraphQLEngine.ConformanceHost;

/// <summary>
/// Runs one operation against a schema that comes with it. The values are the fixed ones of the public corpus, or,
/// when a <c>seed</c> is given, derived from it and the place in the response.
/// </summary>
public static class ExecuteEndpoint
{
    private const int SchemasKept = 256;

    private static readonly ConcurrentDictionary<(string Sdl, long? Seed), Executor> Executors = new();

    // The suites measure the engine without its guards.
    private static readonly ExecutorOptions Unguarded = new() { MaxTokens = 0, MaxDepth = 0, MaxAliases = 0 };

    public static async Task HandleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var request = body.RootElement;

        if (ExecutorFor(request, out var problem) is not { } executor)
        {
            await WriteErrorsAsync(http, [new GraphQLError(problem!)]);
            return;
        }

        var (operation, errors) = executor.Prepare(Text(request, "query") ?? "", Text(request, "operationName"));
        if (operation is null)
        {
            await WriteErrorsAsync(http, errors!);
            return;
        }

        var variables = request.TryGetProperty("variables", out var given) && given.ValueKind == JsonValueKind.Object
            ? JsonValues.ReadObject(given)
            : null;
        var context = new RequestContext(http.RequestServices, new ClaimsPrincipal(), http.RequestAborted);

        http.Response.ContentType = "application/json; charset=utf-8";
        await executor.ExecuteAsync(operation, variables, context, http.Response.BodyWriter);
    }

    private static Executor? ExecutorFor(JsonElement request, out string? problem)
    {
        problem = null;
        var sdl = Text(request, "schema") ?? "";
        long? seed = request.TryGetProperty("seed", out var number) ? number.GetInt64() : null;

        if (Executors.TryGetValue((sdl, seed), out var known))
        {
            return known;
        }

        try
        {
            var schema = SdlSchema.Build(sdl);
            if (seed is null)
            {
                MockResolvers.Install(schema);
            }
            else
            {
                SeededValues.Attach(schema, (uint)seed);
            }

            if (Executors.Count >= SchemasKept)
            {
                Executors.Clear();
            }

            return Executors[(sdl, seed)] = new Executor(schema, Unguarded);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            problem = refused.Message; // A test host: whoever sent the schema is told what is wrong with it.
            return null;
        }
    }

    private static async Task WriteErrorsAsync(HttpContext http, IReadOnlyList<GraphQLError> errors)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        Executor.WriteErrors(errors, http.Response.BodyWriter);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

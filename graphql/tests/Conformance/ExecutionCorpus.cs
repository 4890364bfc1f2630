using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Sdl;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>Runs the public execution corpus: each line a schema with cases, compared byte for byte.</summary>
public static class ExecutionCorpus
{
    private static readonly ExecutorOptions Unlimited =
        new() { MaxTokens = 0, MaxDepth = 0, MaxAliases = 0, Timeout = TimeSpan.Zero };

    /// <summary>How many cases there were, and what differed.</summary>
    public static async Task<(int Total, List<string> Failures)> RunAsync(string path)
    {
        var total = 0;
        var failures = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            using var entry = JsonDocument.Parse(line);
            var executor = Answering(entry.RootElement.GetProperty("schema").GetString()!);
            foreach (var test in entry.RootElement.GetProperty("cases").EnumerateArray())
            {
                total++;
                if (await RunAsync(executor, test) is { } failure)
                {
                    failures.Add($"{test.GetProperty("id")}: {failure}");
                }
            }
        }

        return (total, failures);
    }

    /// <summary>An executor of this schema with the corpus' resolvers.</summary>
    public static Executor Answering(string sdl) => new(MockResolvers.Install(SdlSchema.Build(sdl)), Unlimited);

    private static async Task<string?> RunAsync(Executor executor, JsonElement test)
    {
        var preparation = executor.Prepare(test.GetProperty("query").GetString()!);
        if (preparation.Operation is null)
        {
            return string.Join("; ", preparation.Errors!.Select(error => error.Message));
        }

        var variables = test.GetProperty("variables") is { ValueKind: JsonValueKind.Object } given
            ? JsonValues.ReadObject(given)
            : null;
        var output = new ArrayBufferWriter<byte>();
        var context = new RequestContext(NoServices.Instance, new ClaimsPrincipal());
        await executor.ExecuteAsync(preparation.Operation, variables, context, output);
        var expected = $"{{\"data\":{Compact(test.GetProperty("data"))}}}";
        var actual = Encoding.UTF8.GetString(output.WrittenSpan);
        return actual == expected ? null : $"expected {expected}\nbut got  {actual}";
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A provider of nothing.</summary>
public sealed class NoServices : IServiceProvider
{
    public static NoServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}

using System.Globalization;
using GraphQLEngine.Benchmark;
using GraphQLEngine.Execution;
using GraphQLEngine.Server;

// --mode engine: this engine at /graphql. --mode minimal: the same JSON by a minimal API, as fast as it goes.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"]}");
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));

var app = builder.Build();
if (builder.Configuration["mode"] == "engine")
{
    app.MapGraphQLEngine("/graphql", new Executor(EngineSchema.Create()));
}
else
{
    // It reads the query, as any server must, and knows beforehand what to answer.
    app.MapPost("/graphql", (Question question) => question.Query.Contains("items", StringComparison.Ordinal)
        ? Results.Json(new Answer<Nodes>(new Nodes(Item.All)), AnswerJson.Default.AnswerNodes)
        : Results.Json(new Answer<Scalar>(new Scalar("world")), AnswerJson.Default.AnswerScalar));
}

// For the benchmark to tell what a request allocates.
app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture));
app.Run();

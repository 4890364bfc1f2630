using GraphQLEngine.ConformanceHost;
using GraphQLEngine.Execution;
using GraphQLEngine.Server;

// --suite NAME runs one of the suites that need no server; else the host listens on --port:
// the schema that the public audits ask for at /graphql, and any schema at /execute.
var builder = WebApplication.CreateSlimBuilder(args);
if (builder.Configuration["suite"] is { } suite)
{
    return Suites.Run(suite, builder.Configuration);
}

builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"] ?? "4000"}");
builder.Services.AddGraphQLCompression();

var app = builder.Build();
var options = new GraphQLServerOptions { QueryPage = true };
options.Streaming.ConnectionInitTimeout = TimeSpan.FromSeconds(3);

app.UseResponseCompression();
app.MapGet("/health", () => "ok");
app.MapPost("/execute", ExecuteEndpoint.HandleAsync);
app.MapGraphQLEngine(
    "/graphql",
    new Executor(AuditSchema.Create(), new ExecutorOptions { OnException = Faults.LoggedBy(app.Logger) }),
    options);
app.Run();
return 0;

using System.Buffers;
using System.Security.Claims;
using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Sdl;
using GraphQLEngine.Tests.Conformance;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Execution;

/// <summary>Asks a schema made from text, whose resolvers are set by coordinate, and shows the response as text.</summary>
internal sealed class Answer(string sdl)
{
    private readonly Dictionary<string, Resolver> _resolvers = [];
    private readonly Dictionary<string, Subscriber> _subscribers = [];
    private readonly List<Action<Schema>> _changes = [];
    private Executor? _executor;

    public ExecutorOptions Options { get; init; } = new() { Timeout = TimeSpan.Zero };

    public Executor Executor => _executor ??= Build();

    public Answer With(string coordinate, Func<ResolverContext, object?> resolve) =>
        WithAsync(coordinate, context => new ValueTask<object?>(resolve(context)));

    public Answer WithAsync(string coordinate, Resolver resolve)
    {
        _resolvers[coordinate] = resolve;
        return this;
    }

    public Answer WithStream(string coordinate, Func<ResolverContext, IAsyncEnumerable<object?>> subscribe)
    {
        _subscribers[coordinate] = context => new(subscribe(context));
        return this;
    }

    public Answer Change(Action<Schema> change)
    {
        _changes.Add(change);
        return this;
    }

    /// <summary>The whole response.</summary>
    public async Task<string> ToAsync(
        string query, object? variables = null, string? operationName = null, CancellationToken cancellation = default)
    {
        var output = new ArrayBufferWriter<byte>();
        var preparation = Executor.Prepare(query, operationName, cancellation);
        if (preparation.Operation is null)
        {
            Executor.WriteErrors(preparation.Errors!, output);
        }
        else
        {
            await Executor.ExecuteAsync(preparation.Operation, Plain(variables), Context(cancellation), output);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public ValueTask<Subscription> SubscribeAsync(string query, object? variables = null) =>
        Executor.SubscribeAsync(Executor.Prepare(query).Operation!, Plain(variables), Context(default));

    public static RequestContext Context(CancellationToken cancellation) =>
        new(NoServices.Instance, new ClaimsPrincipal(), cancellation);

    private static Dictionary<string, object?>? Plain(object? variables) => variables is null
        ? null
        : JsonValues.ReadObject(System.Text.Json.JsonSerializer.SerializeToElement(variables));

    private Executor Build()
    {
        var schema = SdlSchema.Build(sdl);
        foreach (var (coordinate, resolve) in _resolvers)
        {
            Find(schema, coordinate).Resolve = resolve;
        }

        foreach (var (coordinate, subscribe) in _subscribers)
        {
            Find(schema, coordinate).Subscribe = subscribe;
        }

        _changes.ForEach(change => change(schema));
        return new Executor(schema, Options);
    }

    public static Field Find(Schema schema, string coordinate)
    {
        var parts = coordinate.Split('.');
        return ((FieldsType)schema.Types[parts[0]]).Fields[parts[1]];
    }
}

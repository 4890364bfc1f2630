using System.Runtime.CompilerServices;
using GraphQLEngine.Execution;
using GraphQLEngine.Server;
using GraphQLEngine.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQLEngine.Tests.Server;

/// <summary>A schema with something for each thing a transport can do.</summary>
internal static class TestSchema
{
    private static readonly ScalarType Upload = new("Upload")
    {
        ParseValue = value => value as UploadedFile ?? throw new ScalarException("Upload must be a file."),
    };

    public static Schema Create() => new(
        new ObjectType("Query")
        {
            Fields =
            {
                Field("hello", _ => "world"),
                Field("me", context => context.Request.User.Identity?.Name),
                Field("fail", _ => throw new InvalidOperationException("the secret reason")),
                Field("long", _ => new string('x', 10_000)),
                Field("echo", context => context.Argument<string>("text"), new InputValue("text", BuiltInScalars.String)),
            },
        },
        new ObjectType("Mutation")
        {
            Fields =
            {
                Field("touch", _ => "touched"),
                Field("read", context => Read((UploadedFile)context.Argument("file")!), new InputValue("file", new NonNullType(Upload))),
                Field(
                    "readAll",
                    context => string.Join(',', ((IEnumerable<object?>)context.Argument("files")!).Select(file => Read((UploadedFile)file!))),
                    new InputValue("files", new ListType(Upload))),
            },
        },
        new ObjectType("Subscription")
        {
            Fields =
            {
                Stream("count", BuiltInScalars.Int, context => CountAsync(context.Argument<int>("to")), new InputValue("to", BuiltInScalars.Int)),
                Stream("never", BuiltInScalars.Int, context => NeverAsync(context.Request.Services.GetRequiredService<Calls>(), context.Cancellation)),
                Stream("flood", BuiltInScalars.String, context => FloodAsync(context.Request.Services.GetRequiredService<Calls>(), context.Cancellation)),
                Stream("broken", BuiltInScalars.Int, _ => BrokenAsync()),
                Stream("scopes", BuiltInScalars.String, _ => CountAsync(2), resolve: context => context.Request.Services.GetRequiredService<Scoped>().Id.ToString()),
            },
        });

    private static Field Field(string name, Func<ResolverContext, object?> read, params InputValue[] arguments) =>
        new(name, BuiltInScalars.String)
        {
            Arguments = List(arguments),
            Resolve = context =>
            {
                context.Request.Services.GetRequiredService<Calls>().Names.Enqueue(name);
                return new(read(context));
            },
        };

    private static Field Stream(
        string name, IGraphQLType type, Func<ResolverContext, IAsyncEnumerable<object?>> open, InputValue? argument = null,
        Func<ResolverContext, object?>? resolve = null) =>
        new(name, type)
        {
            Arguments = List(argument is null ? [] : [argument]),
            Subscribe = context => new(open(context)),
            Resolve = context => new(resolve is null ? context.Source : resolve(context)),
        };

    private static InputValueList List(IEnumerable<InputValue> arguments)
    {
        var list = new InputValueList();
        foreach (var argument in arguments)
        {
            list.Add(argument);
        }

        return list;
    }

    private static string Read(UploadedFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return $"{file.Name}={reader.ReadToEnd()}";
    }

    private static async IAsyncEnumerable<object?> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<object?> NeverAsync(
        Calls calls, [EnumeratorCancellation] CancellationToken cancellation)
    {
        calls.Names.Enqueue("never");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            calls.StreamEnded.SetResult();
        }

        yield break;
    }

    private static async IAsyncEnumerable<object?> FloodAsync(
        Calls calls, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var much = new string('x', 100_000);
        try
        {
            while (true)
            {
                await Task.Yield();
                cancellation.ThrowIfCancellationRequested();
                calls.Names.Enqueue("flood");
                yield return much;
            }
        }
        finally
        {
            calls.StreamEnded.SetResult();
        }
    }

    private static async IAsyncEnumerable<object?> BrokenAsync()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("the secret reason");
    }
}

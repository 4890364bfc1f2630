using System.Runtime.CompilerServices;
using GraphQLEngine.Types;

namespace GraphQLEngine.ConformanceHost;

/// <summary>The schema that the audits of HTTP, WebSocket and event streams run against.</summary>
public static class AuditSchema
{
    public static Schema Create() => new(
        new ObjectType("Query")
        {
            Fields = { new Field("hello", BuiltInScalars.String) { Resolve = _ => new("world") } },
        },
        new ObjectType("Mutation")
        {
            // Only there so that a mutation by GET is refused for being one, not for being unknown.
            Fields = { new Field("touch", BuiltInScalars.Boolean) { Resolve = _ => new(true) } },
        },
        new ObjectType("Subscription")
        {
            Fields =
            {
                new Field("count", BuiltInScalars.Int)
                {
                    Arguments = [new InputValue("to", new NonNullType(BuiltInScalars.Int))],
                    Subscribe = context => new(CountAsync(context.Argument<int>("to"))),
                    Resolve = context => new(context.Source),
                },
                new Field("never", BuiltInScalars.Int)
                {
                    Subscribe = context => new(NeverAsync(context.Cancellation)),
                    Resolve = context => new(context.Source),
                },
            },
        });

    private static async IAsyncEnumerable<object?> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<object?> NeverAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        yield break;
    }
}

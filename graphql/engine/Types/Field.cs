using GraphQLEngine.Execution;

namespace GraphQLEngine.Types;

/// <summary>Gives a field's value. Siblings are all started before any of them is awaited.</summary>
public delegate ValueTask<object?> Resolver(ResolverContext context);

/// <summary>
/// Opens the stream of events of a subscription's field; each event becomes the source of one response.
/// </summary>
public delegate ValueTask<IAsyncEnumerable<object?>> Subscriber(ResolverContext context);

/// <summary>A field of an object or interface type.</summary>
public sealed class Field(string name, IGraphQLType type) : SchemaMember(name)
{
    public IGraphQLType Type { get; } = type;

    public InputValueList Arguments { get; init; } = [];

    /// <summary>Why not to use it any more; null when it is in good standing.</summary>
    public string? DeprecationReason { get; set; }

    /// <summary>
    /// The general way to a value. Exactly one of this and <see cref="Read"/> is set on a field of an object type;
    /// with neither, the source is asked: a dictionary by the field's name, else null.
    /// </summary>
    public Resolver? Resolve { get; set; }

    /// <summary>The fast way: reads the value from the source alone, at once and without a context.</summary>
    public Func<object, object?>? Read { get; set; }

    /// <summary>
    /// Set on the fields of the subscription type. The event itself is what the field then resolves from.
    /// </summary>
    public Subscriber? Subscribe { get; set; }
}

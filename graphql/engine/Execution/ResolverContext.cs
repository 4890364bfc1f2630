using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>What a resolver sees of the field it resolves.</summary>
public abstract class ResolverContext
{
    /// <summary>The value the parent field gave; null for root fields.</summary>
    public abstract object? Source { get; }

    public abstract Schema Schema { get; }

    public abstract Field Field { get; }

    public abstract ObjectType ParentType { get; }

    public abstract OperationNode Operation { get; }

    /// <summary>The key in the response (the alias where there is one).</summary>
    public abstract string ResponseName { get; }

    /// <summary>Names and list indices down to this field.</summary>
    public abstract IReadOnlyList<object> Path { get; }

    public abstract RequestContext Request { get; }

    /// <summary>Fires when the client has left or the operation took too long.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>
    /// Coerced arguments by their position in <see cref="Field.Arguments"/>; null where nothing was given,
    /// see <see cref="HasArgument"/>.
    /// </summary>
    public abstract ReadOnlySpan<object?> Arguments { get; }

    /// <summary>Whether the argument was given or has a default.</summary>
    public abstract bool HasArgument(int index);

    /// <summary>
    /// A coerced argument by name; null where nothing was given. Throws when the field has no such argument.
    /// </summary>
    public object? Argument(string name) => Arguments[Field.Arguments.IndexOf(Field.Arguments[name])];

    /// <summary>The same, cast to <typeparamref name="T"/>.</summary>
    public T Argument<T>(string name) => (T)Argument(name)!;

    /// <summary>The fields selected below this one when the value is of <paramref name="type"/>.</summary>
    public abstract IEnumerable<SelectedField> Selections(ObjectType type);

    /// <summary>Adds an error at this field without failing it.</summary>
    public abstract void ReportError(GraphQLError error);
}

/// <summary>A field that the client selected, after merging fragments and applying skip and include.</summary>
public readonly record struct SelectedField(string ResponseName, Field Field);

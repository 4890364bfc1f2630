namespace GraphQLEngine.Types;

/// <summary>
/// What others attach to a part of the schema (who may see it, what it costs), found again by its .NET type.
/// The engine reads only the kinds it documents; it carries the rest untouched.
/// </summary>
public sealed class Metadata
{
    private Dictionary<Type, object>? _items;

    /// <summary>The attached value of this type, or null.</summary>
    public T? Get<T>()
        where T : class => _items is not null && _items.TryGetValue(typeof(T), out var item) ? (T)item : null;

    /// <summary>Attaches a value, replacing one of the same type.</summary>
    public void Set<T>(T item)
        where T : class => (_items ??= [])[typeof(T)] = item;
}

namespace HotChocolate.Types
{
    /// <summary>
    /// A Relay connection: the field takes <c>first</c>, <c>after</c>, <c>last</c> and <c>before</c>, and its type is
    /// named after it. The method returns a <see cref="Pagination.Connection{T}"/>.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UsePagingAttribute : Attribute
    {
        /// <summary>The connection's name without "Connection", where not the field's.</summary>
        public string? ConnectionName { get; set; }

        /// <summary>The most nodes a page may have; zero for the schema's own limit.</summary>
        public int MaxPageSize { get; set; }

        /// <summary>How many nodes a page has when nobody says; zero for the schema's own.</summary>
        public int DefaultPageSize { get; set; }
    }
}

namespace HotChocolate.Types.Pagination
{
    /// <summary>A node of a page and the cursor that leads back to it.</summary>
    public interface IEdge
    {
        /// <summary>Opaque to clients; what is in it is the resolver's choice.</summary>
        string Cursor { get; }

        object? Node { get; }
    }

    /// <inheritdoc />
    public interface IEdge<out T> : IEdge
    {
        new T Node { get; }
    }

    /// <inheritdoc cref="IEdge"/>
    public class Edge<T>(T node, string cursor) : IEdge<T>
    {
        public T Node { get; } = node;

        public string Cursor { get; } = cursor;

        object? IEdge.Node => Node;
    }

    /// <summary>Where a page lies among all of them.</summary>
    public class ConnectionPageInfo(bool hasNextPage, bool hasPreviousPage, string? startCursor, string? endCursor)
    {
        /// <summary>Of a page without nodes.</summary>
        public static ConnectionPageInfo Empty { get; } = new(false, false, null, null);

        public bool HasNextPage { get; } = hasNextPage;

        public bool HasPreviousPage { get; } = hasPreviousPage;

        public string? StartCursor { get; } = startCursor;

        public string? EndCursor { get; } = endCursor;
    }

    /// <summary>A page, whatever its nodes are.</summary>
    public abstract class Connection(IReadOnlyList<IEdge> edges, ConnectionPageInfo info)
    {
        public IReadOnlyList<IEdge> Edges { get; } = edges;

        public ConnectionPageInfo Info { get; } = info;
    }

    /// <summary>A page of a list.</summary>
    public class Connection<T>(IReadOnlyList<IEdge<T>> edges, ConnectionPageInfo info) : Connection(edges, info)
    {
        public new IReadOnlyList<IEdge<T>> Edges { get; } = edges;
    }
}

namespace GreenDonut.Data
{
    /// <summary>Which page of a connection is asked for. Without any argument <see cref="First"/> is the default page size.</summary>
    public readonly record struct PagingArguments(
        int? First = null, string? After = null, int? Last = null, string? Before = null);
}

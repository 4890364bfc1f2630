using GraphQLEngine.Types;
using HotChocolate.Types.Pagination;

namespace GraphQLEngine.Binding;

/// <summary>The types that a Relay connection consists of.</summary>
internal static class ConnectionTypes
{
    public static ObjectType Create(string name, IGraphQLType node, ObjectType pageInfo)
    {
        var edge = new ObjectType(name + "Edge")
        {
            Description = "A node of a page and the cursor that leads back to it.",
            ClrType = typeof(IEdge),
            Fields =
            {
                new Field("cursor", new NonNullType(BuiltInScalars.String))
                {
                    Description = "Opaque; give it as `after` or `before`.",
                    Read = static edge => ((IEdge)edge).Cursor,
                },
                new Field("node", node) { Description = "The node itself.", Read = static edge => ((IEdge)edge).Node },
            },
        };

        return new ObjectType(name + "Connection")
        {
            Description = "A page of a list.",
            ClrType = typeof(Connection),
            Fields =
            {
                new Field("pageInfo", new NonNullType(pageInfo))
                {
                    Description = "Where the page lies.",
                    Read = static page => ((Connection)page).Info,
                },
                new Field("edges", new ListType(new NonNullType(edge)))
                {
                    Description = "The nodes with their cursors.",
                    Read = static page => ((Connection)page).Edges,
                },
                new Field("nodes", new ListType(node))
                {
                    Description = "The nodes alone.",
                    Read = static page => NodesOf((Connection)page),
                },
            },
        };
    }

    public static ObjectType PageInfo() => new("PageInfo")
    {
        Description = "Where a page lies among all of them.",
        ClrType = typeof(ConnectionPageInfo),
        Fields =
        {
            Flag("hasNextPage", "Whether more follow.", static page => page.HasNextPage),
            Flag("hasPreviousPage", "Whether some come before.", static page => page.HasPreviousPage),
            Cursor("startCursor", "The cursor of the first node; null on an empty page.", static page => page.StartCursor),
            Cursor("endCursor", "The cursor of the last node; null on an empty page.", static page => page.EndCursor),
        },
    };

    private static Field Flag(string name, string description, Func<ConnectionPageInfo, bool> read) =>
        new(name, new NonNullType(BuiltInScalars.Boolean))
        {
            Description = description,
            Read = page => read((ConnectionPageInfo)page),
        };

    private static Field Cursor(string name, string description, Func<ConnectionPageInfo, string?> read) =>
        new(name, BuiltInScalars.String) { Description = description, Read = page => read((ConnectionPageInfo)page) };

    private static object?[] NodesOf(Connection page)
    {
        var nodes = new object?[page.Edges.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = page.Edges[i].Node;
        }

        return nodes;
    }
}

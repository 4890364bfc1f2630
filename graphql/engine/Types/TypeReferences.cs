using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>Finds the types that a document refers to.</summary>
internal static class TypeReferences
{
    /// <summary>The type, or null when the schema has none of the name.</summary>
    public static IGraphQLType? Find(Schema schema, TypeNode node)
    {
        switch (node)
        {
            case ListTypeNode list:
                return Find(schema, list.Type) is { } item ? new ListType(item) : null;
            case NonNullTypeNode nonNull:
                return Find(schema, nonNull.Type) is { } inner ? new NonNullType(inner) : null;
            default:
                return schema.FindType(((NamedTypeNode)node).Name.Value);
        }
    }

    /// <summary>Whether two references mean the same type.</summary>
    public static bool AreEqual(IGraphQLType a, IGraphQLType b) => (a, b) switch
    {
        (NonNullType x, NonNullType y) => AreEqual(x.OfType, y.OfType),
        (ListType x, ListType y) => AreEqual(x.OfType, y.OfType),
        _ => ReferenceEquals(a, b),
    };

    /// <summary>Whether a value of the first type may stand where the second is expected.</summary>
    public static bool IsSubType(Schema schema, IGraphQLType maybe, IGraphQLType super) => (maybe, super) switch
    {
        (NonNullType x, NonNullType y) => IsSubType(schema, x.OfType, y.OfType),
        (_, NonNullType) => false,
        (NonNullType x, _) => IsSubType(schema, x.OfType, super),
        (ListType x, ListType y) => IsSubType(schema, x.OfType, y.OfType),
        (ListType, _) or (_, ListType) => false,
        (NamedType x, NamedType y) => ReferenceEquals(x, y) || (y.IsAbstract && schema.IsSubType(y, x)),
        _ => false,
    };
}

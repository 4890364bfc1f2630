using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>What is to be done with a field's value.</summary>
internal enum ShapeKind
{
    Scalar,
    Enum,
    Object,
    Abstract,
    List,
}

/// <summary>A field's type, taken apart once so that completing a value asks no type tests.</summary>
internal sealed class Shape
{
    private Shape(IGraphQLType type)
    {
        Type = type;
        IsNonNull = type is NonNullType;
        var nullable = type is NonNullType nonNull ? nonNull.OfType : type;
        if (nullable is ListType list)
        {
            Kind = ShapeKind.List;
            Item = new Shape(list.OfType);
            return;
        }

        Named = nullable.Named;
        Kind = Named switch
        {
            ScalarType => ShapeKind.Scalar,
            EnumType => ShapeKind.Enum,
            ObjectType => ShapeKind.Object,
            _ => ShapeKind.Abstract,
        };
    }

    public IGraphQLType Type { get; }

    public ShapeKind Kind { get; }

    public bool IsNonNull { get; }

    /// <summary>Of the items, when this is a list.</summary>
    public Shape? Item { get; }

    /// <summary>The type, when this is no list.</summary>
    public NamedType? Named { get; }

    public static Shape Of(IGraphQLType type) => new(type);
}

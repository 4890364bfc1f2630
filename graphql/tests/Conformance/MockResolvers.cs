using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>
/// The resolvers that the public execution corpus is answered with: every Int 2, Float 3.14, String "str", Boolean
/// true, ID "id", custom scalar "str", enum its first value, a list exactly two items, a union its alphabetically
/// first member, an interface its alphabetically last implementor, never null.
/// </summary>
public static class MockResolvers
{
    private static readonly object AnyObject = new();

    /// <summary>Gives every field of the schema its fixed value.</summary>
    public static Schema Install(Schema schema)
    {
        foreach (var type in schema.Types.Values.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            switch (type)
            {
                case ObjectType fields:
                    foreach (var field in fields.Fields)
                    {
                        var value = ValueOf(field.Type);
                        field.Read = _ => value;
                    }

                    break;
                case InterfaceType parent:
                    var last = schema.PossibleTypes(parent).MaxBy(member => member.Name, StringComparer.Ordinal);
                    parent.ResolveType = _ => last;
                    break;
                case UnionType union:
                    var first = union.Types.MinBy(member => member.Name, StringComparer.Ordinal);
                    union.ResolveType = _ => first;
                    break;
            }
        }

        return schema;
    }

    private static object ValueOf(IGraphQLType type) => type switch
    {
        NonNullType nonNull => ValueOf(nonNull.OfType),
        ListType list => new[] { ValueOf(list.OfType), ValueOf(list.OfType) },
        EnumType values => values.Values[0].Value,
        ScalarType scalar => scalar.Name switch
        {
            "Int" => 2,
            "Float" => 3.14,
            "Boolean" => true,
            "ID" => "id",
            _ => "str",
        },
        _ => AnyObject,
    };
}

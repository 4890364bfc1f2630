using GraphQLEngine.Types;

namespace GraphQLEngine.ConformanceHost;

/// <summary>
/// Resolvers of the public execution corpus: every Int 2, Float 3.14, String "str", Boolean true, ID "id", custom
/// scalar "str", enum its first value, a list exactly two items, a union its alphabetically first member, an
/// interface its alphabetically last implementor, never null.
/// </summary>
public static class FixedValues
{
    private static readonly object Something = new();

    /// <summary>Gives every field of every object type its value.</summary>
    public static void Attach(Schema schema)
    {
        foreach (var type in schema.Types.Values)
        {
            switch (type)
            {
                case ObjectType owner when !owner.Name.StartsWith("__", StringComparison.Ordinal):
                    foreach (var field in owner.Fields)
                    {
                        var value = ValueOf(field.Type);
                        field.Resolve = _ => new(value);
                    }

                    break;
                case UnionType union:
                    var first = union.Types.MinBy(member => member.Name, StringComparer.Ordinal);
                    union.ResolveType = _ => first;
                    break;
                case InterfaceType shape:
                    var last = Implementors(schema, shape).MaxBy(member => member.Name, StringComparer.Ordinal);
                    shape.ResolveType = _ => last;
                    break;
            }
        }
    }

    internal static IEnumerable<ObjectType> Implementors(Schema schema, InterfaceType shape) =>
        schema.Types.Values.OfType<ObjectType>().Where(type => type.Interfaces.Contains(shape));

    private static object ValueOf(IGraphQLType type) => type switch
    {
        NonNullType inner => ValueOf(inner.OfType),
        ListType list => Enumerable.Repeat(ValueOf(list.OfType), 2).ToArray(),
        EnumType options => options.Values[0].Value,
        ScalarType scalar => scalar.Name switch
        {
            "Int" => 2,
            "Float" => 3.14,
            "Boolean" => true,
            "ID" => "id",
            _ => "str",
        },
        _ => Something,
    };
}

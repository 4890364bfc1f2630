using GraphQLEngine.Types;

namespace GraphQLEngine.Benchmark;

/// <summary>The benchmark's schema in the engine's own terms.</summary>
internal static class EngineSchema
{
    public static Schema Create()
    {
        var item = new ObjectType("Item")
        {
            Fields =
            {
                Required("id", BuiltInScalars.Id, item => item.Id),
                Required("name", BuiltInScalars.String, item => item.Name),
                new Field("description", BuiltInScalars.String) { Read = source => ((Item)source).Description },
                Required("price", BuiltInScalars.Int, item => item.Price),
                Required("stock", BuiltInScalars.Int, item => item.Stock),
                Required("onSale", BuiltInScalars.Boolean, item => item.OnSale),
            },
        };

        return new Schema(new ObjectType("Query")
        {
            Fields =
            {
                new Field("hello", new NonNullType(BuiltInScalars.String)) { Resolve = _ => new("world") },
                new Field("items", new NonNullType(new ListType(new NonNullType(item)))) { Resolve = _ => new(Item.All) },
            },
        });
    }

    private static Field Required(string name, ScalarType type, Func<Item, object> read) =>
        new(name, new NonNullType(type)) { Read = source => read((Item)source) };
}

using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.TypeSystem;

public sealed class ASchemaFromObjects
{
    [Fact]
    public void Holds_every_type_that_is_mentioned_once()
    {
        var member = new ObjectType("Member");
        member.Fields.Add(new Field("friends", new NonNullType(new ListType(new NonNullType(member)))));
        var query = new ObjectType("Query");
        query.Fields.Add(new Field("member", member) { Arguments = [new InputValue("id", BuiltInScalars.Id)] });

        var schema = new Schema(query);

        Assert.Equal(
            ["Query", "Member", "ID", "Boolean", "String"],
            schema.Types.Keys.Where(name => !name.StartsWith("__", StringComparison.Ordinal)));
    }

    [Fact]
    public void Refuses_two_types_of_one_name()
    {
        var query = new ObjectType("Query");
        query.Fields.Add(new Field("a", new ScalarType("Date")));
        query.Fields.Add(new Field("b", new ScalarType("Date")));

        var failure = Assert.Throws<ArgumentException>(() => new Schema(query));
        Assert.Equal("The schema has two different types named \"Date\".", failure.Message);
    }

    [Fact]
    public void Finds_the_type_of_a_value_by_its_class_the_nearest_first()
    {
        var error = new InterfaceType("Error");
        var general = new ObjectType("General") { ClrType = typeof(Exception) };
        var particular = new ObjectType("Particular") { ClrType = typeof(ArgumentException) };
        foreach (var type in new[] { general, particular })
        {
            type.Interfaces.Add(error);
        }

        var schema = new Schema(null, otherTypes: [error, general, particular]);

        Assert.Same(particular, schema.ObjectTypeOf(error, new ArgumentNullException()));
        Assert.Same(general, schema.ObjectTypeOf(error, new InvalidOperationException()));
        Assert.Null(schema.ObjectTypeOf(error, "text"));
    }
}

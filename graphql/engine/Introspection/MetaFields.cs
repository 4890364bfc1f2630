using GraphQLEngine.Types;

namespace GraphQLEngine.Introspection;

/// <summary>The fields that the specification adds: <c>__typename</c> everywhere, two more on the query type.</summary>
public static class MetaFields
{
    public static Field TypeName { get; } = new("__typename", new NonNullType(BuiltInScalars.String))
    {
        Description = "The name of the current Object type at runtime.",
        Resolve = context => new(context.ParentType.Name),
    };

    public static Field Schema { get; } = new("__schema", new NonNullType(IntrospectionTypes.Schema))
    {
        Description = "Access the current type schema of this server.",
        Resolve = context => new(context.Schema),
    };

    public static Field Type { get; } = new("__type", IntrospectionTypes.Type)
    {
        Description = "Request the type information of a single type.",
        Arguments = [new InputValue("name", new NonNullType(BuiltInScalars.String))],
        Resolve = context => new(context.Schema.FindType(context.Argument<string>("name"))),
    };
}

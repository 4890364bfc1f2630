using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Introspection;

/// <summary>
/// The types by which a schema tells of itself. Their values are the members of the schema themselves.
/// </summary>
public static class IntrospectionTypes
{
    static IntrospectionTypes()
    {
        IntrospectionFields.Fill();
    }

    public static ObjectType Schema { get; } = new("__Schema")
    {
        Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types "
            + "and directives on the server, as well as the entry points for query, mutation, and subscription "
            + "operations.",
    };

    public static ObjectType Directive { get; } = new("__Directive")
    {
        Description = "A Directive provides a way to describe alternate runtime execution and type validation "
            + "behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's "
            + "execution behavior in ways field arguments will not suffice, such as conditionally including or "
            + "skipping a field. Directives provide this by describing additional information to the executor.",
    };

    public static EnumType DirectiveLocation { get; } = DirectiveLocationEnum();

    public static ObjectType Type { get; } = new("__Type")
    {
        Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in "
            + "GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields "
            + "describe information about that type. Scalar types provide no information beyond a name, description "
            + "and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types "
            + "provide the fields they describe. Abstract types, Union and Interface, provide the Object types "
            + "possible at runtime. List and NonNull types compose other types.",
    };

    public static ObjectType Field { get; } = new("__Field")
    {
        Description = "Object and Interface types are described by a list of Fields, each of which has a name, "
            + "potentially a list of arguments, and a return type.",
    };

    public static ObjectType InputValue { get; } = new("__InputValue")
    {
        Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are "
            + "represented as Input Values which describe their type and optionally a default value.",
    };

    public static ObjectType EnumValue { get; } = new("__EnumValue")
    {
        Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a "
            + "string or numeric value. However an Enum value is returned in a JSON response as a string.",
    };

    public static EnumType TypeKind { get; } = new("__TypeKind")
    {
        Description = "An enum describing what kind of type a given `__Type` is.",
        Values =
        {
            new EnumValue("SCALAR") { Description = "Indicates this type is a scalar." },
            new EnumValue("OBJECT")
            {
                Description = "Indicates this type is an object. `fields` and `interfaces` are valid fields.",
            },
            new EnumValue("INTERFACE")
            {
                Description = "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are "
                    + "valid fields.",
            },
            new EnumValue("UNION")
            {
                Description = "Indicates this type is a union. `possibleTypes` is a valid field.",
            },
            new EnumValue("ENUM") { Description = "Indicates this type is an enum. `enumValues` is a valid field." },
            new EnumValue("INPUT_OBJECT")
            {
                Description = "Indicates this type is an input object. `inputFields` is a valid field.",
            },
            new EnumValue("LIST") { Description = "Indicates this type is a list. `ofType` is a valid field." },
            new EnumValue("NON_NULL")
            {
                Description = "Indicates this type is a non-null. `ofType` is a valid field.",
            },
        },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NamedType> All { get; } =
        [Schema, Directive, DirectiveLocation, Type, Field, InputValue, EnumValue, TypeKind];

    /// <summary>Whether a type belongs to introspection.</summary>
    public static bool Contains(NamedType type) => type.Name.StartsWith("__", StringComparison.Ordinal);

    private static EnumType DirectiveLocationEnum()
    {
        var type = new EnumType("__DirectiveLocation")
        {
            Description = "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation "
                + "describes one such possible adjacencies.",
        };
        foreach (var location in DirectiveLocations.All)
        {
            type.Values.Add(new EnumValue(location) { Description = $"Location adjacent to {PlaceOf(location)}." });
        }

        return type;
    }

    private static string PlaceOf(string location) => location switch
    {
        "QUERY" or "MUTATION" or "SUBSCRIPTION" => $"a {location.ToLowerInvariant()} operation",
        "INLINE_FRAGMENT" => "an inline fragment",
        "SCHEMA" or "SCALAR" or "UNION" => $"a {location.ToLowerInvariant()} definition",
        "INTERFACE" or "ENUM" or "ENUM_VALUE" => $"an {Words(location)} definition",
        "OBJECT" or "INPUT_OBJECT" => $"an {Words(location)} type definition",
        "INPUT_FIELD_DEFINITION" => "an input object field definition",
        "ARGUMENT_DEFINITION" => "an argument definition",
        _ => $"a {Words(location)}",
    };

    private static string Words(string location) => location.ToLowerInvariant().Replace('_', ' ');
}

using GraphQLEngine.Execution;
using GraphQLEngine.Types;

namespace GraphQLEngine.Introspection;

/// <summary>The fields of the introspection types, in the specification's order.</summary>
internal static class IntrospectionFields
{
    private static readonly IGraphQLType Text = new NonNullType(BuiltInScalars.String);
    private static readonly IGraphQLType Flag = new NonNullType(BuiltInScalars.Boolean);

    public static void Fill()
    {
        FillSchema();
        FillDirective();
        FillType();
        FillMembers();
    }

    private static void FillSchema()
    {
        var type = new NonNullType(IntrospectionTypes.Type);
        Add(
            IntrospectionTypes.Schema,
            Read<Schema>("description", BuiltInScalars.String, schema => schema.Description),
            Described(
                Read<Schema>("types", ListOf(IntrospectionTypes.Type), schema => schema.Types.Values),
                "A list of all types supported by this server."),
            Described(
                Read<Schema>("queryType", type, schema => schema.Query),
                "The type that query operations will be rooted at."),
            Described(
                Read<Schema>("mutationType", IntrospectionTypes.Type, schema => schema.Mutation),
                "If this server supports mutation, the type that mutation operations will be rooted at."),
            Described(
                Read<Schema>("subscriptionType", IntrospectionTypes.Type, schema => schema.Subscription),
                "If this server support subscription, the type that subscription operations will be rooted at."),
            Described(
                Read<Schema>("directives", ListOf(IntrospectionTypes.Directive), schema => schema.Directives.Values),
                "A list of all directives supported by this server."));
    }

    private static void FillDirective() => Add(
        IntrospectionTypes.Directive,
        Read<DirectiveDefinition>("name", Text, directive => directive.Name),
        Read<DirectiveDefinition>("description", BuiltInScalars.String, directive => directive.Description),
        Read<DirectiveDefinition>("isRepeatable", Flag, directive => directive.IsRepeatable),
        Read<DirectiveDefinition>(
            "locations", ListOf(IntrospectionTypes.DirectiveLocation), directive => directive.Locations),
        WithDeprecated("args", ListOf(IntrospectionTypes.InputValue), (context, all) =>
            Current(((DirectiveDefinition)context.Source!).Arguments, all, argument => argument.DeprecationReason)));

    private static void FillType() => Add(
        IntrospectionTypes.Type,
        Read<IGraphQLType>("kind", new NonNullType(IntrospectionTypes.TypeKind), KindOf),
        Read<IGraphQLType>("name", BuiltInScalars.String, type => (type as NamedType)?.Name),
        Read<IGraphQLType>("description", BuiltInScalars.String, type => (type as NamedType)?.Description),
        Read<IGraphQLType>("specifiedByURL", BuiltInScalars.String, type => (type as ScalarType)?.SpecifiedByUrl),
        WithDeprecated("fields", OptionalListOf(IntrospectionTypes.Field), (context, all) =>
            context.Source is FieldsType type ? Current(type.Fields, all, field => field.DeprecationReason) : null),
        Read<IGraphQLType>(
            "interfaces", OptionalListOf(IntrospectionTypes.Type), type => (type as FieldsType)?.Interfaces),
        new Field("possibleTypes", OptionalListOf(IntrospectionTypes.Type))
        {
            Resolve = context => new(
                context.Source is NamedType { IsAbstract: true } type ? context.Schema.PossibleTypes(type) : null),
        },
        WithDeprecated("enumValues", OptionalListOf(IntrospectionTypes.EnumValue), (context, all) =>
            context.Source is EnumType type ? Current(type.Values, all, value => value.DeprecationReason) : null),
        WithDeprecated("inputFields", OptionalListOf(IntrospectionTypes.InputValue), (context, all) =>
            context.Source is InputObjectType type
                ? Current(type.Fields, all, field => field.DeprecationReason)
                : null),
        Read<IGraphQLType>("ofType", IntrospectionTypes.Type, type => type switch
        {
            ListType list => list.OfType,
            NonNullType nonNull => nonNull.OfType,
            _ => null,
        }),
        Read<IGraphQLType>("isOneOf", BuiltInScalars.Boolean, type => (type as InputObjectType)?.IsOneOf));

    private static void FillMembers()
    {
        var type = new NonNullType(IntrospectionTypes.Type);
        Add(
            IntrospectionTypes.Field,
            Read<Field>("name", Text, field => field.Name),
            Read<Field>("description", BuiltInScalars.String, field => field.Description),
            WithDeprecated("args", ListOf(IntrospectionTypes.InputValue), (context, all) =>
                Current(((Field)context.Source!).Arguments, all, argument => argument.DeprecationReason)),
            Read<Field>("type", type, field => field.Type),
            Read<Field>("isDeprecated", Flag, field => field.DeprecationReason is not null),
            Read<Field>("deprecationReason", BuiltInScalars.String, field => field.DeprecationReason));
        Add(
            IntrospectionTypes.InputValue,
            Read<InputValue>("name", Text, value => value.Name),
            Read<InputValue>("description", BuiltInScalars.String, value => value.Description),
            Read<InputValue>("type", type, value => value.Type),
            Described(
                Read<InputValue>("defaultValue", BuiltInScalars.String, value => value.Default?.ToString()),
                "A GraphQL-formatted string representing the default value for this input value."),
            Read<InputValue>("isDeprecated", Flag, value => value.DeprecationReason is not null),
            Read<InputValue>("deprecationReason", BuiltInScalars.String, value => value.DeprecationReason));
        Add(
            IntrospectionTypes.EnumValue,
            Read<EnumValue>("name", Text, value => value.Name),
            Read<EnumValue>("description", BuiltInScalars.String, value => value.Description),
            Read<EnumValue>("isDeprecated", Flag, value => value.DeprecationReason is not null),
            Read<EnumValue>("deprecationReason", BuiltInScalars.String, value => value.DeprecationReason));
    }

    private static string KindOf(IGraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static void Add(ObjectType type, params ReadOnlySpan<Field> fields)
    {
        foreach (var field in fields)
        {
            type.Fields.Add(field);
        }
    }

    private static Field Read<T>(string name, IGraphQLType type, Func<T, object?> read) =>
        new(name, type) { Read = source => read((T)source) };

    private static Field Described(Field field, string description)
    {
        field.Description = description;
        return field;
    }

    private static Field WithDeprecated(
        string name, IGraphQLType type, Func<ResolverContext, bool, object?> list) =>
        new(name, type)
        {
            Arguments =
            [
                new InputValue("includeDeprecated", new NonNullType(BuiltInScalars.Boolean))
                {
                    Default = new Language.BooleanValueNode(false),
                },
            ],
            Resolve = context => new(list(context, (bool)context.Arguments[0]!)),
        };

    private static IEnumerable<T> Current<T>(IEnumerable<T> members, bool all, Func<T, string?> deprecation) =>
        all ? members : members.Where(member => deprecation(member) is null);

    private static IGraphQLType OptionalListOf(NamedType type) => new ListType(new NonNullType(type));

    private static IGraphQLType ListOf(NamedType type) => new NonNullType(OptionalListOf(type));
}

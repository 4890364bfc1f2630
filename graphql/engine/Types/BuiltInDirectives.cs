using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>The directives that every schema has.</summary>
public static class BuiltInDirectives
{
    /// <summary>Why something is deprecated when nobody said so.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    public static DirectiveDefinition Include { get; } = new("include", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT")
    {
        Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
        Arguments = [Condition("Included when true.")],
    };

    public static DirectiveDefinition Skip { get; } = new("skip", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT")
    {
        Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
        Arguments = [Condition("Skipped when true.")],
    };

    public static DirectiveDefinition Deprecated { get; } =
        new("deprecated", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE")
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
            Arguments =
            [
                new InputValue("reason", new NonNullType(BuiltInScalars.String))
                {
                    Description = "Explains why this element was deprecated, usually also including a suggestion for "
                        + "how to access supported similar data. Formatted using the Markdown syntax, as specified by "
                        + "[CommonMark](https://commonmark.org/).",
                    Default = new StringValueNode(DefaultDeprecationReason),
                },
            ],
        };

    public static DirectiveDefinition SpecifiedBy { get; } = new("specifiedBy", "SCALAR")
    {
        Description = "Exposes a URL that specifies the behavior of this scalar.",
        Arguments =
        [
            new InputValue("url", new NonNullType(BuiltInScalars.String))
            {
                Description = "The URL that specifies the behavior of this scalar.",
            },
        ],
    };

    public static DirectiveDefinition OneOf { get; } = new("oneOf", "INPUT_OBJECT")
    {
        Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
    };

    /// <summary>All of them, in the order in which introspection tells them.</summary>
    public static IReadOnlyList<DirectiveDefinition> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    /// <summary>Whether a directive of this name comes with the specification.</summary>
    public static bool IsBuiltIn(string name) => All.Any(directive => directive.Name == name);

    private static InputValue Condition(string description) =>
        new("if", new NonNullType(BuiltInScalars.Boolean)) { Description = description };
}

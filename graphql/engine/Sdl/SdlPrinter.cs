using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Sdl;

/// <summary>Prints schemas in graphql-js's format. Built-in scalars and directives are left out.</summary>
internal static class SdlPrinter
{
    public static string Print(Schema schema)
    {
        var directives = schema.Directives.Values
            .Where(directive => !BuiltInDirectives.IsBuiltIn(directive.Name))
            .Select(PrintDirective);
        var types = schema.Types.Values
            .Where(type => !IntrospectionTypes.Contains(type) && BuiltInScalars.Find(type.Name) is null)
            .Select(Print);
        var parts = directives.Concat(types);
        var definition = PrintRoots(schema);
        return string.Join("\n\n", definition is null ? parts : parts.Prepend(definition)) + "\n";
    }

    public static string Print(NamedType type) => Describe(type) + type switch
    {
        ScalarType scalar => $"scalar {type.Name}{SpecifiedBy(scalar)}",
        ObjectType fields => $"type {type.Name}{Implements(fields)}{PrintFields(fields)}",
        InterfaceType fields => $"interface {type.Name}{Implements(fields)}{PrintFields(fields)}",
        UnionType { Types.Count: 0 } => $"union {type.Name}",
        UnionType union => $"union {type.Name} = {string.Join(" | ", union.Types)}",
        EnumType values => $"enum {type.Name}" + Block(values.Values.Select((value, i) =>
            $"{Describe(value, "  ", i == 0)}  {value.Name}{Deprecated(value.DeprecationReason)}")),
        InputObjectType input => $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")}"
            + Block(input.Fields.Select((field, i) => $"{Describe(field, "  ", i == 0)}  {PrintInput(field)}")),
        _ => throw new ArgumentException($"{type.GetType().Name} cannot be printed."),
    };

    private static string? PrintRoots(Schema schema)
    {
        var isCommon = schema.Query is null or { Name: "Query" }
            && schema.Mutation is null or { Name: "Mutation" }
            && schema.Subscription is null or { Name: "Subscription" };
        if (isCommon && schema.Description is null)
        {
            return null;
        }

        (string Word, ObjectType? Type)[] roots =
            [("query", schema.Query), ("mutation", schema.Mutation), ("subscription", schema.Subscription)];
        var lines = roots.Where(root => root.Type is not null).Select(root => $"  {root.Word}: {root.Type}");
        return DescribeText(schema.Description, "", true) + "schema" + Block(lines);
    }

    private static string PrintDirective(DirectiveDefinition directive) =>
        $"{Describe(directive)}directive @{directive.Name}{PrintArguments(directive.Arguments, "")}"
        + $"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string PrintFields(FieldsType type) => Block(type.Fields.Select((field, i) =>
        $"{Describe(field, "  ", i == 0)}  {field.Name}{PrintArguments(field.Arguments, "  ")}: {field.Type}"
        + Deprecated(field.DeprecationReason)));

    private static string PrintArguments(InputValueList arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        if (arguments.All(argument => string.IsNullOrEmpty(argument.Description)))
        {
            return $"({string.Join(", ", arguments.Select(PrintInput))})";
        }

        var lines = arguments.Select((argument, i) =>
            $"{Describe(argument, "  " + indent, i == 0)}  {indent}{PrintInput(argument)}");
        return $"(\n{string.Join('\n', lines)}\n{indent})";
    }

    private static string PrintInput(InputValue value)
    {
        var defaultValue = value.Default is null ? "" : $" = {value.Default}";
        return $"{value.Name}: {value.Type}{defaultValue}{Deprecated(value.DeprecationReason)}";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        BuiltInDirectives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {SyntaxPrinter.PrintString(reason)})",
    };

    private static string SpecifiedBy(ScalarType scalar) => scalar.SpecifiedByUrl is null
        ? ""
        : $" @specifiedBy(url: {SyntaxPrinter.PrintString(scalar.SpecifiedByUrl)})";

    private static string Implements(FieldsType type) =>
        type.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", type.Interfaces)}";

    private static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return text.Length == 0 ? "" : $" {{\n{text}\n}}";
    }

    private static string Describe(SchemaMember member, string indent = "", bool isFirst = true) =>
        DescribeText(member.Description, indent, isFirst);

    private static string DescribeText(string? description, string indent, bool isFirst)
    {
        if (description is null)
        {
            return "";
        }

        var text = BlockStrings.CanPrint(description)
            ? BlockStrings.Print(description)
            : SyntaxPrinter.PrintString(description);
        var lead = indent.Length > 0 && !isFirst ? "\n" + indent : indent;
        return $"{lead}{text.Replace("\n", "\n" + indent, StringComparison.Ordinal)}\n";
    }
}

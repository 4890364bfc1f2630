using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>Prints syntax trees in one reasonable format, two blanks an indent.</summary>
public static class SyntaxPrinter
{
    private const int MaxLineLength = 80;

    /// <summary>The node in GraphQL's own words.</summary>
    public static string Print(Node node) => node switch
    {
        DocumentNode document => string.Join("\n\n", document.Definitions.Select(Print)),
        ExecutableDefinitionNode or SelectionSetNode or SelectionNode or VariableDefinitionNode =>
            PrintExecutable(node),
        ValueNode value => PrintValue(value),
        NameNode name => name.Value,
        ArgumentNode argument => $"{argument.Name.Value}: {PrintValue(argument.Value)}",
        ObjectFieldNode field => $"{field.Name.Value}: {PrintValue(field.Value)}",
        DirectiveNode directive => $"@{directive.Name.Value}{Wrap("(", Join(directive.Arguments, ", "), ")")}",
        NamedTypeNode type => type.Name.Value,
        ListTypeNode type => $"[{Print(type.Type)}]",
        NonNullTypeNode type => $"{Print(type.Type)}!",
        _ => PrintTypeSystem(node),
    };

    /// <summary>A string literal on one line, with the escapes it needs.</summary>
    public static string PrintString(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' or (>= '\x7F' and <= '\x9F') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static string PrintValue(ValueNode node) => node switch
    {
        VariableNode variable => $"${variable.Name.Value}",
        IntValueNode number => number.Value,
        FloatValueNode number => number.Value,
        StringValueNode { Block: true } text => BlockStrings.Print(text.Value),
        StringValueNode text => PrintString(text.Value),
        BooleanValueNode boolean => boolean.Value ? "true" : "false",
        EnumValueNode value => value.Value,
        ListValueNode or ObjectValueNode => Append(new StringBuilder(), node).ToString(),
        _ => "null",
    };

    /// <summary>Appends a value, so that what stands deep inside others is not copied at each level.</summary>
    private static StringBuilder Append(StringBuilder text, ValueNode node)
    {
        switch (node)
        {
            case ListValueNode list:
                text.Append('[');
                for (var i = 0; i < list.Values.Count; i++)
                {
                    Append(text.Append(i == 0 ? "" : ", "), list.Values[i]);
                }

                return text.Append(']');
            case ObjectValueNode value:
                text.Append('{');
                for (var i = 0; i < value.Fields.Count; i++)
                {
                    var field = value.Fields[i];
                    Append(text.Append(i == 0 ? "" : ", ").Append(field.Name.Value).Append(": "), field.Value);
                }

                return text.Append('}');
            default:
                return text.Append(PrintValue(node));
        }
    }

    private static string PrintExecutable(Node node) => node switch
    {
        OperationNode operation => PrintOperation(operation),
        FragmentNode fragment =>
            $"{Describe(fragment.Description)}fragment {fragment.Name.Value} on {Print(fragment.TypeCondition)} "
            + $"{Wrap("", Join(fragment.Directives, " "), " ")}{Print(fragment.SelectionSet)}",
        VariableDefinitionNode variable =>
            $"{Describe(variable.Description)}{Print(variable.Variable)}: {Print(variable.Type)}"
            + $"{Wrap(" = ", Optional(variable.DefaultValue))}{Wrap(" ", Join(variable.Directives, " "))}",
        SelectionSetNode set => Block(set.Selections),
        FieldNode field => PrintField(field),
        FragmentSpreadNode spread => $"...{spread.Name.Value}{Wrap(" ", Join(spread.Directives, " "))}",
        InlineFragmentNode inline => Words(
            "...",
            Wrap("on ", Optional(inline.TypeCondition)),
            Join(inline.Directives, " "),
            Print(inline.SelectionSet)),
        _ => throw new ArgumentException($"{node.GetType().Name} is no executable node."),
    };

    private static string PrintOperation(OperationNode node)
    {
        var variables = Parenthesised(node.VariableDefinitions);
        var kind = node.Kind switch
        {
            OperationKind.Mutation => "mutation",
            OperationKind.Subscription => "subscription",
            _ => "query",
        };
        var prefix = Words(kind, node.Name?.Value + variables, Join(node.Directives, " "));
        var isShort = prefix == "query" && node.Description is null;
        return $"{Describe(node.Description)}{(isShort ? "" : prefix + " ")}{Print(node.SelectionSet)}";
    }

    private static string PrintField(FieldNode node)
    {
        var prefix = node.Alias is null ? node.Name.Value : $"{node.Alias.Value}: {node.Name.Value}";
        var line = prefix + Wrap("(", Join(node.Arguments, ", "), ")");
        if (line.Length > MaxLineLength)
        {
            line = prefix + Wrap("(\n", Indent(Join(node.Arguments, "\n")), "\n)");
        }

        return Words(line, Join(node.Directives, " "), Optional(node.SelectionSet));
    }

    private static string PrintTypeSystem(Node node) => node switch
    {
        SchemaNode schema => Define(schema, "schema", Join(schema.Directives, " "), Block(schema.OperationTypes)),
        OperationTypeNode operation =>
            $"{operation.Kind.ToString().ToLowerInvariant()}: {Print(operation.Type)}",
        ScalarTypeNode type => Define(type, "scalar", type.Name.Value, Join(type.Directives, " ")),
        CompositeTypeNode type => Define(
            type,
            type is ObjectTypeNode ? "type" : "interface",
            type.Name.Value,
            Wrap("implements ", Join(type.Interfaces, " & ")),
            Join(type.Directives, " "),
            Block(type.Fields)),
        UnionTypeNode type => Define(
            type, "union", type.Name.Value, Join(type.Directives, " "), Wrap("= ", Join(type.Types, " | "))),
        EnumTypeNode type =>
            Define(type, "enum", type.Name.Value, Join(type.Directives, " "), Block(type.Values)),
        InputObjectTypeNode type =>
            Define(type, "input", type.Name.Value, Join(type.Directives, " "), Block(type.Fields)),
        FieldDefinitionNode field =>
            $"{Describe(field.Description)}{field.Name.Value}{Parenthesised(field.Arguments)}: {Print(field.Type)}"
            + Wrap(" ", Join(field.Directives, " ")),
        InputValueNode value => Describe(value.Description) + Words(
            $"{value.Name.Value}: {Print(value.Type)}",
            Wrap("= ", Optional(value.DefaultValue)),
            Join(value.Directives, " ")),
        EnumValueDefinitionNode value =>
            Describe(value.Description) + Words(value.Name.Value, Join(value.Directives, " ")),
        DirectiveDefinitionNode directive =>
            $"{Describe(directive.Description)}directive @{directive.Name.Value}{Parenthesised(directive.Arguments)}"
            + $"{(directive.IsRepeatable ? " repeatable" : "")} on {Join(directive.Locations, " | ")}",
        _ => throw new ArgumentException($"{node.GetType().Name} cannot be printed."),
    };

    private static string Define(TypeSystemNode node, params ReadOnlySpan<string> words) =>
        Describe(node.Description) + (node.IsExtension ? "extend " : "") + Words(words);

    private static string Describe(StringValueNode? description) =>
        description is null ? "" : PrintValue(description) + "\n";

    private static string Optional(Node? node) => node is null ? "" : Print(node);

    private static string Words(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (word.Length > 0)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(word);
            }
        }

        return text.ToString();
    }

    private static string Parenthesised(IReadOnlyList<Node> nodes)
    {
        var texts = nodes.Select(Print).ToList();
        return texts.Exists(text => text.Contains('\n'))
            ? Wrap("(\n", Indent(string.Join('\n', texts)), "\n)")
            : Wrap("(", string.Join(", ", texts), ")");
    }

    private static string Join(IReadOnlyList<Node> nodes, string separator) =>
        string.Join(separator, nodes.Select(Print));

    private static string Block(IReadOnlyList<Node> nodes) => Wrap("{\n", Indent(Join(nodes, "\n")), "\n}");

    private static string Wrap(string start, string text, string end = "") =>
        text.Length == 0 ? "" : start + text + end;

    private static string Indent(string text) =>
        text.Length == 0 ? "" : "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}

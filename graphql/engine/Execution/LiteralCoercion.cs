using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>Turns literals into the values that resolvers get; <see cref="Undefined"/> when they do not fit.</summary>
internal static class LiteralCoercion
{
    /// <param name="node">The literal; variables in it are looked up.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="variables">Coerced variables; a name that is missing was not given.</param>
    public static object? Coerce(ValueNode node, IGraphQLType type, IReadOnlyDictionary<string, object?>? variables)
    {
        if (node is VariableNode variable)
        {
            return variables is null
                || !variables.TryGetValue(variable.Name.Value, out var value)
                || (value is null && type is NonNullType)
                    ? Undefined.Value
                    : value;
        }

        if (type is NonNullType nonNull)
        {
            return node is NullValueNode ? Undefined.Value : Coerce(node, nonNull.OfType, variables);
        }

        return node is NullValueNode ? null : type switch
        {
            ListType list => CoerceList(node, list.OfType, variables),
            InputObjectType input => CoerceObject(node, input, variables),
            _ => CoerceLeaf(node, type.Named, variables),
        };
    }

    /// <summary>The value of a default; the same object each time.</summary>
    public static object? Default(InputValue input) =>
        input.Default is null ? Undefined.Value : input.CoercedDefault ??= Coerce(input.Default, input.Type, null);

    private static object? CoerceList(
        ValueNode node, IGraphQLType itemType, IReadOnlyDictionary<string, object?>? variables)
    {
        if (node is not ListValueNode list)
        {
            var single = Coerce(node, itemType, variables);
            return single == Undefined.Value ? single : new List<object?> { single };
        }

        var items = new List<object?>(list.Values.Count);
        foreach (var itemNode in list.Values)
        {
            var item = IsMissing(itemNode, variables) && itemType is not NonNullType
                ? null
                : Coerce(itemNode, itemType, variables);
            if (item == Undefined.Value)
            {
                return item;
            }

            items.Add(item);
        }

        return items;
    }

    private static object? CoerceObject(
        ValueNode node, InputObjectType type, IReadOnlyDictionary<string, object?>? variables)
    {
        if (node is not ObjectValueNode literal)
        {
            return Undefined.Value;
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var fieldNode = literal.Fields.FirstOrDefault(candidate => candidate.Name.Value == field.Name)?.Value;
            var isGiven = fieldNode is not null && !IsMissing(fieldNode, variables);
            var value = isGiven ? Coerce(fieldNode!, field.Type, variables) : Default(field);
            if (value != Undefined.Value)
            {
                values[field.Name] = value;
            }
            else if (isGiven || field.IsRequired)
            {
                return Undefined.Value;
            }
        }

        if (type.IsOneOf && (values.Count != 1 || values.Values.First() is null))
        {
            return Undefined.Value;
        }

        return type.Construct is null ? values : type.Construct(values);
    }

    private static object? CoerceLeaf(ValueNode node, NamedType type, IReadOnlyDictionary<string, object?>? variables)
    {
        try
        {
            return ParseLeaf(node, type, variables) ?? Undefined.Value;
        }
        catch (ScalarException)
        {
            return Undefined.Value;
        }
    }

    /// <summary>
    /// The value of a leaf; throws <see cref="ScalarException"/> when the literal is not one of its values, or is null
    /// when the scalar refuses without words.
    /// </summary>
    public static object? ParseLeaf(ValueNode node, NamedType type, IReadOnlyDictionary<string, object?>? variables)
    {
        switch (type)
        {
            case EnumType values:
                return values.ParseLiteral(node);
            case ScalarType { ParseLiteral: { } parse }:
                return parse(node);
            case ScalarType scalar:
                var plain = PlainValue(node, variables);
                return plain is null ? null : scalar.ParseValue(plain);
            default:
                throw new ScalarException($"Expected type \"{type.Name}\".");
        }
    }

    /// <summary>A literal as the plain value that a variable would have carried.</summary>
    private static object? PlainValue(ValueNode node, IReadOnlyDictionary<string, object?>? variables) => node switch
    {
        IntValueNode number => JsonValues.ReadNumber(number.Value),
        FloatValueNode number => JsonValues.ReadNumber(number.Value),
        StringValueNode text => text.Value,
        EnumValueNode value => value.Value,
        BooleanValueNode boolean => boolean.Value,
        ListValueNode list => list.Values.Select(item => PlainValue(item, variables)).ToList(),
        ObjectValueNode value => PlainObject(value, variables),
        VariableNode variable => variables?.GetValueOrDefault(variable.Name.Value),
        _ => null,
    };

    /// <summary>The fields of a literal; of a name given twice, which another rule refuses, the last.</summary>
    private static Dictionary<string, object?> PlainObject(
        ObjectValueNode node, IReadOnlyDictionary<string, object?>? variables)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in node.Fields)
        {
            members[field.Name.Value] = PlainValue(field.Value, variables);
        }

        return members;
    }

    private static bool IsMissing(ValueNode node, IReadOnlyDictionary<string, object?>? variables) =>
        node is VariableNode variable && (variables is null || !variables.ContainsKey(variable.Name.Value));
}

using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>Coerced arguments by position, and which of them were given or defaulted.</summary>
internal readonly record struct ArgumentValues(object?[] Values, bool[] Given)
{
    public static ArgumentValues None { get; } = new([], []);
}

/// <summary>How a field comes to its arguments: once for all when no variable is used, else for each request.</summary>
internal sealed class ArgumentPlan
{
    private readonly InputValueList _definitions;
    private readonly ValueNode?[] _nodes;
    private readonly SourceLocation _location;
    private readonly bool _usesVariables;
    private ArgumentValues? _constant;

    public ArgumentPlan(InputValueList definitions, IReadOnlyList<ArgumentNode> given, SourceLocation location)
    {
        _definitions = definitions;
        _location = location;
        _nodes = [.. definitions.Select(definition =>
            given.FirstOrDefault(argument => argument.Name.Value == definition.Name)?.Value)];
        _usesVariables = Array.Exists(_nodes, node => node is not null && UsesVariables(node));
        _constant = definitions.Count == 0 ? ArgumentValues.None : null;
    }

    /// <summary>The arguments; throws <see cref="GraphQLException"/> when one does not fit.</summary>
    public ArgumentValues Coerce(IReadOnlyDictionary<string, object?> variables)
    {
        if (_constant is { } constant)
        {
            return constant;
        }

        var values = new object?[_nodes.Length];
        var given = new bool[_nodes.Length];
        for (var i = 0; i < _nodes.Length; i++)
        {
            var value = Coerce(_definitions[i], _nodes[i], variables);
            given[i] = value != Undefined.Value;
            values[i] = given[i] ? value : null;
        }

        var coerced = new ArgumentValues(values, given);
        if (!_usesVariables)
        {
            _constant = coerced;
        }

        return coerced;
    }

    private object? Coerce(InputValue definition, ValueNode? node, IReadOnlyDictionary<string, object?> variables)
    {
        if (node is null)
        {
            return DefaultOf(definition, "was not provided.", _location);
        }

        var isNull = node is NullValueNode;
        if (node is VariableNode variable)
        {
            var name = variable.Name.Value;
            if (!variables.TryGetValue(name, out var known))
            {
                var why = $"was provided the variable \"${name}\" which was not provided a runtime value.";
                return DefaultOf(definition, why, node.Location);
            }

            isNull = known is null;
        }

        if (isNull && definition.Type is NonNullType)
        {
            var type = definition.Type;
            throw Fail($"Argument \"{definition.Name}\" of non-null type \"{type}\" must not be null.", node.Location);
        }

        var value = LiteralCoercion.Coerce(node, definition.Type, variables);
        return value == Undefined.Value
            ? throw Fail($"Argument \"{definition.Name}\" has invalid value {node}.", node.Location)
            : value;
    }

    private static object? DefaultOf(InputValue definition, string why, SourceLocation location)
    {
        var value = LiteralCoercion.Default(definition);
        return value == Undefined.Value && definition.Type is NonNullType
            ? throw Fail($"Argument \"{definition.Name}\" of required type \"{definition.Type}\" {why}", location)
            : value;
    }

    private static GraphQLException Fail(string message, SourceLocation location) =>
        new(new GraphQLError(message) { Locations = [location] });

    private static bool UsesVariables(ValueNode node) => node switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(UsesVariables),
        ObjectValueNode value => value.Fields.Any(field => UsesVariables(field.Value)),
        _ => false,
    };
}

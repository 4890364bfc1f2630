using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>
/// Input objects that no finite value can satisfy, defaults that need themselves, and defaults that do not fit.
/// </summary>
internal static class InputCycles
{
    public static IEnumerable<string> Find(Schema schema)
    {
        var inputs = schema.Types.Values.OfType<InputObjectType>().ToList();
        var visited = new HashSet<InputObjectType>();
        var errors = new List<string>();
        foreach (var type in inputs)
        {
            FindRequiredCycles(type, visited, [], [], errors);
        }

        var defaults = new DefaultCycles(errors);
        foreach (var type in inputs)
        {
            defaults.Check(type);
        }

        // A default can be coerced only when following it comes to an end.
        return errors.Count > 0 ? errors : FindUnfit(schema, inputs);
    }

    private static void FindRequiredCycles(
        InputObjectType type,
        HashSet<InputObjectType> visited,
        List<InputValue> path,
        Dictionary<InputObjectType, int> open,
        List<string> errors)
    {
        if (!visited.Add(type))
        {
            return;
        }

        open[type] = path.Count;
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { OfType: InputObjectType inner })
            {
                continue;
            }

            path.Add(field);
            if (open.TryGetValue(inner, out var start))
            {
                errors.Add(
                    $"Cannot reference Input Object \"{inner}\" within itself through a series of non-null fields: "
                    + $"\"{string.Join('.', path.Skip(start))}\".");
            }
            else
            {
                FindRequiredCycles(inner, visited, path, open, errors);
            }

            path.RemoveAt(path.Count - 1);
        }

        open.Remove(type);
    }

    private static IEnumerable<string> FindUnfit(Schema schema, List<InputObjectType> inputs)
    {
        var owned = inputs.SelectMany(type => type.Fields.Select(field => (Name: $"{type}.{field}", Value: field)))
            .Concat(schema.Directives.Values.SelectMany(directive =>
                directive.Arguments.Select(argument => (Name: $"@{directive}({argument}:)", Value: argument))))
            .Concat(schema.Types.Values.OfType<FieldsType>().SelectMany(type => type.Fields.SelectMany(field =>
                field.Arguments.Select(argument => (Name: $"{type}.{field}({argument}:)", Value: argument)))));
        return owned
            .Where(entry => entry.Value is { Default: not null, Type.IsInput: true }
                && LiteralCoercion.Default(entry.Value) == Undefined.Value)
            .Select(entry => $"{entry.Name} has invalid default value: {entry.Value.Default}.");
    }

    /// <summary>Follows what a default leaves out into the defaults that fill it.</summary>
    private sealed class DefaultCycles(List<string> errors)
    {
        private readonly HashSet<InputValue> _done = [];
        private readonly List<(InputValue Field, string Name)> _open = [];

        public void Check(InputObjectType type, ObjectValueNode? given = null)
        {
            foreach (var field in type.Fields)
            {
                var literal = given?.Fields.FirstOrDefault(node => node.Name.Value == field.Name)?.Value;
                if (literal is not null)
                {
                    Follow(field.Type, literal);
                }
                else if (field.Default is not null)
                {
                    CheckDefault(type, field);
                }
            }
        }

        private void CheckDefault(InputObjectType type, InputValue field)
        {
            var start = _open.FindIndex(entry => ReferenceEquals(entry.Field, field));
            if (start >= 0)
            {
                var via = string.Join(", ", _open.Skip(start + 1).Select(entry => entry.Name));
                errors.Add(
                    $"Invalid circular reference. The default value of Input Object field {type}.{field} references "
                    + (via.Length == 0 ? "itself." : $"itself via the default values of: {via}."));
            }
            else if (_done.Add(field))
            {
                _open.Add((field, $"{type}.{field}"));
                Follow(field.Type, field.Default!);
                _open.RemoveAt(_open.Count - 1);
            }
        }

        private void Follow(IGraphQLType type, ValueNode literal)
        {
            switch (literal)
            {
                case ListValueNode list:
                    foreach (var item in list.Values)
                    {
                        Follow(type, item);
                    }

                    break;
                case ObjectValueNode value when type.Named is InputObjectType inner:
                    Check(inner, value);
                    break;
            }
        }
    }
}

using System.Collections;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>Turns the plain values of variables into what resolvers get, telling all that is wrong with them.</summary>
/// <param name="suggest">Whether errors suggest names.</param>
/// <param name="report">Told the path, the value, and what is wrong with it.</param>
/// <param name="refuses">Whether a value that its scalar takes is refused, and was reported, all the same.</param>
internal sealed class ValueCoercion(
    bool suggest, Action<string, object?, string> report, Func<string, object, bool> refuses)
{
    // More is not told, and each guess compares a name with all that there are.
    private const int MaxHints = 50;

    private int _reports;

    /// <summary>The coerced value; meaningless when something was reported.</summary>
    /// <param name="value">The plain value.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="path">Where it stands inside the variable, as <c>.field[0]</c>.</param>
    public object? Coerce(object? value, IGraphQLType type, string path)
    {
        if (type is NonNullType nonNull)
        {
            if (value is not null)
            {
                return Coerce(value, nonNull.OfType, path);
            }

            Report(path, value, $"Expected non-nullable type \"{type}\" not to be null.");
            return null;
        }

        return value is null ? null : type switch
        {
            ListType list => CoerceList(value, list.OfType, path),
            InputObjectType input => CoerceObject(value, input, path),
            _ => CoerceLeaf(value, type.Named, path),
        };
    }

    private List<object?> CoerceList(object value, IGraphQLType itemType, string path)
    {
        if (value is string or IReadOnlyDictionary<string, object?> || value is not IEnumerable items)
        {
            return [Coerce(value, itemType, path)];
        }

        var list = new List<object?>();
        foreach (var item in items)
        {
            list.Add(Coerce(item, itemType, $"{path}[{list.Count}]"));
        }

        return list;
    }

    private object? CoerceObject(object value, InputObjectType type, string path)
    {
        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            Report(path, value, $"Expected type \"{type.Name}\" to be an object.");
            return null;
        }

        var reportsBefore = _reports;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var item))
            {
                values[field.Name] = Coerce(item, field.Type, $"{path}.{field.Name}");
            }
            else if (LiteralCoercion.Default(field) is var fallback && fallback != Undefined.Value)
            {
                values[field.Name] = fallback;
            }
            else if (field.Type is NonNullType)
            {
                Report(path, value, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (var name in given.Keys.Where(name => !type.Fields.Contains(name)))
        {
            var hint = suggest && _reports < MaxHints
                ? Suggestions.DidYouMean(name, type.Fields.Select(field => field.Name))
                : "";
            Report(path, value, $"Field \"{name}\" is not defined by type \"{type.Name}\".{hint}");
        }

        CheckOneOf(values, given, type, path);

        // A constructor may rely on what the schema promises, so it runs on sound fields alone.
        return type.Construct is not null && _reports == reportsBefore
            ? Construct(type, values, value, path)
            : values;
    }

    private void CheckOneOf(
        Dictionary<string, object?> values,
        IReadOnlyDictionary<string, object?> given,
        InputObjectType type,
        string path)
    {
        if (!type.IsOneOf)
        {
            return;
        }

        if (values.Count != 1)
        {
            Report(path, given, $"Exactly one key must be specified for OneOf type \"{type.Name}\".");
            return;
        }

        // A value that did not fit has been told already; coerced, it looks like null.
        var key = values.Keys.First();
        if (given.GetValueOrDefault(key) is null)
        {
            Report($"{path}.{key}", null, $"Field \"{key}\" must be non-null.");
        }
    }

    private object? Construct(InputObjectType type, Dictionary<string, object?> values, object value, string path)
    {
        try
        {
            return type.Construct!(values);
        }
        catch (ScalarException refusal)
        {
            Report(path, value, refusal.Message);
            return null;
        }
    }

    private object? CoerceLeaf(object value, NamedType type, string path)
    {
        try
        {
            var parsed = type is EnumType values ? values.ParseValue(value) : ((ScalarType)type).ParseValue(value);
            if (parsed is null)
            {
                Report(path, value, $"Expected type \"{type.Name}\".");
            }
            else if (type is ScalarType && refuses(path, parsed))
            {
                _reports++;
            }

            return parsed;
        }
        catch (ScalarException refusal)
        {
            Report(path, value, refusal.Message);
            return null;
        }
    }

    private void Report(string path, object? value, string message)
    {
        _reports++;
        report(path, value, message);
    }
}

using System.Collections;
using System.Globalization;
using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>
/// Resolvers whose values follow from a seed, the place in the response and the arguments, nulls and errors among
/// them. <c>differential.mjs</c> has the same functions in JavaScript: change both or neither.
/// </summary>
public static class SeededValues
{
    private sealed record Node(ObjectType Type);

    /// <summary>Gives every field of every object type its value.</summary>
    public static void Attach(Schema schema, uint seed)
    {
        foreach (var type in schema.Types.Values)
        {
            switch (type)
            {
                case ObjectType owner when !owner.Name.StartsWith("__", StringComparison.Ordinal):
                    foreach (var field in owner.Fields)
                    {
                        field.Resolve = context => new(Resolve(schema, seed, context));
                    }

                    break;
                case UnionType union:
                    union.ResolveType = value => (value as Node)?.Type;
                    break;
                case InterfaceType shape:
                    shape.ResolveType = value => (value as Node)?.Type;
                    break;
            }
        }
    }

    private static object? Resolve(Schema schema, uint seed, ResolverContext context)
    {
        var place = new StringBuilder(string.Join('.', context.Path.Select(step => Convert.ToString(step, CultureInfo.InvariantCulture))));
        foreach (var argument in context.Field.Arguments
            .Where(argument => context.HasArgument(context.Field.Arguments.IndexOf(argument)))
            .OrderBy(argument => argument.Name, StringComparer.Ordinal))
        {
            place.Append('|').Append(argument.Name).Append('=');
            Write(place, context.Argument(argument.Name));
        }

        return ValueOf(schema, seed, context.Field.Type, place.ToString());
    }

    private static object? ValueOf(Schema schema, uint seed, IGraphQLType type, string place)
    {
        var hash = Hash(seed, place);
        if (hash % 23 == 0)
        {
            return null;
        }

        if (hash % 29 == 0)
        {
            throw new GraphQLException($"Fault at {hash}");
        }

        return Value(schema, seed, type is NonNullType inner ? inner.OfType : type, place, hash);
    }

    private static object? Value(Schema schema, uint seed, IGraphQLType type, string place, uint hash) => type switch
    {
        ListType list => Enumerable.Range(0, (int)(hash / 31 % 4))
            .Select(index => Item(schema, seed, list.OfType, $"{place}#{index}")).ToArray(),
        EnumType options => options.Values[(int)(hash / 31 % (uint)options.Values.Count)].Value,
        ScalarType scalar => scalar.Name switch
        {
            "Int" => (object)(int)(hash % 100_000),
            "Float" => hash % 1000 / 8.0,
            "Boolean" => hash / 31 % 2 == 0,
            _ => $"{scalar.Name} {hash}",
        },
        ObjectType owner => new Node(owner),
        _ => new Node(Possible(schema, (NamedType)type, hash)),
    };

    // An item is null as often as a field, but it has no place of its own to fail at.
    private static object? Item(Schema schema, uint seed, IGraphQLType type, string place)
    {
        var hash = Hash(seed, place);
        return hash % 23 == 0 ? null : Value(schema, seed, type is NonNullType inner ? inner.OfType : type, place, hash);
    }

    private static ObjectType Possible(Schema schema, NamedType type, uint hash)
    {
        var ordered = schema.PossibleTypes(type).OrderBy(member => member.Name, StringComparer.Ordinal).ToArray();
        return ordered[hash / 31 % (uint)ordered.Length];
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string words:
                text.Append('"').Append(words).Append('"');
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case IReadOnlyDictionary<string, object?> members:
                text.Append('{');
                foreach (var (name, member) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append(':');
                    Write(text, member);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    // FNV-1a, 32 bits: a few lines in any language.
    private static uint Hash(uint seed, string text)
    {
        var hash = 2166136261 ^ seed;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16777619;
        }

        // The lowest bits of short texts differ little; fold the higher ones into them.
        return hash ^ (hash >> 15);
    }
}

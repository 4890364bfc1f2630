using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>The scalars that every schema has.</summary>
public static class BuiltInScalars
{
    public static ScalarType Int { get; } = new("Int")
    {
        Description = "The `Int` scalar type represents non-fractional signed whole numeric values. "
            + "Int can represent values between -(2^31) and 2^31 - 1.",
        Serialize = SerializeInt,
        ParseValue = value => Whole(value) is { } whole
            ? InRange(whole, value)
            : throw new ScalarException($"Int cannot represent non-integer value: {Inspect.Value(value)}"),
        ParseLiteral = ParseIntLiteral,
    };

    public static ScalarType Float { get; } = new("Float")
    {
        Description = "The `Float` scalar type represents signed double-precision fractional values as specified by "
            + "[IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        Serialize = SerializeFloat,
        ParseValue = value => Number(value) is { } number && double.IsFinite(number)
            ? number
            : throw new ScalarException($"Float cannot represent non numeric value: {Inspect.Value(value)}"),
        ParseLiteral = node => node switch
        {
            IntValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
            FloatValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
            _ => throw new ScalarException($"Float cannot represent non numeric value: {node}"),
        },
    };

    public static ScalarType String { get; } = new("String")
    {
        Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences. "
            + "The String type is most often used by GraphQL to represent free-form human-readable text.",
        Serialize = SerializeString,
        ParseValue = value => value as string
            ?? throw new ScalarException($"String cannot represent a non string value: {Inspect.Value(value)}"),
        ParseLiteral = node => node is StringValueNode text
            ? text.Value
            : throw new ScalarException($"String cannot represent a non string value: {node}"),
    };

    public static ScalarType Boolean { get; } = new("Boolean")
    {
        Description = "The `Boolean` scalar type represents `true` or `false`.",
        Serialize = value => value as bool? is { } boolean ? boolean
            : Number(value) is { } number && double.IsFinite(number) ? number != 0
            : throw new ScalarException($"Boolean cannot represent a non boolean value: {Inspect.Value(value)}"),
        ParseValue = value => value is bool
            ? value
            : throw new ScalarException($"Boolean cannot represent a non boolean value: {Inspect.Value(value)}"),
        ParseLiteral = node => node is BooleanValueNode boolean
            ? boolean.Value
            : throw new ScalarException($"Boolean cannot represent a non boolean value: {node}"),
    };

    public static ScalarType Id { get; } = new("ID")
    {
        Description = "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key "
            + "for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be "
            + "human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) "
            + "input value will be accepted as an ID.",
        Serialize = value => value as string ?? IdText(value)
            ?? throw new ScalarException($"ID cannot represent value: {Inspect.Value(value)}"),
        ParseValue = value => value as string ?? IdText(value)
            ?? throw new ScalarException($"ID cannot represent value: {Inspect.Value(value)}"),
        ParseLiteral = node => node switch
        {
            StringValueNode text => text.Value,
            IntValueNode number => number.Value,
            _ => throw new ScalarException($"ID cannot represent a non-string and non-integer value: {node}"),
        },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScalarType> All { get; } = [String, Int, Float, Boolean, Id];

    /// <summary>The built-in scalar of this name, or null.</summary>
    public static ScalarType? Find(string name) => All.FirstOrDefault(scalar => scalar.Name == name);

    private static object SerializeInt(object value)
    {
        if (value is int)
        {
            return value; // Already boxed: the common case makes no second copy.
        }

        var number = value is bool flag ? (flag ? 1 : 0) : Whole(value) ?? WholeText(value);
        return number is { } whole
            ? InRange(whole, value)
            : throw new ScalarException($"Int cannot represent non-integer value: {Inspect.Value(value)}");
    }

    private static object SerializeFloat(object value)
    {
        if (value is double known && double.IsFinite(known))
        {
            return value;
        }

        if (value is decimal)
        {
            return value; // Every digit it has, rather than the nearest double.
        }

        var number = value is bool flag ? (flag ? 1 : 0) : Number(value) ?? NumberText(value);
        return number is { } finite && double.IsFinite(finite)
            ? finite
            : throw new ScalarException($"Float cannot represent non numeric value: {Inspect.Value(value)}");
    }

    private static object SerializeString(object value) => value switch
    {
        string => value,
        bool flag => flag ? "true" : "false",
        char letter => letter.ToString(),
        _ when Number(value) is { } number && double.IsFinite(number) => Inspect.Value(value),
        _ => throw new ScalarException($"String cannot represent value: {Inspect.Value(value)}"),
    };

    private static object? ParseIntLiteral(ValueNode node)
    {
        if (node is not IntValueNode literal)
        {
            throw new ScalarException($"Int cannot represent non-integer value: {node}");
        }

        return int.TryParse(literal.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ScalarException($"Int cannot represent non 32-bit signed integer value: {literal.Value}");
    }

    private static int InRange(double whole, object value) => whole is >= int.MinValue and <= int.MaxValue
        ? (int)whole
        : throw new ScalarException($"Int cannot represent non 32-bit signed integer value: {Inspect.Value(value)}");

    private static double? Whole(object value) =>
        Number(value) is { } number && double.IsInteger(number) ? number : null;

    private static double? Number(object value) => value switch
    {
        int number => number,
        long number => number,
        double number => number,
        decimal number => Nearest(number),
        float number => number,
        short number => number,
        byte number => number,
        uint number => number,
        ulong number => number,
        ushort number => number,
        sbyte number => number,
        _ => null,
    };

    // Converting rounds through fewer digits than decimal has; reading what it prints gives the nearest double.
    private static double Nearest(decimal number) => double.Parse(
        number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double? NumberText(object value) =>
        value is string { Length: > 0 } text
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static double? WholeText(object value) =>
        NumberText(value) is { } number && double.IsInteger(number) ? number : null;

    private static string? IdText(object value) => value switch
    {
        Guid guid => guid.ToString(),
        bool => null,
        _ => Whole(value) is null ? null : Inspect.Value(value),
    };
}

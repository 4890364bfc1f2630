using System.Collections.ObjectModel;
using GraphQLEngine.Language;

namespace GraphQLEngine.Types;

/// <summary>
/// A scalar. Its three functions throw <see cref="ScalarException"/> with the words for the caller when a value is
/// not theirs (the parsing ones may also give null, which refuses without words); any other exception is a fault.
/// </summary>
public sealed class ScalarType(string name) : NamedType(name)
{
    public override bool IsInput => true;

    public override bool IsLeaf => true;

    /// <summary>A link to what its values look like.</summary>
    public string? SpecifiedByUrl { get; set; }

    /// <summary>
    /// From a resolver's value to what the response carries: string, bool, a number type, JsonElement, or lists and
    /// dictionaries of these. By default the value as it is.
    /// </summary>
    public Func<object, object?> Serialize { get; set; } = static value => value;

    /// <summary>
    /// From a variable's value (string, bool, long, decimal, double, list, dictionary) to what resolvers get.
    /// </summary>
    public Func<object, object?> ParseValue { get; set; } = static value => value;

    /// <summary>
    /// From a literal without variables to what resolvers get; by default through <see cref="ParseValue"/>.
    /// </summary>
    public Func<ValueNode, object?>? ParseLiteral { get; set; }
}

/// <summary>A value that a scalar or enum refuses; the message is told to the caller.</summary>
public sealed class ScalarException(string message) : Exception(message);

/// <summary>An enum.</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    private Dictionary<object, string>? _names;

    public override bool IsInput => true;

    public override bool IsLeaf => true;

    public EnumValueList Values { get; } = [];

    internal string Serialize(object value)
    {
        return (_names ??= NamesByValue()).TryGetValue(value, out var known)
            ? known
            : throw new ScalarException($"Enum \"{Name}\" cannot represent value: {Inspect.Value(value)}");
    }

    internal object ParseValue(object value)
    {
        if (value is not string text)
        {
            var shown = Inspect.Value(value);
            throw new ScalarException(
                $"Enum \"{Name}\" cannot represent non-string value: {shown}.{DidYouMean(shown)}");
        }

        return Find(text);
    }

    internal object ParseLiteral(ValueNode node)
    {
        if (node is not EnumValueNode literal)
        {
            var shown = node.ToString();
            throw new ScalarException(
                $"Enum \"{Name}\" cannot represent non-enum value: {shown}.{DidYouMean(shown)}");
        }

        return Find(literal.Value);
    }

    private Dictionary<object, string> NamesByValue()
    {
        var names = new Dictionary<object, string>();
        foreach (var item in Values)
        {
            names.TryAdd(item.Value, item.Name);
        }

        return names;
    }

    private object Find(string text) => Values.TryGetValue(text, out var value)
        ? value.Value
        : throw new ScalarException($"Value \"{text}\" does not exist in \"{Name}\" enum.{DidYouMean(text)}");

    private string DidYouMean(string text) =>
        Suggestions.DidYouMean(text, Values.Select(value => value.Name), "the enum value");
}

/// <summary>
/// One value of an enum; <paramref name="value"/> is what resolvers give and get, by default the name.
/// </summary>
public sealed class EnumValue(string name, object? value = null) : SchemaMember(name)
{
    public object Value { get; } = value ?? name;

    public string? DeprecationReason { get; set; }
}

/// <summary>Enum values in the order they were declared, found by name.</summary>
public sealed class EnumValueList : KeyedCollection<string, EnumValue>
{
    protected override string GetKeyForItem(EnumValue item) => item.Name;
}

/// <summary>An input object.</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    public override bool IsInput => true;

    public override bool IsOutput => false;

    public InputValueList Fields { get; } = [];

    /// <summary>Exactly one of its fields must be given, and not null.</summary>
    public bool IsOneOf { get; set; }

    /// <summary>
    /// Makes what resolvers get from the coerced fields (only those given or defaulted are present).
    /// By default the dictionary itself.
    /// </summary>
    public Func<IReadOnlyDictionary<string, object?>, object>? Construct { get; set; }
}

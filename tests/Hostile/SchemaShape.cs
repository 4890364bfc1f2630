using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>The schema as the running gateway tells it, and operations made from it.</summary>
internal sealed partial class SchemaShape
{
    private const string Introspection =
        """
        { __schema { types { kind name isOneOf
            fields(includeDeprecated: true) { name args { name type { ...T } } type { ...T } }
            inputFields { name type { ...T } }
            enumValues { name }
            possibleTypes { name } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private readonly Dictionary<string, JsonNode> _types;
    private readonly Func<string, string?> _text;

    private SchemaShape(Dictionary<string, JsonNode> types, Func<string, string?> text) => (_types, _text) = (types, text);

    /// <param name="client">Anybody: the schema is told to everybody outside of production.</param>
    /// <param name="text">A value for an argument that takes a text, by the argument's name.</param>
    public static async Task<SchemaShape> ReadAsync(GraphQLClient client, Func<string, string?> text)
    {
        var answer = await client.AskAsync(Introspection);
        Assert.True(answer["data"]?["__schema"] is not null, answer.ToJsonString());
        return new SchemaShape(
            answer["data"]!["__schema"]!["types"]!.AsArray().ToDictionary(type => (string)type!["name"]!, type => type!), text);
    }

    /// <summary>Every field of the three root types, as <c>Query.me</c>.</summary>
    public IEnumerable<string> Roots() =>
        from type in new[] { "Query", "Mutation", "Subscription" }
        from field in Fields(type)
        select $"{type}.{field["name"]}";

    /// <summary>The names of a type's fields.</summary>
    public IEnumerable<string> FieldNames(string type) => Fields(type).Select(field => (string)field["name"]!);

    /// <summary>An operation of one root field that asks for all that can be asked of it.</summary>
    public string Operation(string root)
    {
        var (type, name) = (root.Split('.')[0], root.Split('.')[1]);
        var field = Fields(type).Single(field => (string)field["name"]! == name);
        var variables = TakesFile(root) ? "($file: Upload!)" : "";
        return $"{type.ToLowerInvariant()}{variables} {{ {Selection(field, depth: 0)} }}";
    }

    /// <summary>Whether a root field takes a file, which only a multipart request can carry.</summary>
    public bool TakesFile(string root) =>
        Fields(root.Split('.')[0]).Single(field => (string)field["name"]! == root.Split('.')[1])["args"]!.AsArray()
            .Any(argument => Value(argument!).Contains("$file", StringComparison.Ordinal));

    private IEnumerable<JsonNode> Fields(string type) => _types[type]["fields"]?.AsArray().Select(field => field!) ?? [];

    private string Selection(JsonNode field, int depth)
    {
        var name = Named(field["type"]!);
        return $"{field["name"]}{Arguments(field)} {Selections((string)name["name"]!, depth + 1)}";
    }

    // Deep enough for redemptions { nodes { member { postings { nodes { seq } } } } }, and within the gateway's depth.
    private string Selections(string type, int depth)
    {
        var shape = _types[type];
        switch ((string)shape["kind"]!)
        {
            case "OBJECT":
                return $"{{ {Inside(type, depth)} }}";
            case "UNION" or "INTERFACE":
                var cases = shape["possibleTypes"]!.AsArray().Select(one => (string)one!["name"]!);
                return $"{{ __typename {string.Concat(cases.Select(one => $"... on {one} {{ {Alone(one, depth)} }} "))}}}";
            default:
                return "";
        }
    }

    private string Inside(string type, int depth) =>
        "__typename " + string.Join(' ', Fields(type).Where(field => depth < 6 || IsLeaf(field)).Where(IsWorthAsking)
            .Select(field => Selection(field, depth)));

    // Members of a union may have fields of one name and different types, which must not stand side by side.
    private string Alone(string type, int depth) =>
        string.Join(' ', Fields(type).Where(field => depth < 6 || IsLeaf(field)).Select(field => $"{type}_{field["name"]}: {Selection(field, depth)}"));

    // nodes holds what edges holds; twice the same costs twice as much.
    private static bool IsWorthAsking(JsonNode field) => (string)field["name"]! is not ("edges" or "pageInfo");

    private bool IsLeaf(JsonNode field) => (string)_types[(string)Named(field["type"]!)["name"]!]["kind"]! is "SCALAR" or "ENUM";

    private string Arguments(JsonNode field)
    {
        var given = field["args"]!.AsArray()
            .Where(argument => IsRequired(argument!) || (string)argument!["name"]! is "where" or "first")
            .Select(argument => $"{argument!["name"]}: {Value(argument)}").ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Value(JsonNode input)
    {
        var type = input["type"]!;
        var named = Named(type);
        var (kind, name, label) = ((string)named["kind"]!, (string)named["name"]!, (string)input["name"]!);
        var value = kind switch
        {
            "ENUM" => (string)_types[name]["enumValues"]![0]!["name"]!,
            "INPUT_OBJECT" => Input(name),
            _ => name switch
            {
                "Int" or "Long" => "1",
                "Boolean" => "true",
                "Float" or "Decimal" => "1.5",
                "DateTime" => "\"2026-01-01T00:00:00Z\"",
                "Date" or "LocalDate" => "\"2026-01-01\"",
                "Upload" => "$file",
                _ => $"\"{_text(label) ?? "x"}\"",
            },
        };
        return IsList(type) ? $"[{value}]" : value;
    }

    private string Input(string name)
    {
        var fields = _types[name]["inputFields"]!.AsArray().Select(field => field!).ToList();
        var given = IsOneOf(name) ? fields.Take(1)
            : fields.Where(field => IsRequired(field) || (string)field["name"]! is "memberId");
        return $"{{ {string.Join(", ", given.Select(field => $"{field["name"]}: {Value(field)}"))} }}";
    }

    private bool IsOneOf(string input) => (bool?)_types[input]["isOneOf"] == true;

    private static bool IsRequired(JsonNode input) => (string)input["type"]!["kind"]! == "NON_NULL";

    private static bool IsList(JsonNode type) =>
        (string)type["kind"]! == "LIST" || (type["ofType"] is { } inner && IsList(inner));

    private static JsonNode Named(JsonNode type) => type["ofType"] is { } inner ? Named(inner) : type;
}

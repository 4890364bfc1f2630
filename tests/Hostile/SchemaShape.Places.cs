using System.Text.Json.Nodes;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>A place of the schema where a caller writes one value.</summary>
/// <param name="Root">The root field through which it is reached, such as <c>Query.me</c>.</param>
/// <param name="Field">The field whose argument it is in, such as <c>Member.postings</c>.</param>
/// <param name="Path">The argument, and the way through its input objects, such as <c>where.from</c>.</param>
/// <param name="Scalar">The scalar that is expected there.</param>
/// <param name="Operation">An operation that asks for all that is required, and has this text in the place.</param>
internal sealed record Place(string Root, string Field, string Path, string Scalar, Func<string, string> Operation)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public override string ToString() => $"{Field}({Path}: {Scalar})";
}

internal sealed partial class SchemaShape
{
    private const int DeepestInput = 8;

    /// <summary>
    /// Every place of every argument: of the root fields, and of the fields of all objects that queries lead to.
    /// </summary>
    public IEnumerable<Place> Places()
    {
        foreach (var type in new[] { "Query", "Mutation", "Subscription" })
        {
            foreach (var field in Fields(type))
            {
                foreach (var place in PlacesOf(type, field, $"{type}.{field["name"]}", inner => inner))
                {
                    yield return place;
                }
            }
        }

        foreach (var (type, root, wrap) in Reached())
        {
            foreach (var place in Fields(type).SelectMany(field => PlacesOf(type, field, root, wrap)))
            {
                yield return place;
            }
        }
    }

    private IEnumerable<Place> PlacesOf(string type, JsonNode field, string root, Func<string, string> wrap)
    {
        var arguments = field["args"]!.AsArray().Select(argument => argument!).ToList();
        var selection = IsLeaf(field) ? "" : " { __typename }";
        return
            from argument in arguments
            from leaf in Leaves(argument, depth: 0)
            let others = arguments.Where(other => other != argument && IsRequired(other))
            let before = string.Concat(others.Select(other => $"{Given(other)}, "))
            let ask = $"{root.Split('.')[0].ToLowerInvariant()}(VARIABLES)"
            select new Place(root, $"{type}.{field["name"]}", leaf.Path, leaf.Scalar, text =>
                $"{ask} {{ {wrap($"{field["name"]}({before}{argument["name"]}: {leaf.Write(text)}){selection}")} }}");
    }

    private string Given(JsonNode input) => $"{input["name"]}: {Value(input)}";

    private IEnumerable<(string Path, string Scalar, Func<string, string> Write)> Leaves(JsonNode input, int depth)
    {
        var named = Named(input["type"]!);
        var (kind, type, name) = ((string)named["kind"]!, (string)named["name"]!, (string)input["name"]!);
        Func<string, string> listed = IsList(input["type"]!) ? text => $"[{text}]" : text => text;
        if (kind == "SCALAR")
        {
            yield return (name, type, listed);
        }

        if (kind != "INPUT_OBJECT" || depth == DeepestInput)
        {
            yield break;
        }

        var fields = _types[type]["inputFields"]!.AsArray().Select(field => field!).ToList();
        foreach (var field in fields)
        {
            var others = IsOneOf(type) ? [] : fields.Where(other => other != field && IsRequired(other)).ToList();
            foreach (var (path, scalar, write) in Leaves(field, depth + 1))
            {
                var before = $"{string.Concat(others.Select(other => $"{Given(other)}, "))}{field["name"]}";
                yield return ($"{name}.{path}", scalar, text => listed($"{{ {before}: {write(text)} }}"));
            }
        }
    }

    /// <summary>Every object type that a query leads to, with the shortest way to it.</summary>
    private IEnumerable<(string Type, string Root, Func<string, string> Wrap)> Reached()
    {
        var known = new HashSet<string> { "Query" };
        var open = new Queue<(string Type, string? Root, Func<string, string> Wrap)>([("Query", null, inner => inner)]);
        while (open.TryDequeue(out var at))
        {
            foreach (var field in Fields(at.Type).Where(field => !IsLeaf(field)))
            {
                var type = (string)Named(field["type"]!)["name"]!;
                var cases = _types[type]["possibleTypes"]?.AsArray().Select(one => (string)one!["name"]!) ?? [];
                foreach (var name in cases.DefaultIfEmpty(type).Where(known.Add))
                {
                    var root = at.Root ?? $"Query.{field["name"]}";
                    var narrowing = name == type ? "..." : $"... on {name}";
                    Func<string, string> wrap = inner =>
                        at.Wrap($"{field["name"]}{Arguments(field)} {{ {narrowing} {{ {inner} }} }}");
                    open.Enqueue((name, root, wrap));
                    yield return (name, root, wrap);
                }
            }
        }
    }
}

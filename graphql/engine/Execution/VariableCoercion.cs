using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>The variables that an operation declares, looked up once, and their coercion for each request.</summary>
internal sealed class VariableCoercion
{
    private const int MaxErrors = 50;
    private const int MaxShown = 1_000;

    private static readonly Dictionary<string, object?> None = [];

    private readonly (VariableDefinitionNode Node, IGraphQLType Type)[] _variables;

    public VariableCoercion(Schema schema, OperationNode operation)
    {
        _variables = [.. operation.VariableDefinitions.Select(node => (node, TypeReferences.Find(schema, node.Type)!))];
    }

    /// <summary>The coerced variables, or every reason why they cannot be had.</summary>
    public IReadOnlyDictionary<string, object?> Coerce(
        IReadOnlyDictionary<string, object?>? given, ExecutorOptions options, out ErrorList? errors)
    {
        errors = null;
        if (_variables.Length == 0)
        {
            return None;
        }

        var found = new ErrorList(
            MaxErrors, "Too many errors processing variables, error limit reached. Execution aborted.");
        var coerced = new Dictionary<string, object?>(_variables.Length, StringComparer.Ordinal);
        foreach (var (node, type) in _variables)
        {
            Coerce(node, type, given, options, coerced, found);
        }

        errors = found.Count > 0 ? found : null;
        return coerced;
    }

    private static string Shown(object? value) =>
        Inspect.Value(value) is var text && text.Length > MaxShown ? $"{text[..MaxShown]}…" : text;

    private static void Coerce(
        VariableDefinitionNode node,
        IGraphQLType type,
        IReadOnlyDictionary<string, object?>? given,
        ExecutorOptions options,
        Dictionary<string, object?> coerced,
        ErrorList errors)
    {
        var name = node.Variable.Name.Value;
        if (given is null || !given.TryGetValue(name, out var value))
        {
            if (node.DefaultValue is not null)
            {
                coerced[name] = LiteralCoercion.Coerce(node.DefaultValue, type, null);
            }
            else if (type is NonNullType)
            {
                Fail($"Variable \"${name}\" of required type \"{type}\" was not provided.");
            }

            return;
        }

        if (value is null && type is NonNullType)
        {
            Fail($"Variable \"${name}\" of non-null type \"{type}\" must not be null.");
            return;
        }

        coerced[name] = new ValueCoercion(options.Suggestions, Report, Refusal).Coerce(value, type, "");

        void Report(string path, object? invalid, string why)
        {
            // A value of 20,000 unknown fields has as many errors, each of which would show all of it.
            if (!errors.IsFull)
            {
                var place = path.Length == 0 ? "" : $" at \"{name}{path}\"";
                Fail($"Variable \"${name}\" got invalid value {Shown(invalid)}{place}; {why}");
            }
        }

        bool Refusal(string path, object parsed)
        {
            if (options.RefuseInput?.Invoke($"{name}{path}", parsed) is not { } refusal)
            {
                return false;
            }

            Add(refusal);
            return true;
        }

        void Fail(string message) => Add(new GraphQLError(message));

        void Add(GraphQLError error) => errors.Add(error with { Locations = [node.Location] });
    }
}

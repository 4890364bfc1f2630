using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Sdl;
using GraphQLEngine.Types;
using GraphQLEngine.Validation;
using GraphQLEngine.Validation.Rules;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>Runs graphql-js's validation cases, one rule each: messages and locations must be equal.</summary>
public static class ValidationFixtures
{
    private static readonly Lazy<Schema> TestSchema = new(() => SdlSchema.BuildUnchecked(Parser.Parse(PetSchema.Sdl)));

    private static readonly Dictionary<string, Func<ValidationRule>> Rules = RuleSets.Executable
        .Concat(RuleSets.Sdl)
        .GroupBy(create => create().GetType().Name)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>How many cases there were, and what differed.</summary>
    public static (int Total, List<string> Failures) Run(string path)
    {
        var total = 0;
        var failures = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            total++;
            using var fixture = JsonDocument.Parse(line);
            var expected = Describe(fixture.RootElement.GetProperty("errors"));
            var actual = Describe(Validate(fixture.RootElement));
            if (expected != actual)
            {
                var rule = fixture.RootElement.GetProperty("rule");
                failures.Add($"line {total} {rule}:\nexpected {expected}\nbut got  {actual}");
            }
        }

        return (total, failures);
    }

    private static IReadOnlyList<GraphQLError> Validate(JsonElement fixture)
    {
        var text = fixture.GetProperty("schema").GetString();
        var schema = text is null ? null : text == "@test" ? TestSchema.Value : SdlSchema.BuildUnchecked(Parser.Parse(text));
        if (schema?.FindType("CustomScalar") is ScalarType refusing)
        {
            refusing.ParseValue = _ => null; // As the case had it in code: a scalar that accepts nothing.
        }

        var document = Parser.Parse(fixture.GetProperty("doc").GetString()!);
        var context = new ValidationContext(schema, document, suggest: true);
        return DocumentValidator.Run(context, [RuleNamed(fixture.GetProperty("rule").GetString()!)]);
    }

    private static ValidationRule RuleNamed(string name) => name switch
    {
        "NoDeprecatedCustomRule" => new NoDeprecatedRule(),
        "NoSchemaIntrospectionCustomRule" => new NoSchemaIntrospectionRule(),
        _ => Rules[name](),
    };

    private static string Describe(JsonElement errors) => string.Join("\n", errors.EnumerateArray().Select(error =>
    {
        var places = error.GetProperty("locations").EnumerateArray()
            .Select(place => $"{place.GetProperty("line")}:{place.GetProperty("column")}");
        return $"{error.GetProperty("message")} @ {string.Join(" ", places)}";
    }));

    private static string Describe(IReadOnlyList<GraphQLError> errors) => string.Join("\n", errors.Select(error =>
        $"{error.Message} @ {string.Join(" ", error.Locations.Select(place => $"{place.Line}:{place.Column}"))}"));
}

using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;
using GraphQLEngine.Validation.Rules;

namespace GraphQLEngine.Validation;

/// <summary>Checks documents against a schema, and the texts of schemas.</summary>
public static class DocumentValidator
{
    /// <summary>
    /// Every violation of the specification's rules and the options' guards; empty when it may run. A document that
    /// would take more steps than its length allows has one error that says so. Throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellation"/> fires meanwhile.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(
        Schema schema,
        DocumentNode document,
        ExecutorOptions? options = null,
        CancellationToken cancellation = default) =>
        Validate(schema, document, options ?? new ExecutorOptions(), WorkBudget.For(document, cancellation));

    internal static IReadOnlyList<GraphQLError> Validate(
        Schema schema, DocumentNode document, ExecutorOptions options, WorkBudget budget)
    {
        try
        {
            return Check(schema, document, options, budget);
        }
        catch (WorkExceededException exceeded)
        {
            return exceeded.Errors;
        }
    }

    private static IReadOnlyList<GraphQLError> Check(
        Schema schema, DocumentNode document, ExecutorOptions options, WorkBudget budget)
    {
        var exceeded = new DocumentLimits(document, options, budget).Check().ToList();
        if (exceeded.Count > 0)
        {
            return exceeded; // The rules would take their time over a document that is refused anyway.
        }

        var rules = RuleSets.Executable.Select(create => create()).ToList();
        rules.Add(new ExclusiveFieldsRule());
        if (!options.Introspection)
        {
            rules.Add(new NoSchemaIntrospectionRule());
        }

        return Run(new ValidationContext(schema, document, options.Suggestions, budget, options.RefuseInput), rules);
    }

    /// <summary>
    /// Every violation in the text of a schema; <paramref name="extended"/> is what it extends, if anything.
    /// </summary>
    public static IReadOnlyList<GraphQLError> ValidateSdl(DocumentNode document, Schema? extended = null) =>
        Run(new ValidationContext(extended, document, suggest: true), [.. RuleSets.Sdl.Select(create => create())]);

    internal static IReadOnlyList<GraphQLError> Run(ValidationContext context, IReadOnlyList<ValidationRule> rules)
    {
        new DocumentWalker(context, rules).Walk();
        return context.Errors;
    }
}

using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>
/// An operation that was parsed, found valid and is ready to run any number of times, from any thread.
/// </summary>
public sealed class PreparedOperation
{
    internal PreparedOperation(
        Schema schema, DocumentNode document, OperationNode operation, PlanBudget budget)
    {
        Schema = schema;
        Document = document;
        Operation = operation;
        Variables = new VariableCoercion(schema, operation);
        Plans = new ConditionalPlans(schema, document, operation, budget);
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public OperationNode Operation { get; }

    public OperationKind Kind => Operation.Kind;

    /// <summary>The operation's name, or null.</summary>
    public string? Name => Operation.Name?.Value;

    internal VariableCoercion Variables { get; }

    internal ConditionalPlans Plans { get; }
}

/// <summary>Either an operation that can run, or why it cannot (exactly one is set).</summary>
public readonly record struct Preparation(PreparedOperation? Operation, IReadOnlyList<GraphQLError>? Errors);

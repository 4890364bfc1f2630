using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>What one resolver sees; it may be kept for as long as the resolver runs.</summary>
internal sealed class FieldContext(
    OperationRun run, ResultObject node, int slot, object? source, ArgumentValues arguments)
    : ResolverContext
{
    private PlannedField Planned => node.Plan.Fields[slot];

    public override object? Source => source;

    public override Schema Schema => run.Operation.Schema;

    public override Field Field => Planned.Definition;

    public override ObjectType ParentType => node.Plan.Type;

    public override OperationNode Operation => run.Operation.Operation;

    public override string ResponseName => Planned.ResponseName;

    public override IReadOnlyList<object> Path => node.PathTo(slot);

    public override RequestContext Request => run.Context;

    public override CancellationToken Cancellation => run.Cancellation;

    public override ReadOnlySpan<object?> Arguments => arguments.Values;

    public override bool HasArgument(int index) => arguments.Given[index];

    public override IEnumerable<SelectedField> Selections(ObjectType type) =>
        Planned.PlanFor(type).Fields.Select(field => new SelectedField(field.ResponseName, field.Definition));

    public override void ReportError(GraphQLError error) => run.ReportFromResolver(node, slot, error);
}

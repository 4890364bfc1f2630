using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>
/// An operation with every <c>@skip</c> and <c>@include</c> decided; the rest is the same for all requests.
/// </summary>
/// <param name="schema">Where the fields are looked up.</param>
/// <param name="operation">What to plan.</param>
/// <param name="fragments">By name.</param>
/// <param name="conditions">
/// The values of the variables that conditions use: null where null was given, missing where nothing was.
/// </param>
/// <param name="budget">How much of the plan may be kept.</param>
internal sealed class OperationPlan(
    Schema schema,
    OperationNode operation,
    IReadOnlyDictionary<string, FragmentNode> fragments,
    IReadOnlyDictionary<string, bool?> conditions,
    PlanBudget budget)
{
    private SelectionPlan? _root;

    /// <summary>
    /// The root's selections. As with <see cref="Collect(ObjectType, IEnumerable{SelectionSetNode})"/>, a condition
    /// without a value throws <see cref="GraphQLException"/>: what it decides cannot be told.
    /// </summary>
    public SelectionPlan Root => _root ??= Collect(schema.RootOf(operation.Kind)!, [operation.SelectionSet]);

    public PlanBudget Budget => budget;

    /// <summary>Merges selection sets into the fields of one object type.</summary>
    public SelectionPlan Collect(ObjectType type, IEnumerable<SelectionSetNode> selectionSets)
    {
        var grouped = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var selections = 0;
        foreach (var selectionSet in selectionSets)
        {
            selections += Collect(type, selectionSet, grouped, visited);
        }

        var fields = new List<PlannedField>(grouped.Count);
        foreach (var nodes in grouped.Values)
        {
            if (schema.FindField(type, nodes[0].Name.Value) is { } definition)
            {
                fields.Add(new PlannedField(this, type, definition, nodes));
            }
        }

        return new SelectionPlan(type, [.. fields], selections);
    }

    /// <returns>How many selections were looked at.</returns>
    private int Collect(
        ObjectType type,
        SelectionSetNode selectionSet,
        OrderedDictionary<string, List<FieldNode>> grouped,
        HashSet<string> visited)
    {
        var selections = selectionSet.Selections.Count;
        foreach (var selection in selectionSet.Selections)
        {
            if (!IsIncluded(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!grouped.TryGetValue(field.ResponseName, out var nodes))
                    {
                        grouped[field.ResponseName] = nodes = [];
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    selections += Collect(type, inline.SelectionSet, grouped, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && Applies(fragment.TypeCondition, type):
                    selections += Collect(type, fragment.SelectionSet, grouped, visited);
                    break;
            }
        }

        return selections;
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || condition.Name.Value == type.Name
        || (schema.FindType(condition.Name.Value) is { IsAbstract: true } named && schema.IsSubType(named, type));

    private bool IsIncluded(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            var isSkip = directive.Name.Value == "skip";
            if ((isSkip || directive.Name.Value == "include") && Condition(directive) == isSkip)
            {
                return false;
            }
        }

        return true;
    }

    private bool Condition(DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => ValueOf(variable),
        _ => throw new InvalidOperationException($"{directive} was not validated."),
    };

    private bool ValueOf(VariableNode variable)
    {
        var name = variable.Name.Value;
        var isGiven = conditions.TryGetValue(name, out var value);
        return value ?? throw new GraphQLException(new GraphQLError(isGiven
            ? "Argument \"if\" of non-null type \"Boolean!\" must not be null."
            : "Argument \"if\" of required type \"Boolean!\" was provided the variable "
                + $"\"${name}\" which was not provided a runtime value.")
        {
            Locations = [variable.Location],
        });
    }
}

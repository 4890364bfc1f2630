using System.Collections.Concurrent;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>
/// The plans of one operation: one for each combination of values that its <c>@skip</c> and <c>@include</c> variables
/// were seen with. So the plan, with the exact order of keys, is never made twice, and running it asks no conditions.
/// </summary>
internal sealed class ConditionalPlans
{
    private const int MaxKept = 64;

    private readonly Schema _schema;
    private readonly OperationNode _operation;
    private readonly Dictionary<string, FragmentNode> _fragments;
    private readonly PlanBudget _budget;
    private readonly string[] _names;
    private readonly ConcurrentDictionary<ulong, OperationPlan> _plans = new();
    private OperationPlan? _only;

    public ConditionalPlans(Schema schema, DocumentNode document, OperationNode operation, PlanBudget budget)
    {
        _budget = budget.ForOneOperation();
        _schema = schema;
        _operation = operation;
        _fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(node => node.Name.Value);
        var names = new OrderedDictionary<string, bool>();
        foreach (var definition in document.Definitions.OfType<ExecutableDefinitionNode>())
        {
            FindConditions(definition.SelectionSet, names);
        }

        var declared = operation.VariableDefinitions.Select(node => node.Variable.Name.Value).ToHashSet();
        _names = [.. names.Keys.Where(declared.Contains)];
    }

    /// <summary>The plan for these variables.</summary>
    public OperationPlan For(IReadOnlyDictionary<string, object?> variables)
    {
        if (_names.Length == 0)
        {
            return _only ??= NewPlan(new Dictionary<string, bool?>());
        }

        ulong key = 0;
        var isWhole = _names.Length <= 64;
        var values = new Dictionary<string, bool?>(_names.Length);
        for (var i = 0; i < _names.Length; i++)
        {
            if (variables.TryGetValue(_names[i], out var value))
            {
                values[_names[i]] = value as bool?;
            }

            isWhole &= value is bool;
            key |= value is true ? 1UL << (i % 64) : 0;
        }

        if (isWhole && _plans.TryGetValue(key, out var known))
        {
            return known;
        }

        var plan = NewPlan(values);
        if (isWhole && _plans.Count < MaxKept)
        {
            _plans.TryAdd(key, plan);
        }

        return plan;
    }

    private OperationPlan NewPlan(Dictionary<string, bool?> conditions) =>
        new(_schema, _operation, _fragments, conditions, _budget);

    private static void FindConditions(SelectionSetNode selectionSet, OrderedDictionary<string, bool> names)
    {
        foreach (var selection in selectionSet.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include"
                    && directive.Arguments.Count > 0
                    && directive.Arguments[0].Value is VariableNode variable)
                {
                    names[variable.Name.Value] = true;
                }
            }

            var inner = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            if (inner is not null)
            {
                FindConditions(inner, names);
            }
        }
    }
}

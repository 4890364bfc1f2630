using GraphQLEngine.Introspection;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>
/// Estimates, before anything runs, how many objects an operation may give and what its fields weigh.
/// </summary>
internal sealed class CostAnalysis(
    Schema schema,
    IReadOnlyDictionary<string, object?> variables,
    int assumedListSize,
    CancellationToken cancellation)
{
    // Fragments inside fragments can unfold without end; what takes this many steps to add up costs too much anyway.
    private const int MaxSteps = 100_000;

    private readonly WorkBudget _budget = new(MaxSteps, cancellation);

    /// <summary>The cost of a root's selections; infinite when it takes too long to tell.</summary>
    public double Of(SelectionPlan plan) => Of(plan, null, 0);

    private double Of(SelectionPlan plan, ListSize? parent, double parentSize)
    {
        // A plan of few fields may have been gathered from many selections.
        if (!_budget.TryTake(1 + plan.Selections))
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        foreach (var field in plan.Fields)
        {
            sum += field.Definition.Get<FieldCost>()?.Weight ?? 0;
            var type = field.Definition.Type.Named;
            if (type.IsComposite && !IntrospectionTypes.Contains(type))
            {
                sum += OfObjects(field, type, parent, parentSize);
            }
        }

        return sum;
    }

    private double OfObjects(PlannedField field, NamedType type, ListSize? parent, double parentSize)
    {
        var own = field.Definition.Get<ListSize>();
        var size = own is null ? assumedListSize : SizeOf(field, own);
        var count = field.Shape.Kind != ShapeKind.List ? 1
            : parent?.SizedFields.Contains(field.Definition.Name) == true ? parentSize
            : size;
        var each = schema.PossibleTypes(type).Select(possible => OfObject(field, possible, own, size));
        return count * (1 + each.DefaultIfEmpty(0).Max());
    }

    private double OfObject(PlannedField field, ObjectType type, ListSize? own, double size)
    {
        try
        {
            return Of(field.PlanFor(type), own, size);
        }
        catch (GraphQLException)
        {
            return 0; // A condition has no value: null will stand for the object, and an error say why.
        }
    }

    private double SizeOf(PlannedField field, ListSize size)
    {
        double? told = null;
        if (size.SlicingArguments.Count > 0)
        {
            var arguments = field.Arguments.Coerce(variables).Values;
            foreach (var name in size.SlicingArguments)
            {
                var index = field.Definition.Arguments.IndexOf(field.Definition.Arguments[name]);
                if (arguments[index] is int value)
                {
                    told = Math.Max(told ?? 0, Math.Abs((double)value));
                }
            }
        }

        return told ?? size.AssumedSize ?? assumedListSize;
    }
}

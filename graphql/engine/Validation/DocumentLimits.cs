using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>
/// The guards that look at a document alone: how deep it goes and how often it asks under other names.
/// </summary>
internal sealed class DocumentLimits(DocumentNode document, ExecutorOptions options, WorkBudget budget)
{
    // Rules, plans and execution follow selections by recursion, which must end before the stack does.
    private const int MaxLevels = 500;

    private readonly Dictionary<string, Extent> _fragmentExtents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FragmentNode> _fragments = document.Definitions.OfType<FragmentNode>()
        .GroupBy(node => node.Name.Value)
        .ToDictionary(group => group.Key, group => group.Last());

    private int _aliases;
    private int _open;

    /// <summary>How far a selection set goes down: in fields, and in selection sets of any kind.</summary>
    private readonly record struct Extent(int Fields, int Levels);

    /// <summary>What is exceeded; empty when nothing is.</summary>
    public IEnumerable<GraphQLError> Check()
    {
        foreach (var definition in document.Definitions.OfType<ExecutableDefinitionNode>())
        {
            var extent = definition is FragmentNode fragment
                ? Measure(fragment.Name.Value)
                : Measure(definition.SelectionSet);
            if (extent.Levels > MaxLevels)
            {
                yield return Refuse($"Selections are nested deeper than {MaxLevels} levels.", "DEPTH_EXCEEDED");
                yield break;
            }

            if (options.MaxDepth > 0 && extent.Fields > options.MaxDepth && definition is OperationNode)
            {
                var error = Refuse(
                    $"The operation is {extent.Fields} fields deep; at most {options.MaxDepth} are answered.",
                    "DEPTH_EXCEEDED");
                yield return error with { Locations = [definition.Location] };
            }
        }

        if (options.MaxAliases > 0 && _aliases > options.MaxAliases)
        {
            yield return Refuse(
                $"The document has {_aliases} aliases; at most {options.MaxAliases} are answered.",
                "ALIASES_EXCEEDED");
        }
    }

    private Extent Measure(SelectionSetNode set)
    {
        if (++_open > MaxLevels)
        {
            _open--;
            return new Extent(0, MaxLevels + 1);
        }

        var (fields, levels) = (0, 0);
        foreach (var selection in set.Selections)
        {
            budget.Take();
            var extent = selection switch
            {
                FieldNode field => MeasureField(field),
                InlineFragmentNode inline => Measure(inline.SelectionSet),
                FragmentSpreadNode spread => Measure(spread.Name.Value),
                _ => default,
            };
            fields = Math.Max(fields, extent.Fields);
            levels = Math.Max(levels, extent.Levels);
        }

        _open--;
        return new Extent(fields, levels + 1);
    }

    private Extent MeasureField(FieldNode field)
    {
        _aliases += field.Alias is null ? 0 : 1;
        var below = field.SelectionSet is null ? default : Measure(field.SelectionSet);

        // Tools ask for wrappers of wrappers of types; how far that unfolds is bounded by a rule of its own.
        return field.Name.Value is "__schema" or "__type"
            ? below with { Fields = 1 }
            : below with { Fields = below.Fields + 1 };
    }

    private Extent Measure(string fragmentName)
    {
        if (_fragmentExtents.TryGetValue(fragmentName, out var known))
        {
            return known;
        }

        // A fragment inside itself adds nothing here; a rule of the specification refuses it.
        _fragmentExtents[fragmentName] = default;
        return _fragmentExtents[fragmentName] = _fragments.TryGetValue(fragmentName, out var fragment)
            ? Measure(fragment.SelectionSet)
            : default;
    }

    private static GraphQLError Refuse(string message, string code) => new GraphQLError(message).WithCode(code);
}

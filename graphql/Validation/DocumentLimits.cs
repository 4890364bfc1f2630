using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>
/// The guards that look at a document alone: how deep it goes and how often it asks under other names.
/// </summary>
internal sealed class DocumentLimits(DocumentNode document, ExecutorOptions options)
{
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FragmentNode> _fragments = document.Definitions.OfType<FragmentNode>()
        .GroupBy(node => node.Name.Value)
        .ToDictionary(group => group.Key, group => group.Last());

    private int _aliases;

    /// <summary>What is exceeded; empty when nothing is.</summary>
    public IEnumerable<GraphQLError> Check()
    {
        foreach (var operation in document.Definitions.OfType<OperationNode>())
        {
            var depth = DepthOf(operation.SelectionSet);
            if (options.MaxDepth > 0 && depth > options.MaxDepth)
            {
                yield return new GraphQLError(
                    $"The operation is {depth} fields deep; at most {options.MaxDepth} are answered.")
                {
                    Locations = [operation.Location],
                }.WithCode("DEPTH_EXCEEDED");
            }
        }

        foreach (var fragment in _fragments.Keys)
        {
            DepthOf(fragment); // Counts the aliases of fragments that no operation reached.
        }

        if (options.MaxAliases > 0 && _aliases > options.MaxAliases)
        {
            yield return new GraphQLError(
                $"The document has {_aliases} aliases; at most {options.MaxAliases} are answered.")
                .WithCode("ALIASES_EXCEEDED");
        }
    }

    private int DepthOf(SelectionSetNode set)
    {
        var deepest = 0;
        foreach (var selection in set.Selections)
        {
            var depth = selection switch
            {
                FieldNode field => 1 + DepthOfField(field),
                InlineFragmentNode inline => DepthOf(inline.SelectionSet),
                FragmentSpreadNode spread => DepthOf(spread.Name.Value),
                _ => 0,
            };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private int DepthOfField(FieldNode field)
    {
        _aliases += field.Alias is null ? 0 : 1;
        var below = field.SelectionSet is null ? 0 : DepthOf(field.SelectionSet);

        // Tools ask for wrappers of wrappers of types; how far that unfolds is bounded by a rule of its own.
        return field.Name.Value is "__schema" or "__type" ? 0 : below;
    }

    private int DepthOf(string fragmentName)
    {
        if (_depths.TryGetValue(fragmentName, out var known))
        {
            return known;
        }

        // A fragment inside itself adds no depth here; a rule of the specification refuses it.
        _depths[fragmentName] = 0;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return _depths[fragmentName] = _fragments.TryGetValue(fragmentName, out var fragment)
            ? DepthOf(fragment.SelectionSet)
            : 0;
    }
}

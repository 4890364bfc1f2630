using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation;

/// <summary>A variable where it is used, with what is expected there.</summary>
internal readonly record struct VariableUsage(
    VariableNode Node, IGraphQLType? Type, InputValue? InputValue, IGraphQLType? ParentType);

/// <summary>What rules share: the document, the place, and answers that several of them ask for.</summary>
internal sealed class ValidationContext(
    Schema? schema,
    DocumentNode document,
    bool suggest,
    WorkBudget? budget = null,
    Func<string, object, GraphQLError?>? refuseInput = null)
{
    private const int MaxErrors = 100;

    private readonly ErrorList _errors =
        new(MaxErrors, "Too many validation errors, error limit reached. Validation aborted.");

    private readonly List<Node> _ancestors = [];
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    private readonly Dictionary<OperationNode, List<FragmentNode>> _reachable = [];
    private readonly Dictionary<ExecutableDefinitionNode, List<VariableUsage>> _usages = [];
    private Dictionary<string, FragmentNode>? _fragments;

    /// <summary>The schema; null while a schema's own text is checked that extends none.</summary>
    public Schema? Schema => schema;

    public DocumentNode Document => document;

    public bool Suggest => suggest;

    /// <summary>What the application refuses of values that fit: <see cref="ExecutorOptions.RefuseInput"/>.</summary>
    public Func<string, object, GraphQLError?>? RefuseInput => refuseInput;

    /// <summary>Where rules take the steps that they cannot do without.</summary>
    public WorkBudget Budget { get; } = budget ?? WorkBudget.Unlimited();

    public TypeInfo? Info { get; } = schema is null ? null : new TypeInfo(schema);

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>The nodes above the current one, the document first.</summary>
    public IReadOnlyList<Node> Ancestors => _ancestors;

    /// <summary>Nobody reads more errors than these; the walk ends.</summary>
    public bool IsExhausted => _errors.IsFull;

    public void Report(string message, IEnumerable<Node> nodes) => Report(new GraphQLError(message), nodes);

    public void Report(GraphQLError error, IEnumerable<Node> nodes)
    {
        if (!IsExhausted)
        {
            var locations = nodes.Select(node => node.Location).Where(location => location.IsKnown);
            _errors.Add(error with { Locations = [.. locations.Take(ErrorList.MaxLocations)] });
        }
    }

    public void Push(Node node) => _ancestors.Add(node);

    public void Pop() => _ancestors.RemoveAt(_ancestors.Count - 1);

    public FragmentNode? FindFragment(string name)
    {
        if (_fragments is null)
        {
            _fragments = new(StringComparer.Ordinal);
            foreach (var fragment in document.Definitions.OfType<FragmentNode>())
            {
                _fragments[fragment.Name.Value] = fragment;
            }
        }

        return _fragments.GetValueOrDefault(name);
    }

    /// <summary>The spreads inside a selection set, however deep.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode selectionSet)
    {
        if (_spreads.TryGetValue(selectionSet, out var known))
        {
            return known;
        }

        var spreads = new List<FragmentSpreadNode>();
        var open = new Stack<SelectionSetNode>([selectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                Budget.Take();
                var inner = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    _ => null,
                };
                if (inner is not null)
                {
                    open.Push(inner);
                }
                else if (selection is FragmentSpreadNode spread)
                {
                    spreads.Add(spread);
                }
            }
        }

        return _spreads[selectionSet] = spreads;
    }

    /// <summary>The fragments that an operation reaches, each once.</summary>
    public IReadOnlyList<FragmentNode> FragmentsOf(OperationNode operation)
    {
        if (_reachable.TryGetValue(operation, out var known))
        {
            return known;
        }

        var fragments = new List<FragmentNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var spread in SpreadsIn(set))
            {
                Budget.Take();
                if (names.Add(spread.Name.Value) && FindFragment(spread.Name.Value) is { } fragment)
                {
                    fragments.Add(fragment);
                    open.Push(fragment.SelectionSet);
                }
            }
        }

        return _reachable[operation] = fragments;
    }

    /// <summary>
    /// The variables that an operation uses, its fragments included; not to the end when no error is told any more.
    /// </summary>
    public IEnumerable<VariableUsage> VariablesOf(OperationNode operation)
    {
        foreach (var usage in VariablesIn(operation).Concat(FragmentsOf(operation).SelectMany(VariablesIn)))
        {
            if (IsExhausted)
            {
                yield break;
            }

            Budget.Take();
            yield return usage;
        }
    }

    private List<VariableUsage> VariablesIn(ExecutableDefinitionNode definition)
    {
        if (_usages.TryGetValue(definition, out var known))
        {
            return known;
        }

        var usages = new List<VariableUsage>();
        FindVariables(definition, new TypeInfo(schema!), usages);
        return _usages[definition] = usages;
    }

    private void FindVariables(Node node, TypeInfo info, List<VariableUsage> usages)
    {
        Budget.Take();
        switch (node)
        {
            case VariableDefinitionNode:
                return;
            case VariableNode variable:
                usages.Add(new VariableUsage(variable, info.InputType, info.InputValue, info.ParentInputType));
                return;
        }

        info.Enter(node);
        NodeChildren.Visit(
            node,
            (context: this, info, usages),
            static (child, state) => state.context.FindVariables(child, state.info, state.usages));
        info.Leave(node);
    }
}

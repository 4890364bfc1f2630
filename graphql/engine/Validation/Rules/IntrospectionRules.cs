using GraphQLEngine.Introspection;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Lists of introspection are not nested without end: each level multiplies the response.</summary>
internal sealed class MaxIntrospectionDepthRule : ValidationRule
{
    private const int MaxLists = 3;

    // A set that is spread again, or that contains itself, is not walked again.
    private readonly Dictionary<SelectionSetNode, int> _lists = [];

    public override bool Enter(Node node)
    {
        if (node is FieldNode { Name.Value: "__schema" or "__type", SelectionSet: { } selections }
            && ListsIn(selections) >= MaxLists)
        {
            Report("Maximum introspection depth exceeded", node);
            return false;
        }

        return true;
    }

    /// <summary>How many lists stand inside each other, at most.</summary>
    private int ListsIn(SelectionSetNode set)
    {
        if (_lists.TryGetValue(set, out var known))
        {
            return known;
        }

        _lists[set] = 0;
        var lists = 0;
        foreach (var selection in set.Selections)
        {
            Context.Budget.Take();
            lists = Math.Max(lists, ListsOf(selection));
        }

        return _lists[set] = lists;
    }

    private int ListsOf(SelectionNode selection) => selection switch
    {
        FieldNode { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" } list =>
            1 + (list.SelectionSet is { } items ? ListsIn(items) : 0),
        FieldNode { SelectionSet: { } inner } => ListsIn(inner),
        InlineFragmentNode inline => ListsIn(inline.SelectionSet),
        FragmentSpreadNode spread when Context.FindFragment(spread.Name.Value) is { } fragment =>
            ListsIn(fragment.SelectionSet),
        _ => 0,
    };
}

/// <summary>The schema is not told (a switch for production).</summary>
internal sealed class NoSchemaIntrospectionRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is FieldNode field && Info.Type?.Named is { } type && IntrospectionTypes.Contains(type))
        {
            Report(
                "GraphQL introspection has been disabled, but the requested query contained the field "
                + $"\"{field.Name.Value}\".",
                node);
        }

        return true;
    }
}

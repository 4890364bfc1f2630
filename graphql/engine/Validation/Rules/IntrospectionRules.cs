using GraphQLEngine.Introspection;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Lists of introspection are not nested without end: each level multiplies the response.</summary>
internal sealed class MaxIntrospectionDepthRule : ValidationRule
{
    private const int MaxLists = 3;

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FieldNode { Name.Value: "__schema" or "__type" } && IsTooDeep(node, 0))
        {
            Report("Maximum introspection depth exceeded", node);
            return false;
        }

        return true;
    }

    private bool IsTooDeep(Node node, int lists)
    {
        switch (node)
        {
            case FragmentSpreadNode { Name.Value: var name }:
                if (Context.FindFragment(name) is not { } fragment || !_open.Add(name))
                {
                    return false;
                }

                var isTooDeep = IsTooDeep(fragment.SelectionSet, lists);
                _open.Remove(name);
                return isTooDeep;
            case FieldNode { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" } list:
                return lists + 1 >= MaxLists || (list.SelectionSet is { } items && IsTooDeep(items, lists + 1));
            case FieldNode field:
                return field.SelectionSet is { } inner && IsTooDeep(inner, lists);
            case InlineFragmentNode inline:
                return IsTooDeep(inline.SelectionSet, lists);
            case SelectionSetNode set:
                return set.Selections.Any(selection => IsTooDeep(selection, lists));
            default:
                return false;
        }
    }
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

using System.Text;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Fields under one response name can be merged: same field, same arguments, same shape below.</summary>
internal sealed class OverlappingFieldsCanBeMergedRule : ValidationRule
{
    private const int MaxReason = 1_000;

    private readonly Dictionary<SelectionSetNode, FieldsAndFragments> _collected = [];
    private readonly Dictionary<(FieldsAndFragments Fields, string Fragment), bool> _comparedWithFragment = [];
    private readonly Dictionary<(string First, string Second), bool> _comparedFragments = [];
    private readonly Dictionary<FieldNode, int> _argumentsOf = [];
    private readonly Dictionary<string, int> _arguments = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        // What stands inside an inline fragment was compared with all that stands around it.
        if (node is SelectionSetNode selectionSet && Context.Ancestors[^1] is not InlineFragmentNode)
        {
            foreach (var conflict in ConflictsWithin(Info.ParentType, selectionSet))
            {
                Report(
                    $"Fields \"{conflict.ResponseName}\" conflict because {ReasonOf(conflict)}. "
                    + "Use different aliases on the fields to fetch both if this was intentional.",
                    FirstOf(conflict).Concat(SecondOf(conflict)));
            }
        }

        return true;
    }

    /// <summary>Two fields that cannot be merged: for a reason of their own, or because of what they select.</summary>
    private sealed record Conflict(
        string ResponseName, string Reason, FieldNode First, FieldNode Second, List<Conflict> Below);

    private static IEnumerable<FieldNode> FirstOf(Conflict conflict) =>
        conflict.Below.SelectMany(FirstOf).Prepend(conflict.First);

    private static IEnumerable<FieldNode> SecondOf(Conflict conflict) =>
        conflict.Below.SelectMany(SecondOf).Prepend(conflict.Second);

    /// <summary>The reason in words. Conflicts below can be as many as pairs of fields, so it is cut.</summary>
    private static string ReasonOf(Conflict conflict)
    {
        var text = new StringBuilder();
        AppendReason(text, conflict);
        return text.Length <= MaxReason ? text.ToString() : $"{text.ToString(0, MaxReason)}…";
    }

    private static void AppendReason(StringBuilder text, Conflict conflict)
    {
        text.Append(conflict.Reason);
        for (var i = 0; i < conflict.Below.Count && text.Length <= MaxReason; i++)
        {
            var below = conflict.Below[i];
            text.Append(i == 0 ? "" : " and ").Append("subfields \"").Append(below.ResponseName);
            text.Append("\" conflict because ");
            AppendReason(text, below);
        }
    }

    private readonly record struct FieldInPlace(NamedType? Parent, FieldNode Node, Field? Definition);

    private sealed class FieldsAndFragments
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public OrderedDictionary<string, List<FieldInPlace>> Fields { get; } = new(StringComparer.Ordinal);

        public List<string> Fragments { get; } = [];

        public void AddFragment(string name)
        {
            if (_known.Add(name))
            {
                Fragments.Add(name);
            }
        }
    }

    private List<Conflict> ConflictsWithin(NamedType? parent, SelectionSetNode selectionSet)
    {
        var conflicts = new List<Conflict>();
        var collected = Collect(parent, selectionSet);
        CompareWithin(conflicts, collected);
        var fragments = collected.Fragments;
        for (var i = 0; i < fragments.Count; i++)
        {
            CompareWithFragment(conflicts, false, collected, fragments[i]);
            for (var j = i + 1; j < fragments.Count; j++)
            {
                CompareFragments(conflicts, false, fragments[i], fragments[j]);
            }
        }

        return conflicts;
    }

    private void CompareWithin(List<Conflict> conflicts, FieldsAndFragments collected)
    {
        foreach (var (name, fields) in collected.Fields)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = i + 1; j < fields.Count; j++)
                {
                    AddConflict(conflicts, false, name, fields[i], fields[j]);
                }
            }
        }
    }

    private void CompareBetween(
        List<Conflict> conflicts, bool areExclusive, FieldsAndFragments first, FieldsAndFragments second)
    {
        foreach (var (name, fields) in first.Fields)
        {
            if (!second.Fields.TryGetValue(name, out var others))
            {
                continue;
            }

            foreach (var field in fields)
            {
                foreach (var other in others)
                {
                    AddConflict(conflicts, areExclusive, name, field, other);
                }
            }
        }
    }

    private void CompareWithFragment(
        List<Conflict> conflicts, bool areExclusive, FieldsAndFragments fields, string name)
    {
        Context.Budget.Take();
        if (fields.Fields.Count == 0
            || WasCompared(_comparedWithFragment, (fields, name), areExclusive)
            || Context.FindFragment(name) is not { } fragment)
        {
            return;
        }

        var others = Collect(fragment);
        if (ReferenceEquals(fields, others))
        {
            return;
        }

        CompareBetween(conflicts, areExclusive, fields, others);
        foreach (var inner in others.Fragments)
        {
            CompareWithFragment(conflicts, areExclusive, fields, inner);
        }
    }

    private void CompareFragments(List<Conflict> conflicts, bool areExclusive, string first, string second)
    {
        Context.Budget.Take();
        var key = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (first == second
            || WasCompared(_comparedFragments, key, areExclusive)
            || Context.FindFragment(first) is not { } firstFragment
            || Context.FindFragment(second) is not { } secondFragment)
        {
            return;
        }

        var fields = Collect(firstFragment);
        var others = Collect(secondFragment);
        CompareBetween(conflicts, areExclusive, fields, others);
        foreach (var inner in others.Fragments)
        {
            CompareFragments(conflicts, areExclusive, first, inner);
        }

        foreach (var inner in fields.Fragments)
        {
            CompareFragments(conflicts, areExclusive, inner, second);
        }
    }

    private List<Conflict> ConflictsBelow(bool areExclusive, FieldInPlace first, FieldInPlace second)
    {
        var conflicts = new List<Conflict>();
        var fields = Collect(first.Definition?.Type.Named, first.Node.SelectionSet!);
        var others = Collect(second.Definition?.Type.Named, second.Node.SelectionSet!);
        CompareBetween(conflicts, areExclusive, fields, others);
        foreach (var name in others.Fragments)
        {
            CompareWithFragment(conflicts, areExclusive, fields, name);
        }

        foreach (var name in fields.Fragments)
        {
            CompareWithFragment(conflicts, areExclusive, others, name);
        }

        foreach (var name in fields.Fragments)
        {
            foreach (var other in others.Fragments)
            {
                CompareFragments(conflicts, areExclusive, name, other);
            }
        }

        return conflicts;
    }

    private void AddConflict(
        List<Conflict> conflicts, bool parentsAreExclusive, string name, FieldInPlace first, FieldInPlace second)
    {
        Context.Budget.Take();

        // Two object types never meet, so their fields may differ; abstract types might, some day.
        var areExclusive = parentsAreExclusive
            || (!ReferenceEquals(first.Parent, second.Parent)
                && first.Parent is ObjectType
                && second.Parent is ObjectType);
        if (Difference(areExclusive, first, second) is { } reason)
        {
            conflicts.Add(new Conflict(name, reason, first.Node, second.Node, []));
            return;
        }

        if (first.Node.SelectionSet is null || second.Node.SelectionSet is null)
        {
            return;
        }

        var below = ConflictsBelow(areExclusive, first, second);
        if (below.Count > 0)
        {
            conflicts.Add(new Conflict(name, "", first.Node, second.Node, below));
        }
    }

    private string? Difference(bool areExclusive, FieldInPlace first, FieldInPlace second)
    {
        if (!areExclusive)
        {
            var (name, other) = (first.Node.Name.Value, second.Node.Name.Value);
            if (name != other)
            {
                return $"\"{name}\" and \"{other}\" are different fields";
            }

            if (ArgumentsOf(first.Node) != ArgumentsOf(second.Node))
            {
                return "they have differing arguments";
            }
        }

        return first.Definition?.Type is { } type
            && second.Definition?.Type is { } otherType
            && Conflicts(type, otherType)
            ? $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    /// <summary>
    /// A number that fields share whose arguments are the same. Arguments may be long, and each field is compared with
    /// many others, so they are printed once.
    /// </summary>
    private int ArgumentsOf(FieldNode field)
    {
        if (field.Arguments.Count == 0)
        {
            return 0;
        }

        if (!_argumentsOf.TryGetValue(field, out var number))
        {
            var text = string.Join(", ", field.Arguments
                .OrderBy(argument => argument.Name.Value, StringComparer.Ordinal)
                .Select(argument => $"{argument.Name.Value}: {Sorted(argument.Value)}"));
            if (!_arguments.TryGetValue(text, out number))
            {
                _arguments[text] = number = _arguments.Count + 1;
            }

            _argumentsOf[field] = number;
        }

        return number;
    }

    /// <summary>The value with the fields of its objects in order, so that equal values print alike.</summary>
    private static ValueNode Sorted(ValueNode node) => node switch
    {
        ListValueNode list => new ListValueNode([.. list.Values.Select(Sorted)]),
        ObjectValueNode value => new ObjectValueNode(
        [
            .. value.Fields
                .Select(field => new ObjectFieldNode(field.Name, Sorted(field.Value)))
                .OrderBy(field => field.Name.Value, StringComparer.Ordinal),
        ]),
        _ => node,
    };

    private static bool Conflicts(IGraphQLType type, IGraphQLType other) => (type, other) switch
    {
        (ListType list, ListType otherList) => Conflicts(list.OfType, otherList.OfType),
        (ListType, _) or (_, ListType) => true,
        (NonNullType nonNull, NonNullType otherNonNull) => Conflicts(nonNull.OfType, otherNonNull.OfType),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (type.Named.IsLeaf || other.Named.IsLeaf) && !ReferenceEquals(type, other),
    };

    private FieldsAndFragments Collect(FragmentNode fragment) =>
        Collect(Schema.FindType(fragment.TypeCondition.Name.Value), fragment.SelectionSet);

    private FieldsAndFragments Collect(NamedType? parent, SelectionSetNode selectionSet)
    {
        if (!_collected.TryGetValue(selectionSet, out var collected))
        {
            collected = new FieldsAndFragments();
            Collect(parent, selectionSet, collected);
            _collected[selectionSet] = collected;
        }

        return collected;
    }

    private void Collect(NamedType? parent, SelectionSetNode selectionSet, FieldsAndFragments into)
    {
        foreach (var selection in selectionSet.Selections)
        {
            Context.Budget.Take();
            switch (selection)
            {
                case FieldNode field:
                    if (!into.Fields.TryGetValue(field.ResponseName, out var fields))
                    {
                        into.Fields[field.ResponseName] = fields = [];
                    }

                    Field? definition = null;
                    (parent as FieldsType)?.Fields.TryGetValue(field.Name.Value, out definition);
                    fields.Add(new FieldInPlace(parent, field, definition));
                    break;
                case FragmentSpreadNode { Name.Value: var name }:
                    if (Context.FindFragment(name) is not null)
                    {
                        into.AddFragment(name);
                    }

                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is null
                        ? parent
                        : Schema.FindType(inline.TypeCondition.Name.Value);
                    Collect(type, inline.SelectionSet, into);
                    break;
            }
        }
    }

    /// <summary>Remembers a comparison. One made for types that may meet covers those that never do.</summary>
    private static bool WasCompared<TKey>(Dictionary<TKey, bool> compared, TKey key, bool areExclusive)
        where TKey : notnull
    {
        if (compared.TryGetValue(key, out var wasExclusive) && (areExclusive || !wasExclusive))
        {
            return true;
        }

        compared[key] = areExclusive;
        return false;
    }
}

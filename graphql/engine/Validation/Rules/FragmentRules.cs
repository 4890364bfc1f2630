using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Fragments have different names.</summary>
internal sealed class UniqueFragmentNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FragmentNode { Name: var name } && !_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one fragment named \"{name.Value}\".", _known[name.Value], name);
        }

        return node is DocumentNode;
    }
}

/// <summary>A spread names a fragment of the document.</summary>
internal sealed class KnownFragmentNamesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is FragmentSpreadNode { Name: var name } && Context.FindFragment(name.Value) is null)
        {
            Report($"Unknown fragment \"{name.Value}\".", name);
        }

        return true;
    }
}

/// <summary>Every fragment is used by some operation.</summary>
internal sealed class NoUnusedFragmentsRule : ValidationRule
{
    public override bool Enter(Node node) => node is DocumentNode;

    public override void Leave(Node node)
    {
        if (node is not DocumentNode document)
        {
            return;
        }

        var used = document.Definitions.OfType<OperationNode>()
            .SelectMany(Context.FragmentsOf)
            .Select(fragment => fragment.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>())
        {
            if (!used.Contains(fragment.Name.Value))
            {
                Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment);
            }
        }
    }
}

/// <summary>No fragment contains itself.</summary>
internal sealed class NoFragmentCyclesRule : ValidationRule
{
    private const int MaxShown = 50;

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _path = [];
    private readonly Dictionary<string, int> _pathIndex = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FragmentNode fragment)
        {
            Detect(fragment);
        }

        return node is DocumentNode;
    }

    private void Detect(FragmentNode fragment)
    {
        var name = fragment.Name.Value;
        if (!_visited.Add(name))
        {
            return;
        }

        _pathIndex[name] = _path.Count;
        foreach (var spread in Context.SpreadsIn(fragment.SelectionSet))
        {
            _path.Add(spread);
            if (_pathIndex.TryGetValue(spread.Name.Value, out var start))
            {
                ReportCycle(spread.Name.Value, _path[start..]);
            }
            else if (Context.FindFragment(spread.Name.Value) is { } inner)
            {
                Detect(inner);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        _pathIndex.Remove(name);
    }

    private void ReportCycle(string name, List<FragmentSpreadNode> cycle)
    {
        Context.Budget.Take(cycle.Count);
        if (Context.IsExhausted)
        {
            return;
        }

        var via = string.Join(", ", cycle.SkipLast(1).Take(MaxShown).Select(spread => $"\"{spread.Name.Value}\""));
        via += cycle.Count > MaxShown + 1 ? ", …" : "";
        Report($"Cannot spread fragment \"{name}\" within itself{(via.Length == 0 ? "" : $" via {via}")}.", cycle);
    }
}

/// <summary>Fragments stand on types that have fields.</summary>
internal sealed class FragmentsOnCompositeTypesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        var (subject, condition) = node switch
        {
            InlineFragmentNode inline => ("Fragment", inline.TypeCondition),
            FragmentNode fragment => ($"Fragment \"{fragment.Name.Value}\"", fragment.TypeCondition),
            _ => ("", null),
        };
        if (condition is not null && Schema.FindType(condition.Name.Value) is { IsComposite: false } type)
        {
            Report($"{subject} cannot condition on non composite type \"{type}\".", condition);
        }

        return true;
    }
}

/// <summary>A fragment is spread only where its type may occur.</summary>
internal sealed class PossibleFragmentSpreadsRule : ValidationRule
{
    private readonly Dictionary<(NamedType Type, NamedType Parent), bool> _mayMeet = [];

    public override bool Enter(Node node)
    {
        switch (node)
        {
            case InlineFragmentNode:
                Check("Fragment", Info.Type as NamedType, node);
                break;
            case FragmentSpreadNode spread:
                var fragment = Context.FindFragment(spread.Name.Value);
                var type = fragment is null ? null : Schema.FindType(fragment.TypeCondition.Name.Value);
                Check($"Fragment \"{spread.Name.Value}\"", type, node);
                break;
        }

        return true;
    }

    private void Check(string subject, NamedType? type, Node node)
    {
        if (type is { IsComposite: true } && Info.ParentType is { } parent && !MayMeet(type, parent))
        {
            Report(
                $"{subject} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                node);
        }
    }

    private bool MayMeet(NamedType type, NamedType parent)
    {
        if (!_mayMeet.TryGetValue((type, parent), out var mayMeet))
        {
            mayMeet = ReferenceEquals(type, parent)
                || Schema.PossibleTypes(type).Intersect(Schema.PossibleTypes(parent)).Any();
            _mayMeet[(type, parent)] = mayMeet;
        }

        return mayMeet;
    }
}

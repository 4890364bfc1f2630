using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>
/// Of fields that exclude each other (see <see cref="ExclusiveInDocument"/>) a document selects one, once.
/// </summary>
internal sealed class ExclusiveFieldsRule : ValidationRule
{
    private readonly Dictionary<string, List<Node>> _selected = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FieldNode && Info.Field?.Get<ExclusiveInDocument>() is { Group: var group })
        {
            if (!_selected.TryGetValue(group, out var nodes))
            {
                _selected[group] = nodes = [];
            }

            nodes.Add(node);
        }

        return true;
    }

    public override void Leave(Node node)
    {
        if (node is not DocumentNode)
        {
            return;
        }

        foreach (var (group, nodes) in _selected.Where(entry => entry.Value.Count > 1))
        {
            Report($"Only one {group} field may be selected in a document.", nodes);
        }
    }
}

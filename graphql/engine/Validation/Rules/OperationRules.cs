using GraphQLEngine.Language;

namespace GraphQLEngine.Validation.Rules;

/// <summary>A request holds operations and fragments, nothing else.</summary>
internal sealed class ExecutableDefinitionsRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is not DocumentNode document)
        {
            return false;
        }

        foreach (var definition in document.Definitions)
        {
            var name = definition switch
            {
                SchemaNode => "schema",
                TypeDefinitionNode type => $"\"{type.Name.Value}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
                _ => null,
            };
            if (name is not null)
            {
                Report($"The {name} definition is not executable.", definition);
            }
        }

        return false;
    }
}

/// <summary>Operations have different names.</summary>
internal sealed class UniqueOperationNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is OperationNode { Name: { } name } && !_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one operation named \"{name.Value}\".", _known[name.Value], name);
        }

        return node is DocumentNode;
    }
}

/// <summary>An operation without a name stands alone.</summary>
internal sealed class LoneAnonymousOperationRule : ValidationRule
{
    private int _operations;

    public override void Begin() => _operations = Context.Document.Definitions.OfType<OperationNode>().Count();

    public override bool Enter(Node node)
    {
        if (node is OperationNode { Name: null } && _operations > 1)
        {
            Report("This anonymous operation must be the only defined operation.", node);
        }

        return node is DocumentNode;
    }
}

/// <summary>A subscription has one root field, which is no introspection and under no condition.</summary>
internal sealed class SingleFieldSubscriptionsRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is OperationNode { Kind: OperationKind.Subscription } operation && Schema.Subscription is not null)
        {
            Check(operation);
        }

        return node is DocumentNode;
    }

    private void Check(OperationNode operation)
    {
        var name = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name.Value}\"";
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<DirectiveNode>();
        Collect(operation.SelectionSet, fields, conditions, []);
        if (conditions.Count > 0)
        {
            Report(
                $"{name} must not use `@skip` or `@include` directives in the top level selection.", conditions);
            return;
        }

        if (fields.Count > 1)
        {
            Report($"{name} must select only one top level field.", fields.Values.Skip(1).SelectMany(nodes => nodes));
        }

        foreach (var nodes in fields.Values)
        {
            if (nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                Report($"{name} must not select an introspection top level field.", nodes);
            }
        }
    }

    private void Collect(
        SelectionSetNode set,
        OrderedDictionary<string, List<FieldNode>> fields,
        List<DirectiveNode> conditions,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            Context.Budget.Take();
            conditions.AddRange(selection.Directives.Where(node => node.Name.Value is "skip" or "include"));
            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var nodes))
                    {
                        fields[field.ResponseName] = nodes = [];
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, fields, conditions, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && Context.FindFragment(spread.Name.Value) is { } fragment
                    && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet, fields, conditions, visited);
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition) =>
        condition is null
        || condition.Name.Value == Schema.Subscription!.Name
        || (Schema.FindType(condition.Name.Value) is { IsAbstract: true } type
            && Schema.IsSubType(type, Schema.Subscription));
}

using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Literals are values of the type expected at their place.</summary>
internal sealed class ValuesOfCorrectTypeRule : ValidationRule
{
    private readonly Dictionary<string, VariableDefinitionNode> _variables = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        switch (node)
        {
            case OperationNode or FragmentNode:
                // A fragment's variables differ by operation: another rule looks at each where it is used.
                _variables.Clear();
                break;
            case VariableDefinitionNode definition:
                _variables[definition.Variable.Name.Value] = definition;
                break;
            case ListValueNode list:
                // The walk has already gone into the item's type.
                var type = Info.ParentInputType is NonNullType nonNull ? nonNull.OfType : Info.ParentInputType;
                return type is ListType || Refuse(list);
            case ObjectValueNode value:
                return CheckObject(value);
            case ObjectFieldNode field:
                CheckField(field);
                break;
            case NullValueNode when Info.InputType is NonNullType expected:
                Report($"Expected value of type \"{expected}\", found {node}.", node);
                break;
            case NullValueNode or VariableNode:
                break;
            case ValueNode leaf:
                CheckLeaf(leaf);
                break;
        }

        return true;
    }

    private bool Refuse(ValueNode node)
    {
        CheckLeaf(node);
        return false;
    }

    private bool CheckObject(ObjectValueNode node)
    {
        if (Info.InputType?.Named is not InputObjectType type)
        {
            return Refuse(node);
        }

        foreach (var field in type.Fields.Where(field => field.IsRequired))
        {
            if (!node.Fields.Any(given => given.Name.Value == field.Name))
            {
                Report($"Field \"{type}.{field}\" of required type \"{field.Type}\" was not provided.", node);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(node, type);
        }

        return true;
    }

    private void CheckOneOf(ObjectValueNode node, InputObjectType type)
    {
        var names = node.Fields.Select(field => field.Name.Value).Distinct().ToList();
        if (names.Count != 1)
        {
            Report($"OneOf Input Object \"{type}\" must specify exactly one key.", node);
            return;
        }

        switch (node.Fields[^1].Value)
        {
            case NullValueNode:
                Report($"Field \"{type}.{names[0]}\" must be non-null.", node);
                break;
            case VariableNode { Name.Value: var variable }
                when _variables.TryGetValue(variable, out var definition) && definition.Type is not NonNullTypeNode:
                Report(
                    $"Variable \"{variable}\" must be non-nullable to be used for OneOf Input Object \"{type}\".",
                    node);
                break;
        }
    }

    private void CheckField(ObjectFieldNode node)
    {
        if (Info.InputType is null && Info.ParentInputType?.Named is InputObjectType parent)
        {
            var name = node.Name.Value;
            var hint = DidYouMean(name, parent.Fields.Select(field => field.Name));
            Report($"Field \"{name}\" is not defined by type \"{parent}\".{hint}", node);
        }
    }

    private void CheckLeaf(ValueNode node)
    {
        if (Info.InputType is not { } expected)
        {
            return;
        }

        if (!expected.Named.IsLeaf)
        {
            Report($"Expected value of type \"{expected}\", found {node}.", node);
            return;
        }

        try
        {
            if (LiteralCoercion.ParseLeaf(node, expected.Named, null) is not { } parsed)
            {
                Report($"Expected value of type \"{expected}\", found {node}.", node);
            }
            else if (expected.Named is ScalarType && Context.RefuseInput?.Invoke(Place(), parsed) is { } refusal)
            {
                Context.Report(refusal, [node]);
            }
        }
        catch (ScalarException refusal)
        {
            Report(Context.Suggest ? refusal.Message : WithoutHint(refusal.Message), node);
        }
    }

    /// <summary>The innermost input field, argument or variable that the value is for.</summary>
    private string Place() => Context.Ancestors.Reverse().Select(node => node switch
    {
        ObjectFieldNode field => field.Name.Value,
        ArgumentNode argument => argument.Name.Value,
        VariableDefinitionNode definition => definition.Variable.Name.Value,
        _ => null,
    }).First(name => name is not null)!;

    private static string WithoutHint(string message)
    {
        var hint = message.LastIndexOf(" Did you mean the enum value ", StringComparison.Ordinal);
        return hint < 0 ? message : message[..hint];
    }
}

/// <summary>An object literal names a field once.</summary>
internal sealed class UniqueInputFieldNamesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is ObjectValueNode value)
        {
            var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
            foreach (var name in value.Fields.Select(field => field.Name))
            {
                if (!known.TryAdd(name.Value, name))
                {
                    Report($"There can be only one input field named \"{name.Value}\".", known[name.Value], name);
                }
            }
        }

        return true;
    }
}

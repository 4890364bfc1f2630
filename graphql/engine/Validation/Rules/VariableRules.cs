using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>An operation's variables have different names.</summary>
internal sealed class UniqueVariableNamesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is OperationNode operation)
        {
            var names = operation.VariableDefinitions.Select(definition => definition.Variable.Name);
            foreach (var group in names.GroupBy(name => name.Value).Where(group => group.Count() > 1))
            {
                Report($"There can be only one variable named \"${group.Key}\".", group);
            }
        }

        return node is DocumentNode;
    }
}

/// <summary>Variables have input types.</summary>
internal sealed class VariablesAreInputTypesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is VariableDefinitionNode definition
            && TypeReferences.Find(Schema, definition.Type) is { IsInput: false })
        {
            var name = definition.Variable.Name.Value;
            Report($"Variable \"${name}\" cannot be non-input type \"{definition.Type}\".", definition.Type);
        }

        return node is DocumentNode or OperationNode;
    }
}

/// <summary>Every variable that is used is declared.</summary>
internal sealed class NoUndefinedVariablesRule : ValidationRule
{
    public override bool Enter(Node node) => node is DocumentNode or OperationNode;

    public override void Leave(Node node)
    {
        if (node is not OperationNode operation)
        {
            return;
        }

        var defined = operation.VariableDefinitions
            .Select(definition => definition.Variable.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is null ? "" : $" by operation \"{operation.Name.Value}\"";
        foreach (var usage in Context.VariablesOf(operation))
        {
            var name = usage.Node.Name.Value;
            if (!defined.Contains(name))
            {
                Report($"Variable \"${name}\" is not defined{by}.", usage.Node, operation);
            }
        }
    }
}

/// <summary>Every variable that is declared is used.</summary>
internal sealed class NoUnusedVariablesRule : ValidationRule
{
    public override bool Enter(Node node) => node is DocumentNode or OperationNode;

    public override void Leave(Node node)
    {
        if (node is not OperationNode operation)
        {
            return;
        }

        var used = Context.VariablesOf(operation)
            .Select(usage => usage.Node.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var where = operation.Name is null ? "" : $" in operation \"{operation.Name.Value}\"";
        foreach (var definition in operation.VariableDefinitions)
        {
            if (!used.Contains(definition.Variable.Name.Value))
            {
                Report($"Variable \"${definition.Variable.Name.Value}\" is never used{where}.", definition);
            }
        }
    }
}

/// <summary>A variable's type fits the place where it is used.</summary>
internal sealed class VariablesInAllowedPositionRule : ValidationRule
{
    public override bool Enter(Node node) => node is DocumentNode or OperationNode;

    public override void Leave(Node node)
    {
        if (node is not OperationNode operation)
        {
            return;
        }

        var defined = new Dictionary<string, (VariableDefinitionNode, IGraphQLType?)>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            defined[definition.Variable.Name.Value] = (definition, TypeReferences.Find(Schema, definition.Type));
        }

        foreach (var usage in Context.VariablesOf(operation))
        {
            if (usage.Type is not null && defined.GetValueOrDefault(usage.Node.Name.Value) is var (definition, type)
                && type is not null)
            {
                Check(usage, definition, type);
            }
        }
    }

    private void Check(VariableUsage usage, VariableDefinitionNode definition, IGraphQLType type)
    {
        var name = usage.Node.Name.Value;
        if (!IsAllowed(type, definition.DefaultValue, usage.Type!, usage.InputValue?.Default))
        {
            Report(
                $"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".",
                definition,
                usage.Node);
        }

        if (usage.ParentType is InputObjectType { IsOneOf: true } parent && type is not NonNullType)
        {
            Report(
                $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for "
                + $"OneOf Input Object \"{parent}\".",
                definition,
                usage.Node);
        }
    }

    private bool IsAllowed(IGraphQLType type, ValueNode? defaultValue, IGraphQLType expected, ValueNode? placeDefault)
    {
        if (expected is NonNullType nonNull && type is not NonNullType)
        {
            var hasDefault = defaultValue is not (null or NullValueNode) || placeDefault is not null;
            return hasDefault && TypeReferences.IsSubType(Schema, type, nonNull.OfType);
        }

        return TypeReferences.IsSubType(Schema, type, expected);
    }
}

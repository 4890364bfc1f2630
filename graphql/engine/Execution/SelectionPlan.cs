using System.Text.Json;
using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>The fields to resolve on an object of one type, in the order of the response.</summary>
internal sealed class SelectionPlan(ObjectType type, PlannedField[] fields, int selections)
{
    public ObjectType Type { get; } = type;

    public PlannedField[] Fields { get; } = fields;

    /// <summary>How many selections were looked at to gather the fields.</summary>
    public int Selections { get; } = selections;
}

/// <summary>One entry of the response: the merged selections of a field.</summary>
internal sealed class PlannedField
{
    private readonly OperationPlan _plan;
    private (ObjectType Type, SelectionPlan Plan)[] _subPlans = [];

    public PlannedField(OperationPlan plan, ObjectType parent, Field definition, List<FieldNode> nodes)
    {
        _plan = plan;
        Parent = parent;
        Definition = definition;
        Nodes = nodes;
        ResponseName = nodes[0].ResponseName;
        Key = JsonEncodedText.Encode(ResponseName);
        Shape = Shape.Of(definition.Type);
        Arguments = new ArgumentPlan(definition.Arguments, nodes[0].Arguments, nodes[0].Location);
        IsTypeName = ReferenceEquals(definition, MetaFields.TypeName);
    }

    public ObjectType Parent { get; }

    public Field Definition { get; }

    /// <summary>Where the field was selected; the first gives the arguments.</summary>
    public IReadOnlyList<FieldNode> Nodes { get; }

    public string ResponseName { get; }

    public JsonEncodedText Key { get; }

    public Shape Shape { get; }

    public ArgumentPlan Arguments { get; }

    public bool IsTypeName { get; }

    public IReadOnlyList<SourceLocation> Locations => [.. Nodes.Select(node => node.Location)];

    /// <summary>What is selected on values of <paramref name="type"/>; planned when first met.</summary>
    public SelectionPlan PlanFor(ObjectType type)
    {
        foreach (var (known, plan) in _subPlans)
        {
            if (ReferenceEquals(known, type))
            {
                return plan;
            }
        }

        var added = _plan.Collect(type, Nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>());

        // Another request may have added it too; either plan is right, so the last write may win.
        if (_plan.Budget.TryTake(added.Fields.Length + 1))
        {
            _subPlans = [.. _subPlans, (type, added)];
        }

        return added;
    }
}

namespace GraphQLEngine.Execution;

/// <summary>
/// A part of the response while it is being made. Slots hold null, leaf values ready to be written, or further nodes.
/// A node whose value turned out to be null after all is dead: what still arrives for it is dropped.
/// </summary>
internal abstract class ResultNode(ResultNode? parent, int slot, int size)
{
    public ResultNode? Parent { get; } = parent;

    /// <summary>Where it stands in its parent.</summary>
    public int Slot { get; } = slot;

    public object?[] Values { get; protected set; } = new object?[size];

    public bool IsDead { get; set; }

    /// <summary>The field whose value stands in a slot (for a list, the field that gave the list).</summary>
    public abstract PlannedField FieldAt(int slot);

    /// <summary>Whether null may not stand in a slot.</summary>
    public abstract bool IsNonNullAt(int slot);

    /// <summary>Names and indices from the root down to a slot.</summary>
    public object[] PathTo(int slot)
    {
        var depth = 1;
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            depth++;
        }

        var path = new object[depth];
        var current = this;
        while (true)
        {
            path[--depth] = current.StepAt(slot);
            if (current.Parent is null)
            {
                return path;
            }

            slot = current.Slot;
            current = current.Parent;
        }
    }

    /// <summary>Whether it or anything above it became null.</summary>
    public bool IsDropped()
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.IsDead)
            {
                return true;
            }
        }

        return false;
    }

    protected abstract object StepAt(int slot);
}

/// <summary>An object: a slot for every planned field.</summary>
internal sealed class ResultObject(SelectionPlan plan, ResultNode? parent, int slot)
    : ResultNode(parent, slot, plan.Fields.Length)
{
    public SelectionPlan Plan { get; } = plan;

    public override PlannedField FieldAt(int slot) => Plan.Fields[slot];

    public override bool IsNonNullAt(int slot) => Plan.Fields[slot].Shape.IsNonNull;

    protected override object StepAt(int slot) => Plan.Fields[slot].ResponseName;
}

/// <summary>A list: a slot for every item.</summary>
internal sealed class ResultList(PlannedField field, Shape item, ResultNode parent, int slot, int size)
    : ResultNode(parent, slot, size)
{
    public int Count { get; set; }

    public Shape ItemShape => item;

    public override PlannedField FieldAt(int slot) => field;

    public override bool IsNonNullAt(int slot) => item.IsNonNull;

    /// <summary>Makes room for one more item.</summary>
    public void Reserve()
    {
        if (Count == Values.Length)
        {
            var larger = new object?[Math.Max(4, Values.Length * 2)];
            Values.CopyTo(larger, 0);
            Values = larger;
        }
    }

    protected override object StepAt(int slot) => slot;
}

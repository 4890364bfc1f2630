using System.Collections;
using System.Diagnostics;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>
/// One execution of an operation. All its state is touched by one thread at a time: resolvers may finish anywhere, but
/// their values are settled here in turn (see <see cref="PumpAsync"/>), so nothing but the inbox and errors is locked.
/// </summary>
internal sealed partial class OperationRun(
    PreparedOperation operation,
    OperationPlan plan,
    IReadOnlyDictionary<string, object?> variables,
    RequestContext context,
    ExecutorOptions options)
{
    // So often a long run without awaiting looks whether anybody still waits for it.
    private const int StepsBetweenChecks = 1_024;

    private static readonly object Pending = new();

    private ResultObject? _root;
    private int _steps;

    public PreparedOperation Operation => operation;

    public RequestContext Context => context;

    /// <summary>The response's data; null when a non-null root field had no value.</summary>
    public ResultObject? Data => _root is { IsDead: false } ? _root : null;

    /// <summary>The response's extensions, if any.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>Runs to the end; completes at once when no resolver awaits.</summary>
    /// <param name="source">What root fields resolve from: null, or the event of a subscription.</param>
    public ValueTask RunAsync(object? source)
    {
        // Under a context of the caller's, what awaits would go on there, one by one: batches would fall apart.
        if (SynchronizationContext.Current is not null || TaskScheduler.Current != TaskScheduler.Default)
        {
            return new ValueTask(Task.Run(() => StartAsync(source).AsTask()));
        }

        return StartAsync(source);
    }

    private ValueTask StartAsync(object? source)
    {
        _root = new ResultObject(plan.Root, null, 0);
        if (operation.Kind == OperationKind.Mutation)
        {
            return RunSeriallyAsync(_root, source);
        }

        try
        {
            ExecuteRoot(_root, source);
        }
        catch (OperationCanceledException exception)
        {
            return ValueTask.FromException(exception);
        }

        return _pending == 0 ? default : new ValueTask(PumpAsync());
    }

    /// <summary>Opens the stream of the only root field; null when that failed, see <see cref="Errors"/>.</summary>
    public async ValueTask<IAsyncEnumerable<object?>?> SubscribeAsync()
    {
        _limit = TimeSpan.Zero; // A stream lasts as long as it does.
        var root = _root = new ResultObject(plan.Root, null, 0);
        var field = plan.Root.Fields[0];
        try
        {
            var subscribe = field.Definition.Subscribe
                ?? throw new InvalidOperationException($"{field.Parent}.{field.Definition} has no Subscribe.");
            var arguments = field.Arguments.Coerce(variables);
            return await subscribe(new FieldContext(this, root, 0, null, arguments));
        }
        catch (Exception exception) when (!IsAbort(exception))
        {
            SettleFailure(root, 0, exception);
            return null;
        }
    }

    private void ExecuteRoot(ResultObject root, object? source)
    {
        if (!ExecuteFields(root, source))
        {
            root.IsDead = true;
        }
    }

    private async ValueTask RunSeriallyAsync(ResultObject root, object? source)
    {
        for (var slot = 0; slot < root.Values.Length && !root.IsDead; slot++)
        {
            if (!ExecuteField(root, slot, source))
            {
                root.IsDead = true;
            }

            if (_pending > 0)
            {
                await PumpAsync();
            }
        }
    }

    /// <summary>Starts every field of an object; false when one that may not be null is.</summary>
    private bool ExecuteFields(ResultObject node, object? source)
    {
        for (var slot = 0; slot < node.Values.Length; slot++)
        {
            if (!ExecuteField(node, slot, source))
            {
                return false;
            }
        }

        return true;
    }

    private bool ExecuteField(ResultObject node, int slot, object? source)
    {
        CountSteps(1);
        var field = node.Plan.Fields[slot];
        if (field.IsTypeName)
        {
            node.Values[slot] = node.Plan.Type.Name;
            return true;
        }

        object? value;
        try
        {
            value = field.Definition.Read is { } read ? read(source!)
                : field.Definition.Resolve is { } resolve ? Resolve(node, slot, source, field, resolve)
                : DefaultValue(field.Definition, source);
        }
        catch (Exception exception) when (!IsAbort(exception))
        {
            return SettleFailure(node, slot, exception);
        }

        return ReferenceEquals(value, Pending) || Settle(node, slot, value, field.Shape);
    }

    private void CountSteps(int steps)
    {
        _steps += steps;
        if (_steps >= StepsBetweenChecks)
        {
            _steps = 0;
            ThrowIfAborted();
        }
    }

    /// <summary>The value, or <see cref="Pending"/> when the resolver awaits and will deliver it later.</summary>
    private object? Resolve(ResultObject node, int slot, object? source, PlannedField field, Resolver resolve)
    {
        var arguments = field.Arguments.Coerce(variables);
        var task = Call(resolve, new FieldContext(this, node, slot, source, arguments), field, out var span);
        if (task.IsCompleted)
        {
            return task.GetAwaiter().GetResult();
        }

        Await(node, slot, task, span);
        return Pending;
    }

    private static ValueTask<object?> Call(
        Resolver resolve, FieldContext context, PlannedField field, out Activity? span)
    {
        if (!Telemetry.IsTraced)
        {
            span = null;
            return resolve(context);
        }

        var around = Activity.Current;
        span = Telemetry.BeginResolver(field);
        try
        {
            var task = resolve(context);
            if (task.IsCompleted && span is not null)
            {
                Telemetry.Discard(span);
            }

            return task;
        }
        finally
        {
            Activity.Current = around;
        }
    }

    private static object? DefaultValue(Field field, object? source)
    {
        if (field.Subscribe is not null)
        {
            return source; // The event itself.
        }

        return source switch
        {
            IReadOnlyDictionary<string, object?> members => members.GetValueOrDefault(field.Name),
            IDictionary members => members[field.Name],
            _ => null,
        };
    }

    /// <summary>Puts a resolved value into its slot; false when it is null where it may not be.</summary>
    private bool Settle(ResultNode node, int slot, object? value, Shape shape)
    {
        if (value is null)
        {
            return SettleNull(node, slot, shape);
        }

        try
        {
            switch (shape.Kind)
            {
                case ShapeKind.Scalar:
                    value = ((ScalarType)shape.Named!).Serialize(value);
                    break;
                case ShapeKind.Enum:
                    value = ((EnumType)shape.Named!).Serialize(value);
                    break;
                case ShapeKind.List:
                    return SettleList(node, slot, value, shape);
                default:
                    return SettleObject(node, slot, value, shape);
            }
        }
        catch (Exception exception) when (!IsAbort(exception))
        {
            return SettleFailure(node, slot, exception);
        }

        if (value is null)
        {
            return SettleNull(node, slot, shape);
        }

        node.Values[slot] = value;
        return true;
    }

    private bool SettleNull(ResultNode node, int slot, Shape shape)
    {
        node.Values[slot] = null;
        if (shape.IsNonNull)
        {
            var field = node.FieldAt(slot);
            AddError(node, slot, $"Cannot return null for non-nullable field {field.Parent}.{field.Definition}.");
        }

        return !shape.IsNonNull;
    }

    private bool SettleObject(ResultNode node, int slot, object value, Shape shape)
    {
        var field = node.FieldAt(slot);
        var type = shape.Named as ObjectType ?? ConcreteType(field, shape.Named!, value);
        var selections = field.PlanFor(type);
        CountSteps(selections.Selections); // Which were all looked at, unless the plan was kept.
        var child = new ResultObject(selections, node, slot);
        node.Values[slot] = child;
        return ExecuteFields(child, value) || Drop(child, shape);
    }

    private bool SettleList(ResultNode node, int slot, object value, Shape shape)
    {
        if (value is IAsyncEnumerable<object?> stream)
        {
            Await(node, slot, ToListAsync(stream), null);
            return true;
        }

        if (value is string || value is not IEnumerable items)
        {
            var owner = node.FieldAt(slot);
            throw new GraphQLException(
                $"Expected Iterable, but did not find one for field \"{owner.Parent}.{owner.Definition}\".");
        }

        var item = shape.Item!;
        var list = new ResultList(node.FieldAt(slot), item, node, slot, (items as ICollection)?.Count ?? 4);
        node.Values[slot] = list;
        return (items is IList indexed ? SettleItems(list, indexed, item) : SettleItems(list, items, item))
            || Drop(list, shape);
    }

    private bool SettleItems(ResultList list, IList items, Shape shape)
    {
        for (var i = 0; i < items.Count; i++)
        {
            list.Reserve();
            if (!Settle(list, list.Count++, items[i], shape))
            {
                return false;
            }
        }

        return true;
    }

    private bool SettleItems(ResultList list, IEnumerable items, Shape shape)
    {
        foreach (var item in items)
        {
            list.Reserve();
            if (!Settle(list, list.Count++, item, shape))
            {
                return false;
            }
        }

        return true;
    }

    private ObjectType ConcreteType(PlannedField field, NamedType type, object value)
    {
        var concrete = operation.Schema.ObjectTypeOf(type, value)
            ?? throw new InvalidOperationException(
                $"Abstract type \"{type}\" must resolve to an Object type at runtime for field "
                + $"\"{field.Parent}.{field.Definition}\"; nothing recognised a {value.GetType()}.");
        return operation.Schema.IsSubType(type, concrete)
            ? concrete
            : throw new InvalidOperationException(
                $"Runtime Object type \"{concrete}\" is not a possible type for \"{type}\".");
    }

    /// <summary>Gives up a node that has null where it may not; true when null may stand in its place.</summary>
    private static bool Drop(ResultNode node, Shape shape)
    {
        node.IsDead = true;
        node.Parent!.Values[node.Slot] = null;
        return !shape.IsNonNull;
    }

    /// <summary>
    /// A slot of this node is null where it may not be: the null rises to the first place that allows it.
    /// </summary>
    private static void Bubble(ResultNode node)
    {
        node.IsDead = true;
        while (node.Parent is { } parent)
        {
            parent.Values[node.Slot] = null;
            if (!parent.IsNonNullAt(node.Slot))
            {
                return;
            }

            node = parent;
            node.IsDead = true;
        }
    }

    private static async ValueTask<object?> ToListAsync(IAsyncEnumerable<object?> stream)
    {
        var items = new List<object?>();
        await foreach (var item in stream)
        {
            items.Add(item);
        }

        return items;
    }
}

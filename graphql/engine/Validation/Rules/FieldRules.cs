using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Fields exist on the type they are selected from.</summary>
internal sealed class FieldsOnCorrectTypeRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is FieldNode field && Info.ParentType is { } type && Info.Field is null)
        {
            var name = field.Name.Value;
            Report($"Cannot query field \"{name}\" on type \"{type}\".{Hint(type, name)}", node);
        }

        return true;
    }

    private string Hint(NamedType type, string name)
    {
        if (!Context.Suggest)
        {
            return "";
        }

        var typeHint = Suggestions.DidYouMean(TypesWith(type, name), "to use an inline fragment on");
        return typeHint.Length > 0 || type is not FieldsType fields
            ? typeHint
            : DidYouMean(name, fields.Fields.Select(field => field.Name));
    }

    /// <summary>Types that have the field, the most common first, an interface before what implements it.</summary>
    private List<string> TypesWith(NamedType type, string name)
    {
        if (!type.IsAbstract)
        {
            return [];
        }

        var usage = new OrderedDictionary<FieldsType, int>();
        foreach (var possible in Schema.PossibleTypes(type).Where(possible => possible.Fields.Contains(name)))
        {
            usage[possible] = 1;
            foreach (var parent in possible.Interfaces.Where(parent => parent.Fields.Contains(name)))
            {
                usage[parent] = usage.GetValueOrDefault(parent) + 1;
            }
        }

        var types = usage.Keys.ToList();
        types.Sort((a, b) =>
            usage[b] != usage[a] ? usage[b] - usage[a]
            : a is InterfaceType && Schema.IsSubType(a, b) ? -1
            : b is InterfaceType && Schema.IsSubType(b, a) ? 1
            : NaturalOrder.Instance.Compare(a.Name, b.Name));
        return [.. types.Select(found => found.Name)];
    }
}

/// <summary>Leaf fields have no selections, others must.</summary>
internal sealed class ScalarLeafsRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        if (node is not FieldNode field || Info.Type is not { } type)
        {
            return true;
        }

        var name = field.Name.Value;
        if (type.Named.IsLeaf && field.SelectionSet is { } selectionSet)
        {
            Report(
                $"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.", selectionSet);
        }
        else if (!type.Named.IsLeaf && field.SelectionSet is null)
        {
            Report(
                $"Field \"{name}\" of type \"{type}\" must have a selection of subfields. "
                + $"Did you mean \"{name} {{ ... }}\"?",
                node);
        }

        return true;
    }
}

/// <summary>Type names exist, in requests and in schemas.</summary>
internal sealed class KnownTypeNamesRule : ValidationRule
{
    private static readonly string[] Standard =
        [.. BuiltInScalars.All.Concat(IntrospectionTypes.All).Select(type => type.Name)];

    private HashSet<string> _known = [];

    public override void Begin()
    {
        _known = Context.Document.Definitions.OfType<TypeDefinitionNode>()
            .Where(type => !type.IsExtension)
            .Select(type => type.Name.Value)
            .Concat(Context.Schema?.Types.Keys ?? [])
            .ToHashSet(StringComparer.Ordinal);
    }

    public override bool Enter(Node node)
    {
        if (node is not NamedTypeNode { Name.Value: var name } || _known.Contains(name))
        {
            return true;
        }

        var isSdl = Context.Ancestors.Count > 1 && Context.Ancestors[1] is TypeSystemNode;
        if (!isSdl || !Standard.Contains(name))
        {
            Report($"Unknown type \"{name}\".{DidYouMean(name, isSdl ? _known.Union(Standard) : _known)}", node);
        }

        return true;
    }
}

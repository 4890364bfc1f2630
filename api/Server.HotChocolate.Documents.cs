using System.Runtime.CompilerServices;
using HotChocolate.Language;

namespace OrleansLoyalty.Api;

/// <summary>
/// How many fields a document selects when its fragments are written out. The engine counts what is written, over HTTP
/// alone, and its validation follows every way through the fragments: twenty-five lines that each double the one before
/// took it twenty seconds.
/// </summary>
internal sealed class DocumentSize
{
    private const int LongestName = 200;

    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);
    private readonly long _most;

    private DocumentSize(DocumentNode document, long most)
    {
        _most = most;
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            _fragments[fragment.Name.Value] = fragment;
        }
    }

    /// <summary>Whether a document selects no more than so many fields, each with a name that somebody could read.</summary>
    public static bool IsWithin(DocumentNode document, long most)
    {
        var size = new DocumentSize(document, most);
        try
        {
            return document.Definitions.OfType<OperationDefinitionNode>().Sum(each => size.Of(each.SelectionSet)) <= most
                && size._fragments.Keys.Sum(name => size.OfFragment(name)) <= most;
        }
        catch (InsufficientExecutionStackException)
        {
            return false; // Nested deeper than anything that may be asked for.
        }
    }

    private long Of(SelectionSetNode? selections)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var fields = 0L;
        foreach (var selection in selections?.Selections ?? [])
        {
            fields += selection switch
            {
                FieldNode field => OfField(field),
                InlineFragmentNode inline => Of(inline.SelectionSet),
                FragmentSpreadNode spread => OfFragment(spread.Name.Value),
                _ => 0,
            };
            if (fields > _most)
            {
                break;
            }
        }

        return Math.Min(fields, _most + 1);
    }

    private long OfField(FieldNode field) =>
        field.Name.Value.Length > LongestName || field.Alias?.Value.Length > LongestName
            ? _most + 1
            : 1 + Of(field.SelectionSet);

    private long OfFragment(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        _known[name] = 0; // A circle adds nothing here; validation refuses it.
        return _known[name] = _fragments.TryGetValue(name, out var fragment) ? Of(fragment.SelectionSet) : 0;
    }
}

using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>Walks a document once for all rules.</summary>
internal sealed class DocumentWalker(ValidationContext context, IReadOnlyList<ValidationRule> rules)
{
    // The node below which a rule wants to hear nothing; null while it listens.
    private readonly Node?[] _deafBelow = new Node?[rules.Count];

    public void Walk()
    {
        foreach (var rule in rules)
        {
            rule.Context = context;
            rule.Begin();
        }

        Walk(context.Document);
    }

    private void Walk(Node node)
    {
        if (context.IsExhausted)
        {
            return;
        }

        context.Budget.Take();
        context.Info?.Enter(node);
        for (var i = 0; i < rules.Count; i++)
        {
            if (_deafBelow[i] is null && !rules[i].Enter(node))
            {
                _deafBelow[i] = node;
            }
        }

        context.Push(node);
        NodeChildren.Visit(node, this, static (child, walker) => walker.Walk(child));
        context.Pop();
        for (var i = 0; i < rules.Count; i++)
        {
            if (_deafBelow[i] is null)
            {
                rules[i].Leave(node);
            }
            else if (ReferenceEquals(_deafBelow[i], node))
            {
                _deafBelow[i] = null;
            }
        }

        context.Info?.Leave(node);
    }
}

using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation;

/// <summary>One rule, told of every node on the way down and up; a new one for each document.</summary>
internal abstract class ValidationRule
{
    /// <summary>The document and what is known of the current place; set before the first node.</summary>
    public ValidationContext Context { get; set; } = null!;

    protected TypeInfo Info => Context.Info!;

    protected Schema Schema => Context.Schema!;

    /// <summary>Called once, before the first node.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Called on the way down; false spares this rule what is below.</summary>
    public virtual bool Enter(Node node) => true;

    /// <summary>Called on the way up.</summary>
    public virtual void Leave(Node node)
    {
    }

    protected void Report(string message, params IEnumerable<Node> nodes) => Context.Report(message, nodes);

    /// <summary>" Did you mean …?", where suggestions are wanted.</summary>
    protected string DidYouMean(string name, IEnumerable<string> options) =>
        Context.Suggest && !Context.IsExhausted ? Suggestions.DidYouMean(name, options, budget: Context.Budget) : "";
}

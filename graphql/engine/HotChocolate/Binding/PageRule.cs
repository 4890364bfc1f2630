using GraphQLEngine.Execution;
using GraphQLEngine.Types;
using GreenDonut.Data;

namespace GraphQLEngine.Binding;

/// <summary>The paging arguments of a connection and what is nonsense among them.</summary>
internal sealed class PageRule(int defaultSize, int maxSize)
{
    /// <summary>The code of the error for a page that makes no sense.</summary>
    public const string Code = "BAD_INPUT";

    public static IEnumerable<InputValue> Arguments =>
    [
        new("first", BuiltInScalars.Int) { Description = "How many nodes from the start of the list, or behind `after`." },
        new("after", BuiltInScalars.String) { Description = "The cursor behind which the page begins." },
        new("last", BuiltInScalars.Int) { Description = "How many nodes from the end of the list, or before `before`." },
        new("before", BuiltInScalars.String) { Description = "The cursor before which the page ends." },
    ];

    /// <summary>How many nodes a page may have, for the cost of an operation.</summary>
    public ListSize Size => new(defaultSize)
    {
        SlicingArguments = ["first", "last"],
        SizedFields = ["nodes", "edges"],
    };

    /// <summary>The page that the client asks for; throws the error to tell when it makes no sense.</summary>
    public PagingArguments Read(ResolverContext context)
    {
        var page = new PagingArguments(
            (int?)context.Argument("first"), (string?)context.Argument("after"),
            (int?)context.Argument("last"), (string?)context.Argument("before"));

        if (page is { First: not null, Last: not null })
        {
            throw Refuse("first", "Ask for \"first\" or for \"last\", not for both.");
        }

        Check("first", page.First);
        Check("last", page.Last);
        return page is { First: null, Last: null } ? page with { First = defaultSize } : page;
    }

    private void Check(string argument, int? size)
    {
        if (size < 1 || size > maxSize)
        {
            throw Refuse(argument, $"\"{argument}\" must be from 1 to {maxSize}, not {size}.");
        }
    }

    private static GraphQLException Refuse(string argument, string message) => new(new GraphQLError(message)
    {
        Extensions = new Dictionary<string, object?> { ["code"] = Code, ["field"] = argument },
    });
}

using System.Collections;
using System.Text;

namespace GraphQLEngine.Execution;

/// <summary>
/// The errors of one response, bounded in number and in size: what is past the bounds is left out, and one last error
/// says so. Errors quote documents and values, which their senders may make as long and as wrong as they like.
/// </summary>
internal sealed class ErrorList(
    int maxErrors = ErrorList.MaxErrors, string more = "Too many errors, the rest is left out.")
    : IReadOnlyList<GraphQLError>
{
    /// <summary>How many places one error points at.</summary>
    public const int MaxLocations = 50;

    private const int MaxErrors = 500;
    private const int MaxMessage = 2_000;

    // Of the answer's text; together with the last error and what stands between errors it stays below 100 kB.
    private const int MaxBytes = 64 * 1024;
    private const int BytesOfAnError = 40;
    private const int BytesOfALocation = 24;

    private readonly List<GraphQLError> _errors = [];
    private int _bytes;

    public int Count => _errors.Count;

    /// <summary>Whether there were more errors than are told; what finds them may end.</summary>
    public bool IsFull { get; private set; }

    public GraphQLError this[int index] => _errors[index];

    /// <summary>The same errors within the bounds.</summary>
    public static ErrorList Of(IReadOnlyList<GraphQLError> errors)
    {
        if (errors is ErrorList known)
        {
            return known;
        }

        var list = new ErrorList();
        for (var i = 0; i < errors.Count && !list.IsFull; i++)
        {
            list.Add(errors[i]);
        }

        return list;
    }

    /// <summary>Adds an error, cut to a readable length; past the bounds it is dropped.</summary>
    public void Add(GraphQLError error)
    {
        if (IsFull)
        {
            return;
        }

        var told = Cut(error);
        _bytes += BytesOf(told);
        IsFull = _errors.Count >= maxErrors || _bytes > MaxBytes;
        _errors.Add(IsFull ? new GraphQLError(more) : told);
    }

    public IEnumerator<GraphQLError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static GraphQLError Cut(GraphQLError error) =>
        error.Message.Length <= MaxMessage && error.Locations.Count <= MaxLocations
            ? error
            : error with
            {
                Message = Cut(error.Message),
                Locations = [.. error.Locations.Take(MaxLocations)],
            };

    private static string Cut(string message)
    {
        if (message.Length <= MaxMessage)
        {
            return message;
        }

        var end = char.IsHighSurrogate(message[MaxMessage - 1]) ? MaxMessage - 1 : MaxMessage;
        return $"{message.AsSpan(0, end)}…";
    }

    private static int BytesOf(GraphQLError error)
    {
        var bytes = BytesOfAnError + BytesOf(error.Message) + (error.Locations.Count * BytesOfALocation);
        foreach (var step in error.Path ?? [])
        {
            bytes += step is string name ? name.Length + 3 : 6;
        }

        return bytes;
    }

    private static int BytesOf(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        foreach (var letter in text)
        {
            bytes += letter is '"' or '\\' ? 1 : letter < ' ' ? 5 : 0;
        }

        return bytes;
    }
}

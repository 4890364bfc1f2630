using GraphQLEngine.Execution;

namespace HotChocolate;

/// <summary>An error as a response tells it.</summary>
public interface IError
{
    string Message { get; }

    /// <summary>Names the kind for programs; null where there is nothing to tell apart.</summary>
    string? Code { get; }

    IReadOnlyDictionary<string, object?>? Extensions { get; }
}

/// <summary>Puts an <see cref="IError"/> together.</summary>
public sealed class ErrorBuilder
{
    private readonly Dictionary<string, object?> _extensions = [];
    private string _message = "";

    private ErrorBuilder()
    {
    }

    public static ErrorBuilder New() => new();

    public ErrorBuilder SetMessage(string message)
    {
        _message = message;
        return this;
    }

    public ErrorBuilder SetCode(string code) => SetExtension("code", code);

    public ErrorBuilder SetExtension(string key, object? value)
    {
        _extensions[key] = value;
        return this;
    }

    public IError Build() => new ToldError(_message, _extensions.Count == 0 ? null : new Dictionary<string, object?>(_extensions));

    private sealed record ToldError(string Message, IReadOnlyDictionary<string, object?>? Extensions) : IError
    {
        public string? Code => Extensions is not null && Extensions.TryGetValue("code", out var code) ? code as string : null;
    }
}

/// <summary>Thrown by a resolver to refuse its field with words and figures of its own.</summary>
public class GraphQLException : GraphQLEngine.Execution.GraphQLException
{
    public GraphQLException(string message)
        : base(message)
    {
    }

    public GraphQLException(IError error)
        : base(new GraphQLError(error.Message) { Extensions = error.Extensions })
    {
    }
}

using System.Buffers;
using System.Text.Json;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansLoyalty.Api;

/// <summary>
/// Refuses requests that nest too deep before the engine reads them. Its parsers call themselves for each level, over
/// sockets without any limit, and a thread that runs out of stack takes the process with it.
/// </summary>
internal static class Nesting
{
    // A document of as many fields as one may hold opens fewer brackets; a thread of the pool has room for several thousand.
    private const int MostBrackets = 1_000;

    private static readonly SearchValues<byte> Brackets = SearchValues.Create("{[("u8);

    /// <summary>Why it is refused.</summary>
    public static string Message => $"A document may open at most {MostBrackets} brackets, and variables may nest 64 deep.";

    /// <summary>Whether the brackets that a text opens are few enough.</summary>
    public static bool IsWithin(string text) => text.Count(letter => letter is '{' or '[' or '(') <= MostBrackets;

    /// <summary>Whether each document in a JSON text, and the text itself, can be read without going too deep.</summary>
    public static bool IsWithin(ReadOnlyMemory<byte> json)
    {
        // What is within bounds even if all of it were one document, escapes taken for brackets, is not looked at any closer.
        if (Count(json.Span) <= MostBrackets)
        {
            return true;
        }

        try
        {
            using var parsed = JsonDocument.Parse(json); // Which nests 64 deep at most.
            return AreWithin(parsed.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Lets every protocol of the sockets read only what is within bounds.</summary>
    public static void GuardSockets(IServiceCollection services)
    {
        foreach (var protocol in services.Where(each => each.ServiceType == typeof(IProtocolHandler)).ToList())
        {
            services.Remove(protocol);
            services.AddSingleton<IProtocolHandler>(
                provider => new GuardedProtocol((IProtocolHandler)protocol.ImplementationFactory!(provider)));
        }
    }

    private static int Count(ReadOnlySpan<byte> json)
    {
        var brackets = json.Count("\\u00"u8);
        for (int at; brackets <= MostBrackets && (at = json.IndexOfAny(Brackets)) >= 0; json = json[(at + 1)..])
        {
            brackets++;
        }

        return brackets;
    }

    // A name may be there twice, and who knows which of them is read.
    private static bool AreWithin(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(
            property => property.Value.ValueKind == JsonValueKind.String
                ? property.Name != "query" || IsWithin(property.Value.GetString()!)
                : AreWithin(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(AreWithin),
        _ => true,
    };

    private sealed class GuardedProtocol(IProtocolHandler engine) : IProtocolHandler
    {
        public string Name => engine.Name;

        public ValueTask OnReceiveAsync(ISocketSession session, ReadOnlySequence<byte> message, CancellationToken cancellationToken)
        {
            var json = message.IsSingleSegment ? message.First : message.ToArray();
            return IsWithin(json)
                ? engine.OnReceiveAsync(session, message, cancellationToken)
                : IdOf(json) is { } id
                    ? engine.SendErrorMessageAsync(session, id, [ErrorBuilder.New().SetMessage(Message).Build()], cancellationToken)
                    : session.Connection.CloseAsync(Message, ConnectionCloseReason.PolicyViolation, cancellationToken);
        }

        public ValueTask SendKeepAliveMessageAsync(ISocketSession session, CancellationToken cancellationToken) =>
            engine.SendKeepAliveMessageAsync(session, cancellationToken);

        public ValueTask SendResultMessageAsync(
            ISocketSession session, string operationSessionId, IOperationResult result, CancellationToken cancellationToken) =>
            engine.SendResultMessageAsync(session, operationSessionId, result, cancellationToken);

        public ValueTask SendErrorMessageAsync(
            ISocketSession session, string operationSessionId, IReadOnlyList<IError> errors, CancellationToken cancellationToken) =>
            engine.SendErrorMessageAsync(session, operationSessionId, errors, cancellationToken);

        public ValueTask SendCompleteMessageAsync(
            ISocketSession session, string operationSessionId, CancellationToken cancellationToken) =>
            engine.SendCompleteMessageAsync(session, operationSessionId, cancellationToken);

        public ValueTask OnConnectionInitTimeoutAsync(ISocketSession session, CancellationToken cancellationToken) =>
            engine.OnConnectionInitTimeoutAsync(session, cancellationToken);

        private static string? IdOf(ReadOnlyMemory<byte> json)
        {
            try
            {
                using var message = JsonDocument.Parse(json);
                return message.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                return null; // No message, or none of an operation.
            }
        }
    }
}

using System.Buffers;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Server;

/// <summary>Reads the parameters of an operation from a JSON object: a body, a socket's payload, multipart operations.</summary>
internal static class RequestJson
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <exception cref="RequestRefusedException">400 when it is no JSON, or a parameter has the wrong type.</exception>
    public static OperationRequest Parse(in ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(SkipByteOrderMark(json), Strict);
        return Parse(ref reader);
    }

    /// <inheritdoc cref="Parse(in ReadOnlySequence{byte})"/>
    public static OperationRequest Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Strict);
        return Parse(ref reader);
    }

    private static OperationRequest Parse(ref Utf8JsonReader reader)
    {
        try
        {
            return Read(ref reader);
        }
        catch (JsonException problem)
        {
            throw RequestRefusedException.BadRequest(
                $"The request is not valid JSON (line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusedException.BadRequest("The request holds text that is not valid Unicode.");
        }
    }

    private static OperationRequest Read(ref Utf8JsonReader reader)
    {
        var request = new OperationRequest();

        reader.Read();

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            throw RequestRefusedException.BadRequest("Batching is not supported: send one operation, as a JSON object.");
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw RequestRefusedException.BadRequest("The request must be a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadParameter(ref reader, request);
        }

        reader.Read(); // Throws when anything follows the object.
        return request;
    }

    private static void ReadParameter(ref Utf8JsonReader reader, OperationRequest request)
    {
        if (reader.ValueTextEquals("query"u8))
        {
            request.Document = ReadText(ref reader, "query");
        }
        else if (reader.ValueTextEquals("operationName"u8))
        {
            request.OperationName = ReadString(ref reader, "operationName");
        }
        else if (reader.ValueTextEquals("variables"u8))
        {
            request.Variables = ReadObject(ref reader, "variables");
        }
        else if (reader.ValueTextEquals("extensions"u8))
        {
            request.Extensions = ReadObject(ref reader, "extensions");
        }
        else if (reader.ValueTextEquals("documentId"u8))
        {
            request.DocumentId = ReadString(ref reader, "documentId");
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static ReadOnlyMemory<byte> ReadText(ref Utf8JsonReader reader, string name)
    {
        if (!IsString(ref reader, name))
        {
            return default;
        }

        var text = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }

    private static string? ReadString(ref Utf8JsonReader reader, string name) =>
        IsString(ref reader, name) ? reader.GetString() : null;

    private static bool IsString(ref Utf8JsonReader reader, string name)
    {
        reader.Read();

        return reader.TokenType switch
        {
            JsonTokenType.String => true,
            JsonTokenType.Null => false,
            _ => throw RequestRefusedException.BadRequest($"The parameter \"{name}\" must be a string."),
        };
    }

    private static IReadOnlyDictionary<string, object?>? ReadObject(ref Utf8JsonReader reader, string name)
    {
        reader.Read();

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMembers(ref reader),
            JsonTokenType.Null => null,
            _ => throw RequestRefusedException.BadRequest($"The parameter \"{name}\" must be an object."),
        };
    }

    private static Dictionary<string, object?> ReadMembers(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonValues.ReadObject(document.RootElement);
    }

    private static ReadOnlySequence<byte> SkipByteOrderMark(in ReadOnlySequence<byte> json)
    {
        var reader = new SequenceReader<byte>(json);
        return reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true) ? reader.UnreadSequence : json;
    }
}

using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>Reads the parameters of an operation from the URL of a GET request.</summary>
internal static class RequestQueryString
{
    /// <exception cref="RequestRefusedException">400 when a parameter is given twice or is no JSON object.</exception>
    public static OperationRequest Parse(IQueryCollection query) => new()
    {
        Document = Encoding.UTF8.GetBytes(One(query, "query") ?? ""),
        OperationName = One(query, "operationName"),
        DocumentId = One(query, "documentId"),
        Variables = Object(query, "variables"),
        Extensions = Object(query, "extensions"),
    };

    private static string? One(IQueryCollection query, string name)
    {
        var values = query[name];

        return values.Count switch
        {
            0 => null,
            1 => string.IsNullOrEmpty(values[0]) ? null : values[0],
            _ => throw RequestRefusedException.BadRequest($"The parameter \"{name}\" is given more than once."),
        };
    }

    private static IReadOnlyDictionary<string, object?>? Object(IQueryCollection query, string name)
    {
        if (One(query, name) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);

            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => JsonValues.ReadObject(document.RootElement),
                JsonValueKind.Null => null,
                _ => throw RequestRefusedException.BadRequest($"The parameter \"{name}\" must be an object."),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw RequestRefusedException.BadRequest($"The parameter \"{name}\" is not valid JSON.");
        }
    }
}

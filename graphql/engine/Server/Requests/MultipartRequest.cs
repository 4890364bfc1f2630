using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GraphQLEngine.Server;

/// <summary>
/// Reads the multipart request specification: a field <c>operations</c>, a field <c>map</c>, then the files.
/// </summary>
internal static class MultipartRequest
{
    /// <exception cref="RequestRefusedException">When a part is missing, does not fit or is too large.</exception>
    public static async Task<OperationRequest> ReadAsync(HttpContext http, GraphQLServerOptions options)
    {
        var form = await ReadFormAsync(http, options);
        var request = RequestJson.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Field(form, "operations"))));

        foreach (var (name, paths) in Map(form))
        {
            var file = form.File(name)
                ?? throw RequestRefusedException.BadRequest($"The map names the file \"{name}\", which was not sent.");
            var upload = new UploadedFile(file);

            foreach (var path in PathsOf(name, paths))
            {
                PutAt(request.Variables, path, upload);
            }
        }

        return request;
    }

    // Files beyond a small threshold are kept on disk, and removed when the response has been sent.
    private static async Task<MultipartForm> ReadFormAsync(HttpContext http, GraphQLServerOptions options)
    {
        var limit = options.MaxUploadBytes + options.MaxRequestBytes;
        if (http.Request.ContentLength > limit)
        {
            throw RequestRefusedException.TooLarge("The request", limit);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        try
        {
            return await MultipartForm.ReadAsync(http, options);
        }
        catch (InvalidDataException problem)
        {
            throw problem.Message.Contains("limit", StringComparison.OrdinalIgnoreCase)
                ? RequestRefusedException.TooLarge("The request or one of its parts", limit)
                : RequestRefusedException.BadRequest("The request is not a valid multipart form.");
        }
        catch (IOException)
        {
            throw RequestRefusedException.BadRequest("The multipart form ends before its closing boundary.");
        }
    }

    private static string Field(MultipartForm form, string name) => form.Text(name) is { Length: > 0 } text
        ? text
        : throw RequestRefusedException.BadRequest($"A multipart request needs one field \"{name}\".");

    private static Dictionary<string, object?> Map(MultipartForm form)
    {
        try
        {
            using var map = JsonDocument.Parse(Field(form, "map"));

            return map.RootElement.ValueKind == JsonValueKind.Object
                ? JsonValues.ReadObject(map.RootElement)
                : throw RequestRefusedException.BadRequest("The field \"map\" must be a JSON object.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw RequestRefusedException.BadRequest("The field \"map\" is not valid JSON.");
        }
    }

    private static IEnumerable<string> PathsOf(string name, object? paths) =>
        paths is IReadOnlyList<object?> list && list.All(path => path is string)
            ? list.Cast<string>()
            : throw RequestRefusedException.BadRequest($"The map's entry \"{name}\" must be a list of paths.");

    // Only a null may be replaced, so a path cannot overwrite what the client sent as data.
    private static void PutAt(object? variables, string path, UploadedFile file)
    {
        var names = path.Split('.');
        var owner = names[0] == "variables" && names.Length > 1 ? variables : null;

        for (var depth = 1; depth < names.Length - 1; depth++)
        {
            owner = Child(owner, names[depth]);
        }

        switch (owner)
        {
            case Dictionary<string, object?> parent when parent.TryGetValue(names[^1], out var there) && there is null:
                parent[names[^1]] = file;
                break;
            case List<object?> parent when TryIndex(names[^1], parent.Count, out var index) && parent[index] is null:
                parent[index] = file;
                break;
            default:
                throw RequestRefusedException.BadRequest(
                    $"The map's path \"{path}\" does not lead to a null inside the variables.");
        }
    }

    private static object? Child(object? owner, string name) => owner switch
    {
        Dictionary<string, object?> parent => parent.GetValueOrDefault(name),
        List<object?> parent when TryIndex(name, parent.Count, out var index) => parent[index],
        _ => null,
    };

    private static bool TryIndex(string text, int count, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count;
}

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using RequestDelegate = Microsoft.AspNetCore.Http.RequestDelegate;

namespace OrleansLoyalty.Api;

/// <summary>
/// Measures multipart requests before the engine reads them. ASP.NET's reading of forms takes any part without a file name
/// for a text, however long, and the engine puts a file in as many places as it is told to.
/// </summary>
internal sealed class Uploads
{
    private const int InMemory = 64 * 1024;
    private const int MaxTexts = 16;
    private const int MaxFiles = 10;

    private readonly GatewayOptions _gateway;
    private readonly byte[] _buffer = new byte[InMemory];
    private int _texts;
    private int _files;
    private long _bytes;

    private Uploads(GatewayOptions gateway) => _gateway = gateway;

    /// <summary>Goes on with what is within its bounds, and with what the engine itself refuses.</summary>
    public static async Task RefuseTooLargeAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Headers.ContainsKey("GraphQL-Preflight") || !http.Request.HasFormContentType)
        {
            await next(http);
            return;
        }

        var gateway = http.RequestServices.GetRequiredService<GatewayOptions>();
        http.Request.EnableBuffering(InMemory);
        try
        {
            await new Uploads(gateway).MeasureAsync(http.Request, http.RequestAborted);
        }
        catch (RefusedException refused)
        {
            http.Response.StatusCode = (int)refused.Status;
            await http.Response.WriteAsJsonAsync(new { errors = new[] { new { message = refused.Message } } });
            return;
        }
        catch (IOException)
        {
            // No form, or one that ends before its closing boundary: the engine says so.
        }

        http.Request.Body.Position = 0;
        await next(http);
    }

    private async Task MeasureAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 128 } boundary)
        {
            throw new InvalidDataException("The content type names no boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body) { BodyLengthLimit = _gateway.MaxUploadBytes + _gateway.MaxRequestBytes };
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || !part.IsFileDisposition())
            {
                await MeasureTextAsync(section, HeaderUtilities.RemoveQuotes(part?.Name ?? default).Value, cancellation);
            }
            else
            {
                await MeasureFileAsync(section, cancellation);
            }
        }
    }

    private async Task MeasureFileAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (++_files > MaxFiles)
        {
            throw RefusedException.BadRequest($"A request may carry at most {MaxFiles} files.");
        }

        for (int read; (read = await section.Body.ReadAsync(_buffer, cancellation)) > 0;)
        {
            if ((_bytes += read) > _gateway.MaxUploadBytes)
            {
                throw RefusedException.TooLarge("The request", _gateway.MaxUploadBytes);
            }
        }
    }

    private async Task MeasureTextAsync(MultipartSection section, string? name, CancellationToken cancellation)
    {
        if (++_texts > MaxTexts)
        {
            throw RefusedException.BadRequest($"A request may carry at most {MaxTexts} fields.");
        }

        var text = new MemoryStream();
        for (int read; (read = await section.Body.ReadAsync(_buffer, cancellation)) > 0;)
        {
            text.Write(_buffer, 0, read);
            if (text.Length > _gateway.MaxRequestBytes)
            {
                throw RefusedException.TooLarge("A part without a file", _gateway.MaxRequestBytes);
            }
        }

        if (!Nesting.IsWithin(text.GetBuffer().AsMemory(0, (int)text.Length)))
        {
            throw RefusedException.BadRequest(Nesting.Message);
        }

        if (name == "map" && PlacesOf(text) > MaxFiles)
        {
            throw RefusedException.BadRequest($"The map may name at most {MaxFiles} places.");
        }
    }

    private static int PlacesOf(MemoryStream map)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(map.GetBuffer(), 0, (int)map.Length));
            return json.RootElement.ValueKind != JsonValueKind.Object
                ? 0
                : json.RootElement.EnumerateObject().Sum(file => file.Value.ValueKind == JsonValueKind.Array ? file.Value.GetArrayLength() : 0);
        }
        catch (JsonException)
        {
            return 0; // The engine says what is wrong with it.
        }
    }

    private sealed class RefusedException(HttpStatusCode status, string message) : Exception(message)
    {
        public HttpStatusCode Status { get; } = status;

        public static RefusedException BadRequest(string message) => new(HttpStatusCode.BadRequest, message);

        public static RefusedException TooLarge(string what, long limit) =>
            new(HttpStatusCode.RequestEntityTooLarge, $"{what} is larger than {limit} bytes.");
    }
}

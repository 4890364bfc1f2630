using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GraphQLEngine.Server;

/// <summary>
/// The parts of a multipart body. A text is kept in memory and may be as long as a JSON body may; ASP.NET's own reading of
/// forms takes any part without a file name for a text, however long. Files beyond a small threshold go to the disk.
/// </summary>
internal sealed class MultipartForm
{
    private const int InMemory = 64 * 1024;
    private const int MaxTexts = 16;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly FormFileCollection _files = [];

    private MultipartForm()
    {
    }

    /// <summary>A text; null when there is none of this name, or more than one.</summary>
    public string? Text(string name) => _texts.GetValueOrDefault(name);

    /// <summary>A file; null when there is none of this name.</summary>
    public IFormFile? File(string name) => _files.GetFile(name);

    /// <summary>Reads the whole body.</summary>
    /// <exception cref="RequestRefusedException">There are too many parts, or one is too large.</exception>
    /// <exception cref="InvalidDataException">The body is no multipart form, or longer than it may be.</exception>
    /// <exception cref="IOException">It ends before its closing boundary.</exception>
    public static async Task<MultipartForm> ReadAsync(HttpContext http, GraphQLServerOptions options)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 128 } boundary)
        {
            throw new InvalidDataException("The content type names no boundary.");
        }

        var form = new MultipartForm();
        var reader = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = options.MaxUploadBytes + options.MaxRequestBytes };
        var files = 0L;
        var texts = 0;
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || !part.DispositionType.Equals("form-data"))
            {
                throw new InvalidDataException("A part is no part of a form.");
            }

            var name = HeaderUtilities.RemoveQuotes(part.Name).Value ?? "";
            if (part.IsFileDisposition())
            {
                files += await form.AddFileAsync(http, section, part, name, options, files);
            }
            else
            {
                texts = texts < MaxTexts ? texts + 1 : throw RequestRefusedException.BadRequest($"A request may carry at most {MaxTexts} fields.");
                var text = await TextAsync(section, options.MaxRequestBytes, http.RequestAborted);
                form._texts[name] = form._texts.ContainsKey(name) ? "" : text;
            }
        }

        return form;
    }

    private async Task<long> AddFileAsync(
        HttpContext http,
        MultipartSection section,
        ContentDispositionHeaderValue part,
        string name,
        GraphQLServerOptions options,
        long before)
    {
        if (_files.Count == options.MaxUploads)
        {
            throw RequestRefusedException.BadRequest($"A request may carry at most {options.MaxUploads} files.");
        }

        var content = new FileBufferingReadStream(section.Body, InMemory);
        http.Response.RegisterForDisposeAsync(content);
        var buffer = new byte[InMemory];
        var length = 0L;
        for (int read; (read = await content.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            length += read;
            if (before + length > options.MaxUploadBytes)
            {
                throw RequestRefusedException.TooLarge("The request", options.MaxUploadBytes);
            }
        }

        content.Position = 0;
        var fileName = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value ?? "";
        _files.Add(new FormFile(content, 0, length, name, fileName)
        {
            Headers = new HeaderDictionary(section.Headers),
        });
        return length;
    }

    private static async Task<string> TextAsync(MultipartSection section, int limit, CancellationToken cancellation)
    {
        var text = new MemoryStream();
        var buffer = new byte[InMemory];
        for (int read; (read = await section.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > limit)
            {
                throw RequestRefusedException.TooLarge("A part without a file", limit);
            }
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}

using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>A file of a multipart request, as it stands among the variables; it lives as long as the request.</summary>
public sealed class UploadedFile(IFormFile form)
{
    /// <summary>The name the client gave; never trust it as a path.</summary>
    public string Name => form.FileName;

    /// <summary>The media type the client claims.</summary>
    public string? ContentType => form.ContentType;

    /// <summary>Its length in bytes.</summary>
    public long Length => form.Length;

    /// <summary>Opens the content from its start. Large files are read from disk, not from memory.</summary>
    public Stream OpenReadStream() => form.OpenReadStream();
}

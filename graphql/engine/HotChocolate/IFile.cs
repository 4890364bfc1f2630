namespace HotChocolate.Types;

/// <summary>A file that came with a multipart request.</summary>
public interface IFile
{
    /// <summary>The name the client gave it; trust it in nothing.</summary>
    string Name { get; }

    /// <summary>In bytes; null where the client did not say.</summary>
    long? Length { get; }

    string? ContentType { get; }

    Task CopyToAsync(Stream target, CancellationToken cancellationToken = default);

    Stream OpenReadStream();
}

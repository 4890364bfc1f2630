namespace GraphQLEngine.Server;

/// <summary>What a client asks for, whichever transport brought it; nothing of it has been judged yet.</summary>
public sealed class OperationRequest
{
    /// <summary>The document as UTF-8; empty when the client sent an id in its place.</summary>
    public ReadOnlyMemory<byte> Document { get; set; }

    /// <summary>The id (sha256, hexadecimal) of a persisted document, when the client named one.</summary>
    public string? DocumentId { get; set; }

    /// <summary>Which operation of the document to run; needed when it holds several.</summary>
    public string? OperationName { get; set; }

    /// <summary>The variables as sent, null when there are none; a file of a multipart request is an <see cref="UploadedFile"/>.</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; set; }

    /// <summary>The extensions as sent, null when there are none.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; set; }
}

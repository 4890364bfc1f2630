using Orleans.Concurrency;

namespace OrleansLoyalty.CodeImports;

/// <summary>
/// One import of codes; the key is made from who asked and their request (<see cref="CodeImportId.Of"/>), so asking
/// again reaches the same import. The order of calls: <see cref="Begin"/>, <see cref="Upload"/> for each piece if it
/// asks for the file, <see cref="Start"/>. After that the import finishes by itself, crashes included.
/// </summary>
[Alias("loyalty.ICodeImportGrain")]
public interface ICodeImportGrain : IGrainWithStringKey
{
    /// <summary>Announces a file. A repeated request is answered with the import as it stands.</summary>
    [Alias("Begin")]
    Task<ImportOutcome> Begin(ImportProductCodes command);

    /// <summary>Keeps one piece of the file; durable on return. Sending a piece again replaces it.</summary>
    /// <param name="index">From 0, without gaps.</param>
    /// <param name="bytes">At most <see cref="ImportProductCodes.PieceBytes"/>.</param>
    [Alias("Upload")]
    Task Upload(int index, byte[] bytes);

    /// <summary>
    /// Looks at the outside of the uploaded file and starts reading it, off the call. A file refused here leaves
    /// nothing behind, not even its request id.
    /// </summary>
    /// <exception cref="InvalidOperationException">The pieces are not the announced file: upload them again.</exception>
    [Alias("Start")]
    Task<ImportOutcome> Start();

    /// <summary>Goes on with an import that a crash interrupted; does nothing for any other.</summary>
    [Alias("Resume")]
    Task Resume();

    /// <summary>The import as it stands; <see langword="null"/> when none of this key was started.</summary>
    [Alias("View"), AlwaysInterleave]
    Task<CodeImportView?> View();

    /// <summary>Answers when the import has changed since <paramref name="version"/>, or after some seconds without.</summary>
    [Alias("ViewAfter"), AlwaysInterleave]
    Task<CodeImportView?> ViewAfter(long version, CancellationToken cancellation = default);
}

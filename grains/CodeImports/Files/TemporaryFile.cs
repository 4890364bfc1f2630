namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Files on this machine's disk that nobody else reads and that are gone when they are closed.</summary>
internal static class TemporaryFile
{
    /// <summary>An empty one.</summary>
    /// <param name="name">What it is for; a part of its name.</param>
    /// <param name="options">How it is used, beside being deleted.</param>
    /// <param name="bufferSize">In bytes; 0 for whoever buffers by itself.</param>
    internal static FileStream New(string name, FileOptions options = FileOptions.None, int bufferSize = 4096) => new(
        Path.Combine(Path.GetTempPath(), $"loyalty-{name}-{Path.GetRandomFileName()}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = bufferSize,
            Options = FileOptions.DeleteOnClose | options,
        });
}

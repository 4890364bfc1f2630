using System.Text;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>What opening a file gave.</summary>
public abstract record OpenedCodeFile;

/// <summary>The file can be read, as far as its outside tells. Dispose the reader.</summary>
public sealed record ReadableCodeFile(CodeFileReader Reader) : OpenedCodeFile;

/// <summary>The file is refused.</summary>
public sealed record RefusedCodeFile(CodeFileRefusal Refusal) : OpenedCodeFile;

/// <summary>Opens an uploaded file of codes. What it is, its bytes tell; its name only decides about text.</summary>
public static class CodeFile
{
    private static readonly string[] TextExtensions = [".csv", ".txt", ".tsv", ""];

    // GBK for text files; the workbook parser asks for Windows-1252 even where it does not use it.
    static CodeFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens the file for reading its codes, or says in one sentence why it is refused.</summary>
    /// <param name="file">Seekable; stays open, and must until the reader is disposed.</param>
    /// <param name="fileName">As the uploader's machine named it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="IOException">The stream failed.</exception>
    public static OpenedCodeFile Open(Stream file, string fileName, CodeFileLimits limits)
    {
        var refusal = UnreadableFiles.Guard(() => OpenRows(file, fileName, limits), out var rows);
        return refusal is null
            ? new ReadableCodeFile(new CodeFileReader(rows!, limits))
            : new RefusedCodeFile(refusal);
    }

    private static CellRows OpenRows(Stream file, string fileName, CodeFileLimits limits)
    {
        if (file.Length > limits.FileBytes)
        {
            throw new CodeFileRefusedException(new OversizedFile(
                $"The file is larger than {limits.FileBytes:N0} bytes: split it.", limits.FileBytes));
        }

        file.Position = 0;
        var start = new byte[512];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;

        if (start.AsSpan().StartsWith("PK\x03\x04"u8) || start.AsSpan().StartsWith("PK\x05\x06"u8))
        {
            XlsxInspection.Check(file, limits);
            return XlsxRows.Open(file);
        }

        RefuseOthers(start.AsSpan(0, length), file, fileName);
        return CsvRows.Open(file, limits);
    }

    private static void RefuseOthers(ReadOnlySpan<byte> start, Stream file, string fileName)
    {
        var extension = Path.GetExtension(fileName).ToUpperInvariant();
        var problem = start switch
        {
            { Length: 0 } => "The file is empty.",
            _ when start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) => OldOrProtected(file),
            _ when TextFiles.LooksBinary(start) => "The file is neither an Excel workbook (.xlsx) nor a text file (.csv).",
            _ when TextFiles.LooksLikeMarkup(start) =>
                "The file is a web page or XML, not a spreadsheet: open it in Excel and save it as .xlsx.",
            _ when !TextExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase) =>
                "The file is plain text under another name: save it as .csv or .xlsx.",
            _ => null,
        };

        if (problem is not null)
        {
            throw new CodeFileRefusedException(new UnreadableFile(problem));
        }
    }

    /// <summary>Old Excel files and encrypted new ones share one container; the encrypted ones name their content.</summary>
    private static string OldOrProtected(Stream file)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var buffer = new byte[64 * 1024];
        var kept = 0;
        int read;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(name) >= 0)
            {
                return "The workbook is protected by a password: remove it and save the file again.";
            }

            kept = Math.Min(filled.Length, name.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        return "The file is an old Excel workbook (.xls): open it in Excel and save it as .xlsx.";
    }
}

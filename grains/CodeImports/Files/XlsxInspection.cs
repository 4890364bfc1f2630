using System.IO.Compression;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// Reads a workbook once, keeping nothing, before <see cref="XlsxRows"/> does, which trusts it: unpacks every part against the
/// limits, and walks every XML part for what would fill memory (entities, endless texts, cells without end, columns
/// that no sheet has). Costs about as much as the reading itself.
/// </summary>
internal sealed class XlsxInspection
{
    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
    };

    private readonly CodeFileLimits _limits;
    private readonly long _packedBytes;
    private readonly XlsxRelations _relations = new();
    private long _unpackedBytes;

    private XlsxInspection(CodeFileLimits limits, long packedBytes)
    {
        _limits = limits;
        _packedBytes = packedBytes;
    }

    public static void Check(Stream file, CodeFileLimits limits)
    {
        RefuseTooManyParts(file, limits);
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        new XlsxInspection(limits, file.Length).Check(package);
    }

    /// <summary>
    /// Counts the marks that every line of an archive's table of contents begins with. Opening the archive would read a
    /// million lines into memory before the first could be counted, and what the table says of its own length may be untrue.
    /// </summary>
    private static void RefuseTooManyParts(Stream file, CodeFileLimits limits)
    {
        var mark = "PK\x01\x02"u8;
        var buffer = new byte[64 * 1024];
        var (kept, parts) = (0, 0);
        file.Position = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            parts += filled.Count(mark);
            if (parts > limits.Parts)
            {
                throw new CodeFileRefusedException(new OvercrowdedFile(
                    $"The workbook has more than {limits.Parts:N0} parts: copy the codes into a new one.", limits.Parts));
            }

            kept = Math.Min(filled.Length, mark.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        file.Position = 0;
    }

    private static CodeFileRefusedException Unreadable(string problem) => new(new UnreadableFile(problem));

    private void Check(ZipArchive package)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!package.Entries.All(part => names.Add(part.FullName.Replace('\\', '/'))))
        {
            throw new CodeFileRefusedException(UnreadableFiles.Broken);
        }

        if (!names.Contains("xl/workbook.xml"))
        {
            throw Unreadable(names.Contains("xl/workbook.bin")
                ? "The file is a binary workbook (.xlsb): save it as .xlsx."
                : "The file is an archive, not an Excel workbook (.xlsx).");
        }

        foreach (var part in package.Entries)
        {
            Check(part);
        }
    }

    private void Check(ZipArchiveEntry part)
    {
        if (part.IsEncrypted)
        {
            throw Unreadable("The workbook is protected by a password: remove it and save the file again.");
        }

        using var unpacked = part.Open();
        var buffer = new byte[64 * 1024];
        var start = buffer.AsSpan(0, unpacked.ReadAtLeast(buffer, 4, throwOnEndOfStream: false));
        if (start.IsEmpty)
        {
            return; // A folder, as some programs write them.
        }

        if (XmlStart.IsOtherEncoding(start))
        {
            throw Unreadable("The workbook is not written in UTF-8: open it in Excel and save it again.");
        }

        if (XmlStart.IsUtf8(start))
        {
            using var again = part.Open();
            CheckXml(part, again);
            return;
        }

        Count(start.Length);

        // Pictures and the like: the parser never opens them, but they count.
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            Count(read);
        }
    }

    private void CheckXml(ZipArchiveEntry part, Stream unpacked)
    {
        var isSharedStrings = part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
        long bytes = 0;
        using var metered = new MeteredStream(unpacked, read =>
        {
            Count(read);
            bytes += read;
            if (isSharedStrings && bytes > _limits.SharedStringBytes)
            {
                throw new CodeFileRefusedException(new OversizedFile(
                    $"The workbook holds more than {_limits.SharedStringBytes:N0} bytes of texts: split it, or save it as .csv.",
                    _limits.SharedStringBytes));
            }
        });

        using var reader = XmlReader.Create(metered, Xml);
        var shape = new XlsxShape(_limits, _relations);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                shape.Element(reader, bytes);
            }
        }
    }

    private void Count(int bytes)
    {
        _unpackedBytes += bytes;
        if (_unpackedBytes > _limits.UncompressedBytes)
        {
            throw new CodeFileRefusedException(new OversizedFile(
                $"The workbook unpacks to more than {_limits.UncompressedBytes:N0} bytes: split it, or save it as .csv.",
                _limits.UncompressedBytes));
        }

        if (_unpackedBytes > _limits.RatioFreeBytes && _unpackedBytes / _limits.CompressionRatio > _packedBytes)
        {
            throw Unreadable("The workbook unpacks to far more than its size: copy the codes into a new one.");
        }
    }
}

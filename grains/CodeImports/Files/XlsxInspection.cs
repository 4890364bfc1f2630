using System.IO.Compression;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// Reads a workbook once, keeping nothing, before the parser does, which trusts it: unpacks every part against the
/// limits, and walks every XML part for what would fill memory (entities, endless texts, cells without end, columns
/// that no sheet has). Costs about a third of the parser's own time.
/// </summary>
internal sealed class XlsxInspection
{
    private const int SheetColumns = 16_384;
    private const int SheetRows = 1_048_576;

    // The parser clears one slot for each column on each row: a stray far cell must not make that the work.
    private const long SheetCells = 200_000_000;

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
    };

    private readonly CodeFileLimits _limits;
    private readonly long _packedBytes;
    private long _unpackedBytes;

    private XlsxInspection(CodeFileLimits limits, long packedBytes)
    {
        _limits = limits;
        _packedBytes = packedBytes;
    }

    public static void Check(Stream file, CodeFileLimits limits)
    {
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        new XlsxInspection(limits, file.Length).Check(package);
    }

    private static CodeFileRefusedException Unreadable(string problem) => new(new UnreadableFile(problem));

    private void Check(ZipArchive package)
    {
        if (package.Entries.Count > _limits.Parts)
        {
            throw new CodeFileRefusedException(new OvercrowdedFile(
                $"The workbook has more than {_limits.Parts:N0} parts: copy the codes into a new one.", _limits.Parts));
        }

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
        var first = unpacked.ReadByte();
        if (first is '<' or 0xEF)
        {
            using var again = part.Open();
            CheckXml(part, again);
            return;
        }

        if (first is 0xFE or 0xFF && part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            throw Unreadable("The workbook is not written in UTF-8: open it in Excel and save it again.");
        }

        // Pictures and the like: the parser never opens them, but they count.
        var buffer = new byte[64 * 1024];
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
        var shape = new XlsxShape(_limits);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                shape.Element(reader);
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

    /// <summary>Follows the elements of one part for shapes that no spreadsheet program writes.</summary>
    private sealed class XlsxShape(CodeFileLimits limits)
    {
        private long _sharedStrings;
        private long _cellsOfRow;
        private long _rowNumber;
        private long _lastColumn;

        public void Element(XmlReader reader)
        {
            if (reader.Depth > 64 || reader.AttributeCount > 256)
            {
                throw new CodeFileRefusedException(UnreadableFiles.Broken);
            }

            switch (reader.LocalName)
            {
                case "si" when ++_sharedStrings > limits.SharedStrings:
                    throw new CodeFileRefusedException(new OvercrowdedFile(
                        $"The workbook has more than {limits.SharedStrings:N0} texts: split it.", limits.SharedStrings));
                case "row":
                    Row(reader.GetAttribute("r"));
                    break;
                case "c":
                    Cell(reader.GetAttribute("r"));
                    break;
                default:
                    break;
            }
        }

        private void Row(string? number)
        {
            _cellsOfRow = 0;
            _rowNumber = number is null
                ? _rowNumber + 1
                : long.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
            CheckSize();
        }

        private void Cell(string? reference)
        {
            var column = reference is null ? _cellsOfRow + 1 : Column(reference);
            _lastColumn = Math.Max(_lastColumn, column);
            _cellsOfRow++;
            CheckSize();
        }

        private static long Column(string reference)
        {
            long column = 0;
            foreach (var c in reference.AsSpan(0, Math.Min(reference.Length, 8)))
            {
                if (!char.IsAsciiLetterUpper(c))
                {
                    break;
                }

                column = (column * 26) + (c - 'A' + 1);
            }

            return column;
        }

        private void CheckSize()
        {
            if (_rowNumber is < 0 or > SheetRows || _lastColumn > SheetColumns || _cellsOfRow > SheetColumns
                || _rowNumber * _lastColumn > SheetCells)
            {
                throw Unreadable("A cell stands far outside the table: copy the codes into a new workbook.");
            }
        }
    }
}

using System.Text;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Tells how a text file is written: its encoding and the character between its cells.</summary>
internal static class TextFiles
{
    // Buffers of twice the size would be large objects, which pile up until the whole memory is looked through.
    private const int FirstLineCharacters = 32 * 1024;

    public static bool LooksBinary(ReadOnlySpan<byte> start) =>
        !IsUtf16(start) && start.IndexOfAny(ControlBytes) >= 0;

    public static bool LooksLikeMarkup(ReadOnlySpan<byte> start) =>
        start.StartsWith(Encoding.UTF8.Preamble)
            ? LooksLikeMarkup(start[3..])
            : start.TrimStart(" \t\r\n"u8).StartsWith("<"u8) || start.StartsWith("%PDF"u8) || start.StartsWith("{"u8);

    /// <summary>
    /// A byte order mark decides; without one the whole file must be UTF-8, else the whole file must be GBK (read as
    /// its superset GB18030). Looking at all of it costs a tenth of a second at the size limit, guessing costs codes.
    /// </summary>
    public static Encoding FindEncoding(Stream file)
    {
        Span<byte> mark = stackalloc byte[2];
        file.Position = 0;
        file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        Encoding[] candidates = IsUtf16(mark)
            ? [new UnicodeEncoding(bigEndian: mark[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true)]
            : [new UTF8Encoding(false, throwOnInvalidBytes: true), Gb18030()];

        return candidates.FirstOrDefault(encoding => Decodes(file, encoding))
            ?? throw new CodeFileRefusedException(new UnreadableFile(
                "The text is neither UTF-8 nor GBK: save the file as .xlsx or as CSV UTF-8."));
    }

    /// <summary>
    /// The most frequent of comma, semicolon and tab in the first line that holds something, outside of quotes; or
    /// what a line <c>sep=;</c> says, as Excel writes and reads it.
    /// </summary>
    public static (char Delimiter, bool IsDeclared) FindDelimiter(Stream file, Encoding encoding)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, true, bufferSize: 4096, leaveOpen: true);
        var characters = new char[FirstLineCharacters];
        var text = characters.AsSpan(0, reader.ReadBlock(characters)).TrimStart("\r\n ");
        if (text.Length >= 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return (text[4], true);
        }

        Span<int> counts = stackalloc int[3];
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted && c is '\r' or '\n')
            {
                break;
            }

            var delimiter = quoted ? -1 : ",;\t".IndexOf(c, StringComparison.Ordinal);
            if (delimiter >= 0)
            {
                counts[delimiter]++;
            }
        }

        var most = counts[1] > counts[0] ? 1 : 0;
        return (",;\t"[counts[2] > counts[most] ? 2 : most], false);
    }

    private static readonly System.Buffers.SearchValues<byte> ControlBytes = System.Buffers.SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19]);

    private static Encoding Gb18030() =>
        Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static bool IsUtf16(ReadOnlySpan<byte> start) =>
        start.Length >= 2 && ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF));

    private static bool Decodes(Stream file, Encoding encoding)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, false, bufferSize: 32 * 1024, leaveOpen: true);
        var characters = new char[32 * 1024];
        try
        {
            while (reader.Read(characters) > 0)
            {
                // Only whether it decodes matters here.
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

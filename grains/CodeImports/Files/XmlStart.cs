namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Tells by its first bytes what an XML parser would take a part for, whatever the part is called.</summary>
internal static class XmlStart
{
    /// <summary>Begins as XML in UTF-8 does, white space before the first element included.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) || start.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
        || start.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <summary>Begins as XML in an encoding of two or four bytes a character does, or in that of mainframes.</summary>
    public static bool IsOtherEncoding(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || start.StartsWith((ReadOnlySpan<byte>)[0x00, 0x3C]) || start.StartsWith((ReadOnlySpan<byte>)[0x3C, 0x00])
        || start.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x00, 0x3C]) || start.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x3C, 0x00])
        || start.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFE, 0xFF]) || start.StartsWith((ReadOnlySpan<byte>)[0x4C, 0x6F, 0xA7, 0x94]);
}

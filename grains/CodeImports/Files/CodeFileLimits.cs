namespace OrleansLoyalty.CodeImports.Files;

/// <summary>How large an imported file may be. Every value has a refusal of its own; none of them is a tuning knob.</summary>
public sealed class CodeFileLimits
{
    /// <summary>Bytes of the file as uploaded. Default 100 MB: 1,000,000 URLs of 100 characters in a .csv.</summary>
    public long FileBytes { get; set; } = 100_000_000;

    /// <summary>Rows that hold something. Default 2,000,000: twice a full sheet; more belongs into several files.</summary>
    public long Rows { get; set; } = 2_000_000;

    /// <summary>Bytes of all parts of a workbook, unpacked. Default 1 GiB: a full sheet of a dozen filled columns.</summary>
    public long UncompressedBytes { get; set; } = 1L << 30;

    /// <summary>
    /// Unpacked bytes to one packed byte, looked at past <see cref="RatioFreeBytes"/>. Default 200: real sheets stay
    /// under 60, a bomb reaches 1,000.
    /// </summary>
    public int CompressionRatio { get; set; } = 200;

    /// <summary>Unpacked bytes below which the ratio does not matter. Default 32 MiB.</summary>
    public long RatioFreeBytes { get; set; } = 32L << 20;

    /// <summary>Shared strings of a workbook: twice what a full sheet can name. Default 2,000,000.</summary>
    public long SharedStrings { get; set; } = 2_000_000;

    /// <summary>Bytes of the part with the shared strings, unpacked. Default 80 MiB: they lie on this machine's disk while it is read.</summary>
    public long SharedStringBytes { get; set; } = 80L << 20;

    /// <summary>Parts of a workbook. Default 2,000: pictures in cells make hundreds.</summary>
    public int Parts { get; set; } = 2_000;

    /// <summary>Characters of one row of a text file. Default 1,000,000: no table is wider, an open quote is.</summary>
    public int RowCharacters { get; set; } = 1_000_000;
}

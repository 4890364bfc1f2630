using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.CodeImports;

/// <summary>Announces a file of codes.</summary>
/// <param name="FileName">As the uploader's machine named it.</param>
/// <param name="FileBytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal: tells a repeated request from another input.</param>
/// <param name="BatchName">What the batch of the new codes will be called.</param>
/// <param name="PointsPerCode">What each code gives; <see langword="null"/> for the program's value at the claim.</param>
/// <param name="Actor">Who imports.</param>
/// <param name="Request">The actor's name for this import.</param>
/// <param name="Product">What the codes are printed on, when told.</param>
/// <param name="Category">The category of that, when told.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ImportProductCodes")]
public sealed record ImportProductCodes(
    [Id(0)] string FileName,
    [Id(1)] long FileBytes,
    [Id(2)] string Sha256,
    [Id(3)] string BatchName,
    [Id(4)] Points? PointsPerCode,
    [Id(5)] string Actor,
    [Id(6)] RequestId Request,
    [Id(7)] string? Product = null,
    [Id(8)] string? Category = null)
{
    /// <summary>
    /// The largest piece that <see cref="ICodeImportGrain.Upload"/> takes: 64 KiB, which the memory manager does not
    /// count among large objects.
    /// </summary>
    public const int PieceBytes = 64 * 1024;

    /// <summary>The longest name of a batch, in characters.</summary>
    public const int MaxBatchName = 200;

    /// <summary>The longest number of a product, and the longest name of a category, in characters.</summary>
    public const int MaxProduct = 100;

    /// <summary>What is kept of a file's name, in characters from its end.</summary>
    public const int MaxFileName = 200;

    /// <summary>The most a code may give, as for the program's own value.</summary>
    public const long MaxPointsPerCode = SetPointsPerCode.MaxPointsPerCode;
}

/// <summary>How asking for an import ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportOutcome")]
public abstract record ImportOutcome;

/// <summary>The file is expected: upload it, then start.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportUploadExpected")]
public sealed record ImportUploadExpected : ImportOutcome;

/// <summary>The import runs or has run, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportStarted")]
public sealed record ImportStarted([Id(0)] CodeImportView Import) : ImportOutcome;

/// <summary>The file cannot be read as one of codes.</summary>
/// <param name="Problem">One sentence for the person who chose it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ImportFileUnreadable")]
public sealed record ImportFileUnreadable([Id(0)] string Problem) : ImportOutcome;

/// <summary>The file, packed or unpacked, is larger than allowed.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportFileTooLarge")]
public sealed record ImportFileTooLarge([Id(0)] string Problem, [Id(1)] long LimitBytes) : ImportOutcome;

/// <summary>The points are outside what one code may give.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportPointsOutOfRange")]
public sealed record ImportPointsOutOfRange([Id(0)] Points Min, [Id(1)] Points Max) : ImportOutcome;

/// <summary>The request id was used for an import with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ImportRequestReused")]
public sealed record ImportRequestReused : ImportOutcome;

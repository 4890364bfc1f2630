using System.Diagnostics;
using System.Security.Claims;
using System.Security.Cryptography;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.CodeImports;

namespace OrleansLoyalty.Api.CodeImports;

/// <summary>A file of product codes.</summary>
/// <param name="File">An Excel workbook (.xlsx) or a text file (.csv).</param>
/// <param name="BatchName">What the batch of the new codes will be called; at most 200 characters.</param>
/// <param name="PointsPerCode">What each code gives; the program's value at the claim when left out.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
/// <param name="Product">The number of the product that the codes are printed on, for rules that ask for it; at most 100 characters.</param>
/// <param name="Category">The product's category, for rules that ask for it; at most 100 characters.</param>
public sealed record ImportProductCodesInput(
    IFile File, string BatchName, long? PointsPerCode, [property: ID] string RequestId, string? Product, string? Category);

/// <summary>The import, or why there is none.</summary>
/// <param name="Import">The import as it stands; it goes on after this answer.</param>
/// <param name="Errors">Why not.</param>
public sealed record ImportProductCodesPayload(CodeImport? Import, IReadOnlyList<IImportProductCodesError>? Errors);

/// <summary>Imports product codes.</summary>
[MutationType]
public static partial class ImportProductCodesMutation
{
    /// <summary>Starts an import of product codes. Its file is safe when this answers; its rows are read after.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ImportProductCodesPayload> ImportProductCodesAsync(
        ImportProductCodesInput input, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellation)
    {
        var actor = Acting.Subject(user);
        var request = BadInput.Request(input.RequestId);
        var batchName = BadInput.Text("batchName", input.BatchName, ImportProductCodes.MaxBatchName);
        var (length, sha256) = await MeasureAsync(input.File, cancellation);
        var command = new ImportProductCodes(
            FileName(input.File.Name),
            length,
            sha256,
            batchName,
            input.PointsPerCode is { } points ? new Points(points) : null,
            actor,
            request,
            BadInput.OptionalText("product", input.Product, ImportProductCodes.MaxProduct),
            BadInput.OptionalText("category", input.Category, ImportProductCodes.MaxProduct));

        var import = grains.GetGrain<ICodeImportGrain>(CodeImportId.Of(actor, request));
        var outcome = await import.Begin(command);
        if (outcome is ImportUploadExpected)
        {
            await UploadAsync(input.File, import, cancellation);
            outcome = await import.Start();
        }

        return outcome switch
        {
            ImportStarted(var started) => new(CodeImport.From(started), null),
            ImportFileUnreadable(var problem) => new(null, [new UnreadableFileError(problem)]),
            ImportFileTooLarge(var problem, var limit) => new(null, [new FileTooLargeError(problem, limit)]),
            ImportPointsOutOfRange(var min, var max) => new(null, [new PointsOutOfRangeError(min.Value, max.Value)]),
            ImportRequestReused => new(null, [new RequestIdReusedError(input.RequestId)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static async Task<(long Length, string Sha256)> MeasureAsync(IFile file, CancellationToken cancellation)
    {
        await using var stream = file.OpenReadStream();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task UploadAsync(IFile file, ICodeImportGrain import, CancellationToken cancellation)
    {
        await using var stream = file.OpenReadStream();
        for (var index = 0; ; index++)
        {
            var piece = new byte[ImportProductCodes.PieceBytes];
            var read = await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation);
            if (read == 0)
            {
                return;
            }

            await import.Upload(index, read == piece.Length ? piece : piece[..read]);
        }
    }

    /// <summary>The name as far as it can be stored: it decides nothing but whether a text is taken for a .csv.</summary>
    private static string FileName(string name)
    {
        var text = string.Concat(name.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)));
        return text.Length <= ImportProductCodes.MaxFileName ? text : text[^ImportProductCodes.MaxFileName..].TrimStart('\uFFFD');
    }
}

namespace OrleansLoyalty.ProductCodes;

/// <summary>A printed code and how it ended, if it has.</summary>
/// <param name="Code">The code.</param>
/// <param name="BatchId">The batch it was imported with.</param>
/// <param name="PointsPerCode">What it is worth now: the batch's own value, else the program's.</param>
/// <param name="EndedAt">When it was claimed or voided.</param>
/// <param name="MemberId">The member that claimed it; <see langword="null"/> when it is not claimed.</param>
/// <param name="Points">What the claim gave.</param>
/// <param name="BalanceAfter">The member's balance right after the claim.</param>
/// <param name="Product">What it is printed on, when its batch says so.</param>
/// <param name="Category">The category of that, when its batch says so.</param>
public sealed record CodeRow(
    string Code,
    long BatchId,
    long PointsPerCode,
    DateTimeOffset? EndedAt,
    string? MemberId,
    long? Points,
    long? BalanceAfter,
    string? Product = null,
    string? Category = null);

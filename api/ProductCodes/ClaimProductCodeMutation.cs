using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>The one rewarded scan of a code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Points">What it gave.</param>
/// <param name="Balance">The member's balance right after.</param>
/// <param name="ClaimedAt">When.</param>
[GraphQLName("Claim")]
public sealed record ShownClaim(string Code, long Points, long Balance, DateTimeOffset ClaimedAt)
{
    internal static ShownClaim From(OrleansLoyalty.ProductCodes.Claim claim) =>
        new(claim.Code, claim.Points.Value, claim.Balance.Value, claim.ClaimedAt);
}

/// <summary>The code to claim.</summary>
/// <param name="Code">As printed, or the URL that a scanner read.</param>
public sealed record ClaimProductCodeInput(string Code);

/// <summary>The claim, or why there is none.</summary>
/// <param name="Claim">The claim; the first one again when the member had claimed the code before.</param>
/// <param name="Errors">Why not.</param>
public sealed record ClaimProductCodePayload(ShownClaim? Claim, IReadOnlyList<IClaimProductCodeError>? Errors);

/// <summary>Why a claim was refused.</summary>
[UnionType("ClaimProductCodeError")]
public interface IClaimProductCodeError : IRefusal;

/// <summary>Nobody printed this code.</summary>
/// <param name="Code">The code as it was sent.</param>
[ObjectType]
public sealed record CodeNotFoundError(string Code) : IClaimProductCodeError, IVoidProductCodeError
{
    /// <inheritdoc/>
    public string Message => "This is not a code of this brand.";
}

/// <summary>The code has had its one claim.</summary>
/// <param name="Code">The code.</param>
/// <param name="ClaimedAt">When it was claimed.</param>
[ObjectType]
public sealed record CodeAlreadyClaimedError(string Code, DateTimeOffset ClaimedAt)
    : IClaimProductCodeError, IVoidProductCodeError
{
    /// <inheritdoc/>
    public string Message => "This code has been claimed already.";
}

/// <summary>The code was voided.</summary>
/// <param name="Code">The code.</param>
[ObjectType]
public sealed record CodeVoidError(string Code) : IClaimProductCodeError
{
    /// <inheritdoc/>
    public string Message => "This code is no longer valid.";
}

/// <summary>Too many codes were tried that nobody printed.</summary>
/// <param name="RetryAfterSeconds">How long to wait.</param>
[ObjectType]
public sealed record TooManyAttemptsError(int RetryAfterSeconds) : IClaimProductCodeError
{
    /// <inheritdoc/>
    public string Message => $"Too many codes that do not exist. Try again in {RetryAfterSeconds} seconds.";
}

/// <summary>Claims codes.</summary>
[MutationType]
public static partial class ClaimProductCodeMutation
{
    /// <summary>Claims a code for the signed-in member and awards its points. Claiming it again answers the same.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<ClaimProductCodePayload> ClaimProductCodeAsync(
        ClaimProductCodeInput input, ClaimsPrincipal user, IGrainFactory grains, ScanAttempts attempts)
    {
        var code = grains.GetGrain<IProductCodeGrain>(CodeText.Normalise(input.Code));
        return await attempts.LimitAsync(user, () => code.Claim(new(Acting.Member(user)))) switch
        {
            Claimed(var claim) => new(ShownClaim.From(claim), null),
            ClaimCodeNotFound => Refused(new CodeNotFoundError(input.Code)),
            AlreadyClaimed(var claimedAt) => Refused(new CodeAlreadyClaimedError(input.Code, claimedAt)),
            ClaimCodeVoid => Refused(new CodeVoidError(input.Code)),
            ClaimTooManyAttempts(var wait) => Refused(new TooManyAttemptsError((int)Math.Ceiling(wait.TotalSeconds))),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static ClaimProductCodePayload Refused(IClaimProductCodeError error) => new(null, [error]);
}

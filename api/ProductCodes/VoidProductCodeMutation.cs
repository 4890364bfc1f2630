using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>The code to end, and why.</summary>
/// <param name="Code">As printed.</param>
/// <param name="Reason">For whoever reads it later; at most 500 characters.</param>
public sealed record VoidProductCodeInput(string Code, string Reason);

/// <summary>The code as it is now, or why it was not voided.</summary>
/// <param name="ProductCode">The code.</param>
/// <param name="Errors">Why not.</param>
public sealed record VoidProductCodePayload(ProductCode? ProductCode, IReadOnlyList<IVoidProductCodeError>? Errors);

/// <summary>Why voiding was refused.</summary>
[UnionType("VoidProductCodeError")]
public interface IVoidProductCodeError : IRefusal;

/// <summary>Voids codes.</summary>
[MutationType]
public static partial class VoidProductCodeMutation
{
    /// <summary>Ends a code without a claim. Voiding it again changes nothing.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<VoidProductCodePayload> VoidProductCodeAsync(
        VoidProductCodeInput input,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CodeQueries codes,
        CancellationToken cancellation)
    {
        var reason = BadInput.Text("reason", input.Reason, 500);
        var code = CodeText.Normalise(input.Code);
        return await grains.GetGrain<IProductCodeGrain>(code).Void(new(reason, Acting.Subject(user))) switch
        {
            Voided => new(ProductCode.From((await codes.FindAsync(code, cancellation))!), null),
            VoidCodeNotFound => new(null, [new CodeNotFoundError(input.Code)]),
            VoidAlreadyClaimed(var claimedAt) => new(null, [new CodeAlreadyClaimedError(input.Code, claimedAt)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}

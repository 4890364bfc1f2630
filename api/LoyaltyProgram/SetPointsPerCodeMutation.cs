using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>What a code gives from now on.</summary>
/// <param name="Points">From 1 to 1,000,000.</param>
public sealed record SetPointsPerCodeInput(long Points);

/// <summary>The program as it is now, or why it was not changed.</summary>
/// <param name="Program">The program.</param>
/// <param name="Errors">Why not.</param>
public sealed record SetPointsPerCodePayload(ShownProgram? Program, IReadOnlyList<ISetPointsPerCodeError>? Errors);

/// <summary>Why the value was refused.</summary>
[UnionType("SetPointsPerCodeError")]
public interface ISetPointsPerCodeError : IRefusal;

/// <summary>Sets what codes give.</summary>
[MutationType]
public static partial class SetPointsPerCodeMutation
{
    /// <summary>Sets what a code gives whose batch has no value of its own. Holds for claims from now on.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<SetPointsPerCodePayload> SetPointsPerCodeAsync(
        SetPointsPerCodeInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var program = grains.GetGrain<IProgramGrain>(IProgramGrain.Key);
        return await program.SetPointsPerCode(new(new Points(input.Points), Acting.Subject(user))) switch
        {
            PointsPerCodeSet(var changed) => new(ShownProgram.From(changed), null),
            PointsPerCodeOutOfRange(var min, var max) => new(null, [new PointsOutOfRangeError(min.Value, max.Value)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}

using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>The program as it is now, or why it was not changed.</summary>
/// <param name="Program">The program.</param>
/// <param name="Errors">Why not.</param>
public sealed record SetProgramTermsPayload(ShownProgram? Program, IReadOnlyList<ISetProgramTermsError>? Errors);

/// <summary>Why the terms were refused.</summary>
[UnionType("SetProgramTermsError")]
public interface ISetProgramTermsError : IRefusal;

/// <summary>A figure is outside what it may be.</summary>
/// <param name="Term">Which, such as expiry.months.</param>
/// <param name="Value">What it was to be.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[ObjectType]
public sealed record TermOutOfRangeError(string Term, long Value, long Min, long Max) : ISetProgramTermsError
{
    /// <inheritdoc/>
    public string Message => $"{Term} must be from {Min} to {Max}; {Value} is not.";
}

/// <summary>A tier asks for no more than the one below it, or the lowest for more than nothing.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Threshold">What it asks for.</param>
/// <param name="Below">What the tier below it asks for; null when it is the lowest, which asks for 0.</param>
[ObjectType]
public sealed record TierThresholdNotRisingError([property: ID] string Tier, long Threshold, long? Below)
    : ISetProgramTermsError
{
    /// <inheritdoc/>
    public string Message => Below is { } below
        ? $"The threshold of tier {Tier} must be more than {below}, that of the tier below it; {Threshold} is not."
        : $"The threshold of the lowest tier must be 0; that of {Tier} is {Threshold}.";
}

/// <summary>Two tiers have one id.</summary>
/// <param name="Tier">The id.</param>
[ObjectType]
public sealed record TierIdTwiceError([property: ID] string Tier) : ISetProgramTermsError
{
    /// <inheritdoc/>
    public string Message => $"Two tiers have the id {Tier}.";
}

/// <summary>Transfers are allowed from a tier on that the ladder does not have.</summary>
/// <param name="Tier">The tier that was named.</param>
/// <param name="Tiers">Those there are.</param>
[ObjectType]
public sealed record TransferTierUnknownError([property: ID] string Tier, IReadOnlyList<string> Tiers) : ISetProgramTermsError
{
    /// <inheritdoc/>
    public string Message => $"Transfers are allowed from tier {Tier} on, which is none of {string.Join(", ", Tiers)}.";
}

/// <summary>Sets what holds for points.</summary>
[MutationType]
public static partial class SetProgramTermsMutation
{
    /// <summary>Sets what holds for points from now on: expiry, pending, points as cash, transfers, adjustments, tiers.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<SetProgramTermsPayload> SetProgramTermsAsync(
        SetProgramTermsInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var program = grains.GetGrain<IProgramGrain>(IProgramGrain.Key);
        return await program.SetTerms(input.Command(Acting.Subject(user))) switch
        {
            TermsSet(var changed) => new(ShownProgram.From(changed), null),
            TermOutOfRange(var term, var value, var min, var max) => Refused(new TermOutOfRangeError(term, value, min, max)),
            TierThresholdNotRising(var tier, var threshold, var below) =>
                Refused(new TierThresholdNotRisingError(tier, threshold, below)),
            TierIdTwice(var tier) => Refused(new TierIdTwiceError(tier)),
            TransferTierUnknown(var tier, var tiers) => Refused(new TransferTierUnknownError(tier, [.. tiers])),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static SetProgramTermsPayload Refused(ISetProgramTermsError error) => new(null, [error]);
}

using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Which lapsed points to give back.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="ExpirySeq">Number of the posting by which they lapsed.</param>
/// <param name="ExpiresOn">The last day on which they can be spent now, such as 2026-11-22.</param>
/// <param name="Reason">Why, for whoever reads it later; at most 500 characters.</param>
public sealed record ReinstatePointsInput([property: ID] string MemberId, long ExpirySeq, string ExpiresOn, string Reason);

/// <summary>The posting, or why there is none.</summary>
/// <param name="Posting">The posting; the first one again when it was done before.</param>
/// <param name="Errors">Why not.</param>
public sealed record ReinstatePointsPayload(Posting? Posting, IReadOnlyList<IReinstatePointsError>? Errors);

/// <summary>Why nothing was given back.</summary>
[UnionType("ReinstatePointsError")]
public interface IReinstatePointsError : IRefusal;

/// <summary>No points of this member lapsed by that posting.</summary>
/// <param name="ExpirySeq">The number as it was sent.</param>
[ObjectType]
public sealed record NothingLapsedError(long ExpirySeq) : IReinstatePointsError
{
    /// <inheritdoc/>
    public string Message => $"No points of this member lapsed by posting {ExpirySeq}.";
}

/// <summary>The day has passed already.</summary>
/// <param name="Today">The day it is in the program's time zone.</param>
[ObjectType]
public sealed record DayPassedError(string Today) : IReinstatePointsError
{
    /// <inheritdoc/>
    public string Message => $"The last day must not have passed: it is {Today}.";
}

/// <summary>Gives lapsed points back.</summary>
[MutationType]
public static partial class ReinstatePointsMutation
{
    /// <summary>Gives back points that lapsed, with a new last day. Once for each lapse.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ReinstatePointsPayload> ReinstatePointsAsync(
        ReinstatePointsInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var command = new ReinstatePoints(
            input.ExpirySeq,
            BadInput.Day("expiresOn", input.ExpiresOn),
            BadInput.Text("reason", input.Reason, 500),
            Acting.Subject(user));
        return await grains.GetGrain<IMemberAccountGrain>(BadInput.Member(input.MemberId).Value).Reinstate(command) switch
        {
            Reinstated(var posting) => new(Posting.From(posting), null),
            ReinstateNothingLapsed => new(null, [new NothingLapsedError(input.ExpirySeq)]),
            ReinstateDayPassed(var today) => new(null, [new DayPassedError(Days.Text(today))]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}

using System.Security.Cryptography;
using System.Text;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Adjustments;

/// <summary>An adjustment beyond the program's limit, which waits for a second admin or had one.</summary>
/// <param name="Id">Made from member and request: the same request is the same proposal. It is the posting's request id.</param>
/// <param name="Member">Whose points.</param>
/// <param name="Adjustment">What was asked for, and by whom.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Decision">How it was decided; <see langword="null"/> while it is open.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentProposal")]
public sealed record AdjustmentProposal(
    [Id(0)] string Id,
    [Id(1)] MemberId Member,
    [Id(2)] AdjustPoints Adjustment,
    [Id(3)] DateTimeOffset ProposedAt,
    [Id(4)] AdjustmentDecision? Decision)
{
    /// <summary>The id of the proposal, or of the adjustment that needs none, that a request asks for.</summary>
    public static string IdOf(MemberId member, RequestId request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{member.Value}\n{request.Value}"));
        return $"a-{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
    }
}

/// <summary>What a second admin decided.</summary>
/// <param name="IsApproved">Whether the points were posted.</param>
/// <param name="Reason">Why not, when they were not.</param>
/// <param name="Actor">Who decided.</param>
/// <param name="DecidedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentDecision")]
public sealed record AdjustmentDecision(
    [Id(0)] bool IsApproved, [Id(1)] string? Reason, [Id(2)] string Actor, [Id(3)] DateTimeOffset DecidedAt);

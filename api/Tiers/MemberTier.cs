using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Api.Tiers;

/// <summary>A member's tier and how far it is to the next. Figures are points, fen, or orders, as the program measures.</summary>
/// <param name="Tier">The tier, with what it brings.</param>
/// <param name="Since">The day it was reached, such as 2026-11-22.</param>
/// <param name="Until">The last day of its period; null for the lowest tier.</param>
/// <param name="Measure">What counts today.</param>
/// <param name="CountsUntil">Until the end of this day nothing of what counts today drops out.</param>
/// <param name="Next">The tier above; null at the top.</param>
/// <param name="ToNext">What is missing to it; 0 at the top.</param>
/// <param name="ToKeep">What is missing, by the end of the period, for another period of the tier; 0 when nothing is.</param>
public sealed record MemberTier(
    ShownTier Tier, string Since, string? Until, long Measure, string CountsUntil, ShownTier? Next, long ToNext, long ToKeep)
{
    internal static MemberTier From(TierProgress progress) => new(
        ShownTier.From(progress.Tier),
        Days.Text(progress.Since),
        progress.Until is { } until ? Days.Text(until) : null,
        progress.Measure,
        Days.Text(progress.CountsUntil),
        progress.Next is { } next ? ShownTier.From(next) : null,
        progress.ToNext,
        progress.ToKeep);
}

/// <summary>A change of a member's tier, or of its period.</summary>
/// <param name="Tier">The id of the tier from then on.</param>
/// <param name="Name">Its name, while the program has it.</param>
/// <param name="Since">The day it was reached, such as 2026-11-22.</param>
/// <param name="Until">The last day of its period; null for the lowest tier.</param>
/// <param name="ChangedAt">When it was decided.</param>
public sealed record TierChange(
    [property: ID] string Tier, string? Name, string Since, string? Until, DateTimeOffset ChangedAt);

/// <summary>How far a member is.</summary>
[ObjectType<Member>]
public static partial class MemberTierNode
{
    private static readonly ListCursors Cursors = new("tierHistory", typeof(long));

    /// <summary>The tier, and how far it is to the next.</summary>
    public static async Task<MemberTier?> GetTierAsync([Parent] Member member, IGrainFactory grains) =>
        await grains.GetGrain<IMemberAccountGrain>(member.Id).Progress() is { } progress ? MemberTier.From(progress) : null;

    /// <summary>How the tier changed, newest first.</summary>
    [UsePaging]
    public static async Task<Connection<TierChange>> GetTierHistoryAsync(
        [Parent] Member member, PagingArguments page, MemberQueries members, IGrainFactory grains, CancellationToken cancellation)
    {
        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var names = program.Terms.Tiers.Tiers.ToDictionary(tier => tier.Id, tier => tier.Name, StringComparer.Ordinal);
        return Cursors.Connection(
            await members.ListPostingsAsync(
                member.Id, null, null, [PostingKind.TierChange], Cursors.Window(page), cancellation),
            row => Change(row, names),
            row => [row.Seq]);
    }

    private static TierChange Change(AccountPosting posting, Dictionary<string, string> names)
    {
        var tier = AccountJson.ReadDetail(posting.Detail!).Tier!;
        return new TierChange(
            tier.Tier,
            names.GetValueOrDefault(tier.Tier),
            Days.Text(tier.Since),
            tier.Until is { } until ? Days.Text(until) : null,
            posting.PostedAt);
    }
}

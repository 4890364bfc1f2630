using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Storage.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>Rules that were published together. What was published never changes.</summary>
/// <param name="Version">Its version.</param>
/// <param name="EffectiveFrom">From when on it holds.</param>
/// <param name="Rules">The program's own rules, then those of its campaigns.</param>
/// <param name="DraftRevision">The draft that was published; null when a campaign's change made it.</param>
/// <param name="PublishedBy">Who published.</param>
/// <param name="PublishedAt">When.</param>
[GraphQLName("RuleSet")]
public sealed record ShownRuleSet(
    long Version,
    DateTimeOffset EffectiveFrom,
    IReadOnlyList<ShownRule> Rules,
    long? DraftRevision,
    string PublishedBy,
    DateTimeOffset PublishedAt)
{
    internal static ShownRuleSet From(PublishedRuleSet published) => new(
        published.Set.Version,
        published.Set.EffectiveFrom.ToUniversalTime(),
        [.. published.Set.Rules.Select(ShownRule.From)],
        published.DraftRevision,
        published.Actor,
        published.PublishedAt.ToUniversalTime());
}

/// <summary>Rules that are being written; nothing earns by them.</summary>
/// <param name="Revision">Counts the savings; 0 before the first.</param>
/// <param name="Rules">The program's own rules.</param>
/// <param name="SavedBy">Who saved last.</param>
/// <param name="SavedAt">When.</param>
[GraphQLName("RuleDraft")]
public sealed record ShownDraft(long Revision, IReadOnlyList<ShownRule> Rules, string? SavedBy, DateTimeOffset? SavedAt)
{
    internal static ShownDraft From(RuleDraft draft) => draft.Revision == 0
        ? new(0, [], null, null)
        : new(draft.Revision, [.. draft.Rules.Select(ShownRule.From)], draft.Actor, draft.SavedAt.ToUniversalTime());
}

/// <summary>The rules as they stand.</summary>
/// <param name="InForce">What holds now; null before the first was published.</param>
/// <param name="Waiting">What was published for later, soonest first.</param>
/// <param name="Draft">The draft.</param>
public sealed record EarningRulesNow(ShownRuleSet? InForce, IReadOnlyList<ShownRuleSet> Waiting, ShownDraft Draft);

/// <summary>Reads rules.</summary>
[QueryType]
public static partial class RuleSetQuery
{
    private static readonly ListCursors Cursors = new("ruleSets", typeof(long));

    /// <summary>The rules in force, those that wait for their time, and the draft.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<EarningRulesNow> GetEarningRulesAsync(IGrainFactory grains)
    {
        var view = await grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key).View();
        return new EarningRulesNow(
            view.InForce is { } inForce ? ShownRuleSet.From(inForce) : null,
            [.. view.Waiting.Select(ShownRuleSet.From)],
            ShownDraft.From(view.Draft));
    }

    /// <summary>A version of the rules: what an accrual was explained by. Null when there is no such version.</summary>
    /// <param name="version">Which.</param>
    [Authorize(Roles = [Roles.Admin, Roles.Clerk])]
    public static async Task<ShownRuleSet?> GetRuleSetAsync(
        long version, RuleSetQueries sets, CancellationToken cancellation) =>
        await sets.FindAsync(version, cancellation) is { } published ? ShownRuleSet.From(published) : null;

    /// <summary>Every version of the rules, newest first.</summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownRuleSet>> GetRuleSetsAsync(
        PagingArguments page, RuleSetQueries sets, CancellationToken cancellation) =>
        Cursors.Connection(
            await sets.ListAsync(Cursors.Window(page), cancellation),
            ShownRuleSet.From,
            row => [row.Set.Version]);
}

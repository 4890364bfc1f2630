using Npgsql;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.EarningRules;

/// <summary>Reads what was published and the draft.</summary>
public sealed class RuleSetQueries(Database database)
{
    private const string Select =
        "select published.rules, published.draft_revision, published.actor, published.published_at, published.version from rule_sets published";

    /// <summary>Every set published after a version, oldest first.</summary>
    public Task<List<PublishedRuleSet>> AfterAsync(long version, CancellationToken cancellation = default) =>
        database.Application.RowsAsync(
            $"{Select} where published.version > $1 order by published.version", [version], Read, cancellation);

    /// <summary>One set; <see langword="null"/> when no such version was published.</summary>
    public Task<PublishedRuleSet?> FindAsync(long version, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where published.version = $1", [version], Read, cancellation);

    /// <summary>The set in force at a moment; <see langword="null"/> before the first.</summary>
    public Task<PublishedRuleSet?> AtAsync(DateTimeOffset moment, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            $"{Select} where published.effective_from <= $1 order by published.effective_from desc, published.version desc limit 1",
            [moment.ToUniversalTime()],
            Read,
            cancellation);

    /// <summary>The sets that wait for their time at a moment, soonest first, superseded ones among them.</summary>
    public Task<List<PublishedRuleSet>> WaitingAsync(DateTimeOffset moment, CancellationToken cancellation = default) =>
        database.Application.RowsAsync(
            $"{Select} where published.effective_from > $1 order by published.effective_from, published.version",
            [moment.ToUniversalTime()],
            Read,
            cancellation);

    /// <summary>The set that a draft was published as; <see langword="null"/> when it was not.</summary>
    public Task<PublishedRuleSet?> OfDraftAsync(long revision, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where published.draft_revision = $1", [revision], Read, cancellation);

    /// <summary>The newest version; 0 before the first.</summary>
    public Task<long> LastVersionAsync(CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select coalesce(max(version), 0) from rule_sets", [], row => row.GetInt64(0), cancellation);

    /// <summary>A page of sets, newest first. The key is the version.</summary>
    public Task<ListPage<PublishedRuleSet>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["published.version"], descending: true)
            .ReadAsync(database.Application, window, Read, cancellation);

    /// <summary>The draft; <see langword="null"/> before the first was saved.</summary>
    public Task<RuleDraft?> DraftAsync(CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select revision, rules, actor, saved_at from rule_drafts order by revision desc limit 1",
            [],
            row => new RuleDraft(row.GetInt64(0), RuleJson.ReadRules(row.GetString(1)), row.GetString(2), row.Moment(3)),
            cancellation);

    private static PublishedRuleSet Read(NpgsqlDataReader row) => new(
        RuleJson.ReadSet(row.GetString(0)),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        row.GetString(2),
        row.Moment(3));
}

namespace OrleansLoyalty.EarningRules;

/// <summary>
/// The rules as this silo knows them, ready to decide: a set published in this silo at once, one published elsewhere
/// within a second or so. Its books know what campaigns have left, as far as this silo knows.
/// </summary>
public interface IRuleBooks
{
    /// <summary>The rules in force at a moment; <see cref="RuleBook.Empty"/> before the first.</summary>
    RuleBook At(DateTimeOffset moment);

    /// <summary>The rules of a version, however old: what a refund decides by.</summary>
    /// <exception cref="KeyNotFoundException">No such version was published.</exception>
    ValueTask<RuleBook> VersionAsync(long version);

    /// <summary>Notes that a campaign gave points, or got them back when negative, before the tables are asked again.</summary>
    void Spent(string campaignId, Points points);

    /// <summary>
    /// Notes that the fence of a campaign's budget refused: it gives nothing more until the tables say that it can.
    /// Whoever was refused decides again.
    /// </summary>
    void Close(string campaignId);
}

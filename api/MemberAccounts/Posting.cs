using System.Globalization;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>One step of a member's account: points that moved, or something else that changed it, such as a hold.</summary>
/// <param name="Seq">Its number in the account, from 1 without gaps.</param>
/// <param name="Kind">Why the points moved.</param>
/// <param name="Points">Points in, or out when negative; 0 for a step that moves none.</param>
/// <param name="BalanceAfter">The sum of all postings with this one: the balance, where nothing is pending, held or owed.</param>
/// <param name="Source">What caused it, such as the code that was claimed.</param>
/// <param name="Reason">The reason given, when it was posted by hand.</param>
/// <param name="PostedAt">When.</param>
public sealed record Posting(
    long Seq, PostingKind Kind, long Points, long BalanceAfter, string Source, string? Reason, DateTimeOffset PostedAt)
{
    internal AccountPosting Row { get; private init; } = null!; // From sets it, and nothing else makes postings.

    internal PostingDetail? Detail => Row.Detail is { } text ? AccountJson.ReadDetail(text) : null;

    internal static Posting From(AccountPosting posting) => new(
        posting.Seq,
        posting.Kind,
        posting.Points.Value,
        posting.BalanceAfter.Value,
        posting.Source,
        posting.Reason,
        posting.PostedAt)
    {
        Row = posting,
    };
}

/// <summary>What a posting did.</summary>
[ObjectType<Posting>]
public static partial class PostingNode
{
    /// <summary>The last day of the points earned, as it was when they were earned, such as 2026-11-22.</summary>
    public static string? GetExpiresOn([Parent] Posting posting) => posting.Row.ExpiresOn is { } day ? Days.Text(day) : null;

    /// <summary>Who posted it, when it was not the member; told to admins alone, else null.</summary>
    public static string? GetActor([Parent] Posting posting, ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) ? posting.Row.Actor : null;

    /// <summary>Number of the posting that this one takes back, wholly or in part.</summary>
    public static long? GetReverses([Parent] Posting posting) => posting.Row.Reverses;

    /// <summary>Which lots the points were taken from.</summary>
    public static IReadOnlyList<Lot> GetLotsTaken([Parent] Posting posting) =>
        posting.Detail is { } detail ? [.. detail.Taken.Select(Lot.From)] : [];

    /// <summary>Which lots the points went into; empty for a plain accrual, which has one of its own.</summary>
    public static IReadOnlyList<Lot> GetLotsGiven([Parent] Posting posting) =>
        posting.Detail is { } detail ? [.. detail.Given.Select(Lot.From)] : [];

    /// <summary>By how much it changed what is owed: more when positive, settled when negative.</summary>
    public static long GetDebt([Parent] Posting posting) => posting.Detail?.Debt ?? 0;

    /// <summary>Which rules gave which part of the points; null for points that no rule gave.</summary>
    public static PostingExplanation? GetExplanation([Parent] Posting posting) => posting.Detail?.Award is { } award
        ? new PostingExplanation(
            award.RuleSetVersion,
            award.Points.Value,
            [.. award.Parts.Select(part => new ExplainedPart(
                part.RuleId, part.CampaignId, part.Points.Value, part.BeforeCaps.Value, part.Explanation))])
        : null;
}

/// <summary>Why rules gave points.</summary>
/// <param name="RuleSetVersion">The version of the rules that decided.</param>
/// <param name="Points">What they gave; after a refund, what they give for what remains.</param>
/// <param name="Parts">Which rule gave which part.</param>
public sealed record PostingExplanation(long RuleSetVersion, long Points, IReadOnlyList<ExplainedPart> Parts);

/// <summary>What one rule gave.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="CampaignId">The campaign it belongs to, if any.</param>
/// <param name="Points">What it gave.</param>
/// <param name="BeforeCaps">What it would have given without caps and budget.</param>
/// <param name="Explanation">How the figure came about.</param>
public sealed record ExplainedPart(
    [property: ID] string RuleId, [property: ID] string? CampaignId, long Points, long BeforeCaps, string Explanation);

/// <summary>Points that were earned together and lapse together.</summary>
/// <param name="Seq">Number of the posting that earned them.</param>
/// <param name="Points">How many.</param>
/// <param name="ExpiresOn">The last day on which they can be spent, such as 2026-11-22; null for ever.</param>
/// <param name="SpendableOn">From which day on they can be spent; null for at once.</param>
public sealed record Lot(long Seq, long Points, string? ExpiresOn, string? SpendableOn)
{
    internal static Lot From(LotSlice slice) => new(
        slice.Lot,
        slice.Points,
        slice.ExpiresOn is { } last ? Days.Text(last) : null,
        slice.SpendableOn is { } first ? Days.Text(first) : null);
}

/// <summary>Days as the schema shows them.</summary>
internal static class Days
{
    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

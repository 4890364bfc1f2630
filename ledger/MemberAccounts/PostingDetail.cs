using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// What a posting did to the account beside moving points: everything is optional, and the fold applies what is there
/// without asking for the posting's kind. An accrual that only joins or opens a lot needs none.
/// </summary>
/// <remarks>An empty list is left out of the text; reading gives such a list its default, which is taken as empty.</remarks>
public sealed record PostingDetail
{
    /// <summary>What was taken from which lots; from the hold instead, when <see cref="Ended"/> names one.</summary>
    [JsonPropertyName("taken")]
    public ImmutableArray<LotSlice> Taken { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What was put into which lots.</summary>
    [JsonPropertyName("given")]
    public ImmutableArray<LotSlice> Given { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>By how much the debt grew; negative when an accrual settled some.</summary>
    [JsonPropertyName("debt")]
    public long Debt { get; init; }

    /// <summary>The hold that what was taken went into.</summary>
    [JsonPropertyName("hold")]
    public HoldTerms? Hold { get; init; }

    /// <summary>The name of the hold that ended.</summary>
    [JsonPropertyName("ended")]
    public string? Ended { get; init; }

    /// <summary>Whether the account is frozen from now on.</summary>
    [JsonPropertyName("frozen")]
    public bool? Frozen { get; init; }

    /// <summary>Whether this is a spend, which starts the months of rolling points anew.</summary>
    [JsonPropertyName("spend")]
    public bool IsSpend { get; init; }

    /// <summary>What the rules gave; for a reversal, what they give for what remains.</summary>
    [JsonPropertyName("award")]
    public Award? Award { get; init; }

    /// <summary>What the rules knew of the member, kept where they may have to decide again.</summary>
    [JsonPropertyName("standing")]
    public MemberStanding? Standing { get; init; }

    /// <summary>What rules with a cap gave, or got back when negative.</summary>
    [JsonPropertyName("uses")]
    public ImmutableArray<RuleUsage> Uses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What counts towards tiers, or counts no more when negative.</summary>
    [JsonPropertyName("counts")]
    public QualifyingMonth? Counts { get; init; }

    /// <summary>The tier from now on.</summary>
    [JsonPropertyName("tier")]
    public TierStanding? Tier { get; init; }

    /// <summary>The check-in that it is.</summary>
    [JsonPropertyName("checkin")]
    public CheckIn? CheckIn { get; init; }

    /// <summary>What the member is told of lots that will lapse.</summary>
    [JsonPropertyName("notices")]
    public ImmutableArray<LotNotice> Notices { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The other member of a transfer.</summary>
    [JsonPropertyName("partner")]
    public string? Partner { get; init; }

    /// <summary>Points sent to another member, which count for the day's limit.</summary>
    [JsonPropertyName("sent")]
    public long Sent { get; init; }
}

/// <summary>What is agreed of points set aside.</summary>
/// <param name="Name">The hold's name.</param>
/// <param name="IsFreeze">Whether they are frozen rather than reserved.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TimesOutAt">When they return by themselves.</param>
public sealed record HoldTerms(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("freeze")] bool IsFreeze,
    [property: JsonPropertyName("for")] string Purpose,
    [property: JsonPropertyName("until")] DateTimeOffset? TimesOutAt);

/// <summary>A notice of one lot.</summary>
public sealed record LotNotice(
    [property: JsonPropertyName("l")] long Lot, [property: JsonPropertyName("n")] ExpiryNotice Notice);

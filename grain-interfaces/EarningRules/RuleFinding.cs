namespace OrleansLoyalty.EarningRules;

/// <summary>What a rule has to say to an event.</summary>
public enum RuleVerdict
{
    /// <summary>It gives points, or prolongs them.</summary>
    Applies = 1,

    /// <summary>Its conditions hold, and it comes to nothing: no line counts, or the lowest step is not reached.</summary>
    EarnsNothing,

    /// <summary>Its cap leaves the member nothing.</summary>
    CapReached,

    /// <summary>Its campaign's budget does not cover it.</summary>
    OverBudget,

    /// <summary>Another rule of its group gives more.</summary>
    NotBestOfItsGroup,

    /// <summary>Another rule applies alone.</summary>
    Excluded,

    /// <summary>The campaign has not begun or is over.</summary>
    OutsideCampaign,

    /// <summary>Its dates are others.</summary>
    OutsideDates,

    /// <summary>It is another day of the week.</summary>
    OtherWeekday,

    /// <summary>It is another day of the month.</summary>
    OtherDayOfMonth,

    /// <summary>It is not the member's birthday, or the program does not know when that is.</summary>
    NotBirthday,

    /// <summary>It came by another channel.</summary>
    OtherChannel,

    /// <summary>It happened in another store or in none.</summary>
    OtherStore,

    /// <summary>It was about something else.</summary>
    OtherSubject,

    /// <summary>The member is of another tier.</summary>
    OtherTier,

    /// <summary>The member has none of the tags.</summary>
    NoSuchTag,

    /// <summary>It is no order, or not the member's first.</summary>
    NotFirstOrder,

    /// <summary>The order is below the minimum.</summary>
    BelowMinimum,

    /// <summary>The order is above the maximum.</summary>
    AboveMaximum,

    /// <summary>None of the products is in it.</summary>
    NoSuchProduct,

    /// <summary>None of the categories is in it.</summary>
    NoSuchCategory,
}

/// <summary>One rule's verdict on one event.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Verdict">Whether it applies and, if not, why.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleFinding")]
public readonly record struct RuleFinding([Id(0)] string RuleId, [Id(1)] RuleVerdict Verdict);

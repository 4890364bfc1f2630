using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>A rule with its lists made quick to look into.</summary>
public sealed class CompiledRule
{
    private readonly CampaignTerms? _campaign;
    private readonly FrozenSet<string>? _audienceTiers;
    private readonly FrozenSet<string>? _audienceTags;
    private readonly FrozenSet<string>? _channels;
    private readonly FrozenSet<string>? _stores;
    private readonly FrozenSet<string>? _subjects;
    private readonly FrozenSet<string>? _products;
    private readonly FrozenSet<string>? _categories;
    private readonly FrozenSet<string>? _tiers;
    private readonly FrozenSet<string>? _tags;
    private readonly int _weekdays;
    private readonly int _daysOfMonth;
    private readonly Formula _formula;

    public CompiledRule(Rule rule, int index, CampaignTerms? campaign)
    {
        Rule = rule;
        Index = index;
        _campaign = campaign;
        _audienceTiers = Set(campaign?.Audience.Tiers ?? []);
        _audienceTags = Set(campaign?.Audience.Tags ?? []);
        var conditions = rule.Conditions;
        _channels = Set(conditions.Channels);
        _stores = Set(conditions.Stores);
        _subjects = Set(conditions.Subjects);
        _products = Set(conditions.Products);
        _categories = Set(conditions.Categories);
        _tiers = Set(conditions.Tiers);
        _tags = Set(conditions.Tags);
        _weekdays = conditions.Weekdays.Aggregate(0, (bits, day) => bits | (1 << (int)day));
        _daysOfMonth = conditions.DaysOfMonth.Aggregate(0, (bits, day) => bits | (1 << day));
        _formula = Formula.Of(rule);
        IsCapped = rule.Caps is not { PerDay: null, InAll: null };
    }

    public Rule Rule { get; }

    /// <summary>Its place in the rule set.</summary>
    public int Index { get; }

    public bool IsCapped { get; }

    public bool IsMultiplier => Rule.Effect is Multiplier;

    /// <summary>Whether it gives no points and prolongs what others give.</summary>
    public bool OnlyProlongs => Rule.Effect is FixedPoints { Points.Value: 0 };

    /// <summary>What the event earns by this rule alone, before caps.</summary>
    public Earned Earn(Decision decision) => _formula.Earn(decision);

    /// <summary>Whether the conditions hold, and if not the first that does not.</summary>
    public RuleVerdict Judge(Decision decision)
    {
        var happened = decision.Happened;
        if (_campaign is { } campaign && (happened.OccurredAt < campaign.From || happened.OccurredAt >= campaign.To))
        {
            return RuleVerdict.OutsideCampaign;
        }

        if (JudgeDay(decision) is var day and not RuleVerdict.Applies)
        {
            return day;
        }

        var verdict = JudgePlace(happened);
        if (verdict == RuleVerdict.Applies)
        {
            verdict = JudgeMember(decision);
        }

        return verdict == RuleVerdict.Applies ? JudgeOrder(decision) : verdict;
    }

    private RuleVerdict JudgeDay(Decision decision)
    {
        var (conditions, day) = (Rule.Conditions, decision.Day);
        if (day < conditions.From || day > conditions.To)
        {
            return RuleVerdict.OutsideDates;
        }

        if (_weekdays != 0 && (_weekdays & (1 << (int)day.DayOfWeek)) == 0)
        {
            return RuleVerdict.OtherWeekday;
        }

        if (_daysOfMonth != 0 && (_daysOfMonth & (1 << day.Day)) == 0)
        {
            return RuleVerdict.OtherDayOfMonth;
        }

        return conditions.Birthday == BirthdayCondition.Any || IsBirthday(decision.Standing.Birthday, day)
            ? RuleVerdict.Applies
            : RuleVerdict.NotBirthday;
    }

    private RuleVerdict JudgePlace(EarningEvent happened)
    {
        if (_channels is not null && !_channels.Contains(happened.Channel ?? RuleConditions.OwnChannel))
        {
            return RuleVerdict.OtherChannel;
        }

        if (_stores is not null && (happened.Store is null || !_stores.Contains(happened.Store)))
        {
            return RuleVerdict.OtherStore;
        }

        return _subjects is not null && (happened.Subject is null || !_subjects.Contains(happened.Subject))
            ? RuleVerdict.OtherSubject
            : RuleVerdict.Applies;
    }

    private RuleVerdict JudgeMember(Decision decision)
    {
        var standing = decision.Standing;
        if ((_tiers is not null && !_tiers.Contains(standing.Tier))
            || (_audienceTiers is not null && !_audienceTiers.Contains(standing.Tier)))
        {
            return RuleVerdict.OtherTier;
        }

        if ((_tags is not null && !HasOne(standing.Tags, _tags))
            || (_audienceTags is not null && !HasOne(standing.Tags, _audienceTags)))
        {
            return RuleVerdict.NoSuchTag;
        }

        return Rule.Conditions.FirstOrder && !(standing.IsFirstOrder && decision.Happened.Kind == EarningEventKind.OrderPaid)
            ? RuleVerdict.NotFirstOrder
            : RuleVerdict.Applies;
    }

    private RuleVerdict JudgeOrder(Decision decision)
    {
        var (conditions, happened) = (Rule.Conditions, decision.Happened);
        if (decision.Amount < conditions.Minimum)
        {
            return RuleVerdict.BelowMinimum;
        }

        if (decision.Amount > conditions.Maximum)
        {
            return RuleVerdict.AboveMaximum;
        }

        if (_products is not null && !HasProduct(happened, _products))
        {
            return RuleVerdict.NoSuchProduct;
        }

        return _categories is not null && !HasCategory(happened.Lines, _categories)
            ? RuleVerdict.NoSuchCategory
            : RuleVerdict.Applies;
    }

    private bool IsBirthday(DateOnly? birthday, DateOnly day)
    {
        if (birthday is not { } born)
        {
            return false;
        }

        var kept = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(day.Year) ? 28 : born.Day;
        return born.Month == day.Month && (Rule.Conditions.Birthday == BirthdayCondition.Month || kept == day.Day);
    }

    private static bool HasProduct(EarningEvent happened, FrozenSet<string> products)
    {
        if (happened.Subject is { } subject && products.Contains(subject))
        {
            return true;
        }

        foreach (var line in happened.Lines)
        {
            if (products.Contains(line.Product))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCategory(ImmutableArray<EarningLine> lines, FrozenSet<string> categories)
    {
        foreach (var line in lines)
        {
            if (line.Category is { } category && categories.Contains(category))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasOne(ImmutableArray<string> tags, FrozenSet<string> wanted)
    {
        foreach (var tag in tags)
        {
            if (wanted.Contains(tag))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string>? Set(ImmutableArray<string> values) =>
        values.IsDefaultOrEmpty ? null : values.ToFrozenSet(StringComparer.Ordinal);
}


namespace OrleansLoyalty.MemberAccounts;

/// <summary>What happens next on the way to a lot's end.</summary>
public enum LotStep
{
    /// <summary>The member is told for the first time.</summary>
    FirstNotice = 1,

    /// <summary>The member is told for the last time.</summary>
    LastNotice = 2,

    /// <summary>The points lapse.</summary>
    Lapse = 3,
}

/// <summary>
/// How a lot comes to its end: a notice at least 30 days and another at least 7 days before it lapses. When a notice is
/// late, so is the lapse; until it lapses, points can be spent. A last day that moves makes the notices void. A lot
/// that opens again after its end has a new last day.
/// </summary>
public static class LotEnd
{
    private const int FirstNoticeDays = 30;
    private const int LastNoticeDays = 7;

    /// <summary>The day before which no step is due for a lot with this last day.</summary>
    public static DateOnly FirstStep(DateOnly lastDay) => lastDay.AddDays(-FirstNoticeDays);

    /// <summary>The next step and the day from which on it is due; <see langword="null"/> for points that never lapse.</summary>
    public static (LotStep Step, DateOnly On)? NextStep(this LotSlice lot)
    {
        if (lot.ExpiresOn is not { } lastDay)
        {
            return null;
        }

        if (lot.Notice is not { } notice || notice.ExpiresOn != lastDay)
        {
            return (LotStep.FirstNotice, FirstStep(lastDay));
        }

        var end = End(lastDay, notice);
        return notice.Last is not null
            ? (LotStep.Lapse, end)
            : (LotStep.LastNotice, end.AddDays(-LastNoticeDays));
    }

    /// <summary>Whether points with this last day and these notices have come to their end.</summary>
    public static bool HasEnded(this LotSlice lot, DateOnly today)
    {
        if (lot.ExpiresOn is not { } lastDay)
        {
            return false;
        }

        var end = lot.Notice is { } notice && notice.ExpiresOn == lastDay ? End(lastDay, notice) : lastDay.AddDays(1);
        return end <= today;
    }

    /// <summary>
    /// Points that come back to a lot after its end: they can be spent on this day and on 30 more, and no notice was
    /// given of the new end.
    /// </summary>
    public static LotSlice OpenedAgain(this LotSlice lot, DateOnly today) =>
        lot with { ExpiresOn = today.AddDays(FirstNoticeDays), Notice = null };

    // A notice that is still to come may move it.
    private static DateOnly End(DateOnly lastDay, ExpiryNotice notice)
    {
        var end = Later(lastDay.AddDays(1), notice.First.AddDays(FirstNoticeDays));
        return notice.Last is { } last ? Later(end, last.AddDays(LastNoticeDays)) : end;
    }

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
}

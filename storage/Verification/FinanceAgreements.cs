using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>What must hold of closed months: they say what the postings say.</summary>
internal static class FinanceAgreements
{
    private const string Figures = "issued, reversed, redeemed, expired, adjusted, transferred";

    internal static readonly IReadOnlyList<(string Query, string Sentence)> All =
    [
        (
            $"""
            select to_char(month.month, 'YYYY-MM'),
                   concat_ws(' ', month.issued, month.reversed, month.redeemed, month.expired, month.adjusted, month.transferred),
                   concat_ws(' ', sums.issued, sums.reversed, sums.redeemed, sums.expired, sums.adjusted, sums.transferred)
              from finance_months month
             cross join lateral (
                   select {FinanceMonths.Sums}
                     from postings
                    where posted_at >= month.month::timestamp at time zone month.time_zone
                      and posted_at < (month.month + interval '1 month')::timestamp at time zone month.time_zone) sums
             where (month.issued, month.reversed, month.redeemed, month.expired, month.adjusted, month.transferred)
                   <> (sums.issued, sums.reversed, sums.redeemed, sums.expired, sums.adjusted, sums.transferred)
            """,
            $"Month {{0}} was closed with {{1}} ({Figures}); its postings come to {{2}}."),
        (
            """
            select to_char(month, 'YYYY-MM'), outstanding, before + issued - reversed - redeemed - expired + adjusted - transferred
              from (select *, coalesce(lag(outstanding) over (order by month), 0) as before from finance_months) months
             where outstanding <> before + issued - reversed - redeemed - expired + adjusted - transferred
            """,
            "Month {0} was closed with {1} points outstanding; the month before and its figures come to {2}."),
        (
            """
            select to_char(month, 'YYYY-MM')
              from (select month, lag(month) over (order by month) as before from finance_months) months
             where before is not null and month <> (before + interval '1 month')::date
            """,
            "Month {0} was closed, and the month before it never was."),
    ];
}

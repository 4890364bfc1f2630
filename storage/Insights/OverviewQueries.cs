using Npgsql;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>Sums over everything there is; a moment behind.</summary>
/// <param name="Codes">Codes that were imported.</param>
/// <param name="Claimed">Codes that were claimed.</param>
/// <param name="Members">Members who ever had points.</param>
/// <param name="PointsIssued">Points that were given, and did not come from another member or back from a spend.</param>
/// <param name="PointsRedeemed">Points that were exchanged for items or paid for orders.</param>
/// <param name="PointsOutstanding">Points that are in accounts.</param>
public sealed record Totals(
    long Codes, long Claimed, long Members, long PointsIssued, long PointsRedeemed, long PointsOutstanding);

/// <summary>What a day's postings of one kind come to.</summary>
public sealed record DailyFigure(DateOnly Day, PostingKind Kind, long Postings, long PointsIn, long PointsOut, long NewMembers);

/// <summary>Reads what the projectors have added up; never a posting, a claim or a code.</summary>
public sealed class OverviewQueries(Database database)
{
    // These bring nobody's points into being: they were there before.
    private static readonly short[] Circling =
        [(short)PostingKind.Return, (short)PostingKind.Reinstatement, (short)PostingKind.TransferIn];

    private static readonly short[] Spending = [(short)PostingKind.Redemption, (short)PostingKind.Payment];

    private const string TotalsQuery =
        """
        select codes.codes, codes.claimed, figures.members, figures.issued, figures.redeemed,
               figures.points_in - figures.points_out
          from (select coalesce(sum(codes), 0)::bigint as codes, coalesce(sum(claimed), 0)::bigint as claimed
                  from code_batches) codes,
               (select coalesce(sum(first_postings), 0)::bigint as members,
                       coalesce(sum(points_in), 0)::bigint as points_in,
                       coalesce(sum(points_out), 0)::bigint as points_out,
                       coalesce(sum(points_in) filter (where kind <> all ($1)), 0)::bigint as issued,
                       coalesce(sum(points_out) filter (where kind = any ($2)), 0)::bigint as redeemed
                  from daily_figures) figures
        """;

    /// <summary>The sums.</summary>
    public async Task<Totals> TotalsAsync(CancellationToken cancellation) => (await database.Application.RowAsync(
        TotalsQuery,
        [Circling, Spending],
        row => new Totals(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
        cancellation))!;

    /// <summary>The figures of a stretch of days, in order; a day and kind without postings has none.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<List<DailyFigure>> DaysAsync(DateOnly from, DateOnly to, CancellationToken cancellation) =>
        database.Application.RowsAsync(
            """
            select day, kind, postings, points_in, points_out, first_postings
              from daily_figures where day between $1 and $2 order by day, kind
            """,
            [from, to],
            Read,
            cancellation);

    private static DailyFigure Read(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0),
        (PostingKind)row.GetInt16(1),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetInt64(4),
        row.GetInt64(5));
}

namespace OrleansLoyalty.Storage.Insights;

/// <summary>
/// Adds postings up by day and kind, behind, in one statement a round. It knows no kind by name, so a kind that is
/// added later is counted like any other. Several silos may run it: the row that says how far it read is locked.
/// </summary>
public sealed class DailyFiguresProjector(Database database)
{
    /// <summary>Adds up all that is committed and settled now.</summary>
    /// <exception cref="OrleansLoyalty.Journal.StorageUnavailableException">PostgreSQL did not answer.</exception>
    public Task ProjectAsync(CancellationToken cancellation) => database.Application.ExecuteAsync(Round, [], cancellation);

    // Transactions below the horizon have ended, so no row of theirs can appear later: each posting is added once.
    private const string Round =
        """
        with place as (
          select txid from projector where name = 'daily_figures' for update skip locked
        ), horizon as (
          select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as txid
        ), moved as (
          update projector set txid = horizon.txid
            from place, horizon
           where projector.name = 'daily_figures' and horizon.txid > place.txid
          returning place.txid as first, horizon.txid as beyond
        ), zone as (
          select time_zone from program_settings order by version desc limit 1
        )
        insert into daily_figures (day, kind, postings, points_in, points_out, first_postings)
        select (posting.posted_at at time zone zone.time_zone)::date, posting.kind, count(*),
               coalesce(sum(posting.points) filter (where posting.points > 0), 0),
               coalesce(-sum(posting.points) filter (where posting.points < 0), 0),
               count(*) filter (where posting.seq = 1)
          from zone, moved join postings posting on posting.txid >= moved.first and posting.txid < moved.beyond
         group by 1, 2
            on conflict (day, kind) do update
           set postings = daily_figures.postings + excluded.postings,
               points_in = daily_figures.points_in + excluded.points_in,
               points_out = daily_figures.points_out + excluded.points_out,
               first_postings = daily_figures.first_postings + excluded.first_postings
        """;
}

using Npgsql;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Storage.Activities;

/// <summary>Loads an activity for its activation.</summary>
public sealed class ActivityLoad(Database database)
{
    /// <summary>The activity, or <see langword="null"/> when nobody has recorded it.</summary>
    public Task<ActivityView?> LoadAsync(ActivityKey key) => database.Application.RowAsync(
        $"{ActivityRow.Select} where activity.key = $1", [key.ToString()], ActivityRow.Read);

    /// <summary>How often an invited friend has placed a first order, oldest first: all but the last were given back.</summary>
    public Task<List<ActivityView>> FriendOrderedAsync(MemberId friend) => database.Application.RowsAsync(
        $"""
        {ActivityRow.Select}
         where activity.key = $1 or (activity.key >= $1 || ':' and activity.key < $1 || ';')
         order by length(activity.key), activity.key
        """,
        [ActivityKey.FriendOrdered(friend, 1).ToString()],
        ActivityRow.Read);
}

/// <summary>Which activities a list shows; a part that is null does not narrow it. Times: from inclusive, to exclusive.</summary>
public sealed record ActivityFilter(
    EarningEventKind? Kind = null,
    string? Channel = null,
    string? MemberId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>Lists activities, newest first.</summary>
public sealed class ActivityQueries(Database database)
{
    /// <summary>A page of activities. The key is (recorded at, natural key).</summary>
    public Task<ListPage<ActivityView>> ListAsync(
        ActivityFilter filter, ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(ActivityRow.Select, ["activity.recorded_at", "activity.key"], descending: true)
            .Where("activity.kind = {0}", (short?)filter.Kind)
            .Where("activity.channel = {0}", filter.Channel)
            .Where("activity.member_id = {0}", filter.MemberId)
            .Where("activity.recorded_at >= {0}", filter.From?.ToUniversalTime())
            .Where("activity.recorded_at < {0}", filter.To?.ToUniversalTime())
            .ReadAsync(database.Application, window, ActivityRow.Read, cancellation);
}

/// <summary>What is left to do for activities and newcomers.</summary>
public sealed class DueActivities(Database database)
{
    /// <summary>The most of one answer; whoever gets that many asks again.</summary>
    public const int Most = 500;

    /// <summary>Activities that were recorded before a moment and are not credited yet.</summary>
    public Task<List<string>> UncreditedAsync(DateTimeOffset before, CancellationToken cancellation) =>
        database.Application.RowsAsync(
            $"select key from activities_due where since < $1 order by since limit {Most}", [before], row => row.GetString(0), cancellation);

    /// <summary>Members who joined between two moments and were not welcomed.</summary>
    public Task<List<string>> NewcomersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.Application.RowsAsync(
            $"""
            select member.id from members member
             where member.joined_at >= $1 and member.joined_at < $2
               and not exists (select from activities welcome where welcome.key = 'program:registration:' || member.id)
             order by member.joined_at limit {Most}
            """,
            [from, to],
            row => row.GetString(0),
            cancellation);

    /// <summary>Members who completed their profiles between two moments, which is not recorded as an activity.</summary>
    public Task<List<string>> CompletedProfilesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.Application.RowsAsync(
            $"""
            select distinct profile.member_id
              from member_profiles profile join members member on member.id = profile.member_id
             where profile.changed_at >= $1 and profile.changed_at < $2
               and profile.birthday is not null and coalesce(profile.name, member.name) is not null
               and not exists (select from activities done where done.key = 'program:profile-completed:' || profile.member_id)
             limit {Most}
            """,
            [from, to],
            row => row.GetString(0),
            cancellation);
}

/// <summary>Finds who invited whom.</summary>
public sealed class Referrals(Database database)
{
    /// <summary>Who invited a member, or <see langword="null"/> when nobody did.</summary>
    public async Task<MemberId?> InviterAsync(MemberId member) => (await FindAsync(member))?.Inviter;

    /// <summary>How a member was invited, or <see langword="null"/> when nobody did.</summary>
    public Task<MemberReferred?> FindAsync(MemberId member) => database.Application.RowAsync(
        "select inviter_id, invited_at from referrals where member_id = $1",
        [member.Value],
        row => new MemberReferred(member, new MemberId(row.GetString(0)), row.Moment(1)));
}

/// <summary>A row of <c>activities</c> with its credit, read the same way everywhere.</summary>
internal static class ActivityRow
{
    internal const string Select =
        """
        select activity.key, activity.kind, activity.channel, activity.member_id, activity.subject, activity.store,
               activity.occurred_at, activity.recorded_at,
               credit.posting_seq, credit.award, credit.spendable_on, credit.expires_on, credit.credited_at,
               reversal.points, reversal.debt, reversal.reversed_at
          from activities activity
          left join activity_credits credit on credit.key = activity.key
          left join activity_reversals reversal on reversal.key = activity.key
        """;

    internal static ActivityView Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        (EarningEventKind)row.GetInt16(1),
        row.Nullable<string>(2),
        new MemberId(row.GetString(3)),
        row.Nullable<string>(4),
        row.Nullable<string>(5),
        row.Moment(6),
        row.Moment(7),
        CreditColumns.Read(row, 8),
        row.IsDBNull(13)
            ? null
            : new ActivityReversal(new Points(row.GetInt64(13)), new Points(row.GetInt64(14)), row.Moment(15)));
}

using System.Collections.Immutable;
using Npgsql;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.EarningRules;

/// <summary>Events in the order in which they happened, for whoever decides them again.</summary>
public interface IRecordedEvents
{
    /// <summary>How many there are between two moments.</summary>
    Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>All of them between two moments, a page at a time: a million take no more memory than a thousand.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <summary>
/// Claims, credited orders and what members did, as one list. An order is as it was paid: what was refunded since is left
/// out of account on both sides.
/// </summary>
internal sealed class RecordedEvents(Database database) : IRecordedEvents
{
    private const int PageSize = 1_000;

    private const string Events =
        """
        (select 'code:' || code as key, 2 as kind, claimed_at as happened_at, null as channel, null as store,
                'batch:' || batch_id as subject, member_id, posting_seq, points, null as order_no, batch_id
           from claims where member_id is not null
          union all
         select orders.channel || ':order:' || orders.order_no, 1, orders.paid_at, orders.channel, orders.store,
                null, credit.member_id, credit.posting_seq, null, orders.order_no, null
           from orders join order_credits credit using (channel, order_no)
          union all
         select activity.key, activity.kind, activity.occurred_at, activity.channel, activity.store,
                activity.subject, activity.member_id, credit.posting_seq, null, null, null
           from activities activity join activity_credits credit using (key)) event
        """;

    private const string Select =
        $"""
        select event.key, event.kind, event.happened_at, event.channel, event.store, event.subject, event.member_id,
               event.points, posting.detail, account.holdings->'tier'->>'Tier', profile.birthday, profile.tags,
               lines.line, lines.product, lines.category, lines.quantity, lines.amount, batch.product, batch.category
          from {Events}
          left join postings posting on posting.member_id = event.member_id and posting.seq = event.posting_seq
          left join accounts account on account.member_id = event.member_id
          left join code_batches batch on batch.id = event.batch_id
          left join lateral (select birthday, tags from member_profiles
                              where member_profiles.member_id = event.member_id
                              order by version desc limit 1) profile on true
          left join lateral (select array_agg(line order by ord) as line, array_agg(product order by ord) as product,
                                    array_agg(coalesce(category, '') order by ord) as category,
                                    array_agg(quantity order by ord) as quantity, array_agg(amount order by ord) as amount
                               from order_lines
                              where order_lines.channel = event.channel and order_lines.order_no = event.order_no) lines on true
        """;

    public Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.Application.RowAsync(
            $"select count(*) from {Events} where event.happened_at >= $1 and event.happened_at < $2",
            [from.ToUniversalTime(), to.ToUniversalTime()],
            row => row.GetInt64(0),
            cancellation);

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        object[]? cursor = null;
        ListPage<RecordedEvent> page;
        do
        {
            page = await new KeysetQuery(Select, ["event.happened_at", "event.key"], descending: false)
                .Where("event.happened_at >= {0}", from.ToUniversalTime())
                .Where("event.happened_at < {0}", to.ToUniversalTime())
                .ReadAsync(database.Application, new ListWindow(PageSize, cursor), Read, cancellation);
            foreach (var recorded in page.Rows)
            {
                yield return recorded;
            }

            cursor = page.Rows.Count == 0 ? null : [page.Rows[^1].Event.OccurredAt, page.Rows[^1].Event.Key];
        }
        while (page.HasNext);
    }

    private static RecordedEvent Read(NpgsqlDataReader row)
    {
        var happened = new EarningEvent(
            row.GetString(0),
            (EarningEventKind)row.GetInt32(1),
            row.Moment(2),
            row.Nullable<string>(3),
            row.Nullable<string>(4),
            row.Nullable<string>(5),
            Lines(row));
        var detail = row.Nullable<string>(8) is { } text ? AccountJson.ReadDetail(text) : null;
        var given = detail?.Award?.Points ?? Points.Zero;
        var standing = detail?.Standing ?? new MemberStanding(
            row.Nullable<string>(9) ?? "",
            row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10),
            [.. row.Nullable<string[]>(11) ?? []],
            false,
            happened.Kind == EarningEventKind.CheckIn ? detail?.CheckIn?.Days ?? 1 : 0,
            []);
        return new RecordedEvent(
            happened,
            new MemberId(row.GetString(6)),
            standing with { Usage = [] },
            row.IsDBNull(7) ? Points.Zero : new Points(row.GetInt64(7)) - given,
            given);
    }

    private static ImmutableArray<EarningLine> Lines(NpgsqlDataReader row)
    {
        if (row.Nullable<string[]>(12) is not { } lines)
        {
            var (product, category) = (row.Nullable<string>(17), row.Nullable<string>(18));
            return EarningEvent.OfCode("", 0, product, category, default).Lines;
        }

        var products = row.GetFieldValue<string[]>(13);
        var categories = row.GetFieldValue<string[]>(14);
        var quantities = row.GetFieldValue<int[]>(15);
        var amounts = row.GetFieldValue<long[]>(16);
        return
        [
            .. lines.Select((line, index) => new EarningLine(
                line,
                products[index],
                categories[index].Length == 0 ? null : categories[index],
                quantities[index],
                new Money(amounts[index]))),
        ];
    }
}

/// <summary>What back-tests found.</summary>
public sealed class BackTestTable(Database database)
{
    /// <summary>A back-test that ended; <see langword="null"/> when none of this id did.</summary>
    public Task<BackTestView?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select report from back_tests where id = $1", [id], row => RuleJson.ReadBackTest(row.GetString(0)), cancellation);

    /// <summary>Keeps a back-test that ended. The first that is kept stays.</summary>
    public Task KeepAsync(BackTestView test, DateTimeOffset now) =>
        database.Application.ExecuteAsync(
            "insert into back_tests (id, report, finished_at) values ($1, $2::json, $3) on conflict do nothing",
            [test.Id, RuleJson.Write(test), now]);
}

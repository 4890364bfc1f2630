using System.Globalization;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>What must hold between the tables at any moment, also in the middle of a run. Each query answers what disagrees.</summary>
public static class Books
{
    /// <summary>The queries, and what their rows mean.</summary>
    public static readonly IReadOnlyList<(string Sql, string Meaning)> Rules =
    [
        (
            """
            select member_id || ': ' || count(*) || ' postings to number ' || max(seq) || ', sum ' || sum(points)
              from postings posting
             group by member_id
            having count(*) <> max(seq) or sum(points) <> (select balance_after from postings last
                                                            where last.member_id = posting.member_id
                                                            order by seq desc limit 1)
            """,
            "A balance is not the sum of its postings"),
        (
            """
            select 'members have ' || held || ', the program gave ' || given
              from (select coalesce(sum(balance_after), 0) as held from members
                      cross join lateral (select balance_after from postings where member_id = members.id order by seq desc limit 1) last) have,
                   (select (select coalesce(sum(points), 0) from claims where member_id is not null)
                         - (select coalesce(sum(points), 0) from redemptions)
                         + (select coalesce(sum(points), 0) from postings where kind = 3) as given) gave
             where held <> given
            """,
            "Debits are not credits"),
        (
            """
            select item.id || ': stock ' || stock || ', supplied ' || supplied || ', redeemed ' || redeemed
              from mall_items item,
                   lateral (select coalesce(sum(quantity), 0) as supplied from stock_supplies where item_id = item.id) supply,
                   lateral (select coalesce(sum(quantity), 0) as redeemed from redemptions where item_id = item.id) taken
             where stock < 0 or stock + redeemed <> supplied
            """,
            "Stock and redeemed are not what was supplied"),
        (
            "select code || ': ' || count(*) from claims group by code having count(*) > 1",
            "A code has come to its end more than once"),
        (
            """
            select account.member_id || ': ' || account.seq || ', ' || account.balance
              from accounts account
              left join postings posting on posting.member_id = account.member_id and posting.seq = account.seq
             where account.balance is distinct from posting.balance_after or account.hash is distinct from posting.hash
            """,
            "A snapshot is not what its posting says"),
    ];

    /// <summary>What disagrees in the transaction of these tables.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(Tables tables)
    {
        var problems = new List<string>();
        foreach (var (sql, meaning) in Rules)
        {
            problems.AddRange((await tables.RowsAsync(sql, row => row.GetString(0))).Select(row => string.Create(CultureInfo.InvariantCulture, $"{meaning}: {row}.")));
        }

        return problems;
    }
}

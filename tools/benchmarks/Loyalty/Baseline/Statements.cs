namespace OrleansLoyalty.Benchmarks.Baseline;

/// <summary>One statement each; the hot row comes last, so that it is locked for the commit alone.</summary>
internal static class Statements
{
    internal const string Claim =
        """
        with code as (
          update codes set claimed_by = $2, claimed_at = now()
           where code = $1 and claimed_by is null
          returning points
        ), account as (
          update members set balance = balance + code.points from code where id = $2
          returning code.points, balance
        ), posted as (
          insert into postings (member_id, points, balance_after, source, posted_at)
          select $2, points, balance, $1, now() from account
        )
        select points, balance from account
        """;

    internal const string Redeem =
        """
        with account as (
          update members set balance = balance - items.price from items
           where items.id = $1 and members.id = $2 and balance >= items.price
          returning items.price, balance
        ), redeemed as (
          insert into redemptions (member_id, request_id, item_id, redeemed_at) select $2, $3, $1, now() from account
        ), posted as (
          insert into postings (member_id, points, balance_after, source, posted_at)
          select $2, -price, balance, $3, now() from account
        ), item as (
          update items set stock = stock - 1 from account where items.id = $1
          returning account.price, account.balance
        )
        select price, balance from item
        """;
}

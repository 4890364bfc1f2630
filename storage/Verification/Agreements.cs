using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>What must hold between the tables: each query answers the rows that disagree.</summary>
internal static class Agreements
{
    private const short Claim = (short)PostingKind.Claim;
    private const short Redemption = (short)PostingKind.Redemption;
    private const short Accrual = (short)PostingKind.Accrual;
    private const short Expiry = (short)PostingKind.Expiry;
    private const short TransferOut = (short)PostingKind.TransferOut;
    private const short TransferIn = (short)PostingKind.TransferIn;

    internal static readonly IReadOnlyList<(string Query, string Sentence)> All =
    [
        (
            $"""
            select claim.code, claim.member_id
              from claims claim
              left join postings posting on posting.member_id = claim.member_id and posting.seq = claim.posting_seq
             where claim.member_id is not null
               and (posting.seq is null or posting.kind <> {Claim} or posting.points <> claim.points
                    or posting.source <> 'code:' || claim.code)
            """,
            "The claim of code {0} by member {1} has no posting of the same points."),
        (
            $"""
            select posting.seq, posting.member_id
              from postings posting
              left join claims claim on claim.code = substr(posting.source, 6)
             where posting.kind = {Claim}
               and (claim.member_id is distinct from posting.member_id or claim.posting_seq is distinct from posting.seq)
            """,
            "Posting {0} of member {1} gives points for a claim that there is not."),
        (
            """
            select claim.code from claims claim left join product_codes code on code.code = claim.code where code.code is null
            """,
            "Code {0} is claimed or void and was never printed."),
        (
            $"""
            select redemption.id, redemption.member_id
              from redemptions redemption
              left join postings posting on posting.member_id = redemption.member_id and posting.seq = redemption.posting_seq
             where posting.seq is null or posting.kind <> {Redemption} or posting.points <> -redemption.points
                or posting.source <> 'redemption:' || redemption.id
            """,
            "Redemption {0} of member {1} has no posting of the same points."),
        (
            $"""
            select posting.seq, posting.member_id
              from postings posting
              left join redemptions redemption
                on redemption.member_id = posting.member_id and redemption.posting_seq = posting.seq
             where posting.kind = {Redemption} and redemption.id is null
            """,
            "Posting {0} of member {1} takes points for a redemption that there is not."),
        (
            """
            select item.id, item.stock, coalesce(supplied.quantity, 0) - coalesce(redeemed.quantity, 0)
              from mall_items item
              left join (select item_id, sum(quantity) as quantity from stock_supplies group by item_id) supplied
                on supplied.item_id = item.id
              left join (select item_id, sum(quantity) as quantity from redemptions group by item_id) redeemed
                on redeemed.item_id = item.id
             where item.stock <> coalesce(supplied.quantity, 0) - coalesce(redeemed.quantity, 0)
            """,
            "Item {0} has a stock of {1}; what was supplied less what was redeemed is {2}."),
        (
            """
            select posting.member_id, min(posting.seq)
              from postings posting left join members member on member.id = posting.member_id
             where member.id is null
             group by posting.member_id
            """,
            "Member {0} has postings and has never joined."),
        (
            """
            select snapshot.member_id, snapshot.seq
              from accounts snapshot
              left join postings posting on posting.member_id = snapshot.member_id and posting.seq = snapshot.seq
             where posting.balance_after is distinct from snapshot.balance or posting.hash is distinct from snapshot.hash
            """,
            "The snapshot of member {0} disagrees with posting {1}."),
        (
            $"""
            select credit.key, credit.member_id
              from event_credits credit
              left join postings posting on posting.member_id = credit.member_id and posting.seq = credit.seq
             where posting.seq is null or posting.kind <> {Accrual} or posting.source <> credit.key
            """,
            "Event {0} is credited to member {1} and has no posting."),
        (
            $"""
            select posting.seq, posting.member_id
              from postings posting
              left join event_credits credit on credit.key = posting.source
             where posting.kind = {Accrual}
               and (credit.member_id is distinct from posting.member_id or credit.seq is distinct from posting.seq)
            """,
            "Posting {0} of member {1} gives points for an event that was not credited there."),
        (
            $"""
            select transfer.id, transfer.from_member
              from transfers transfer
              left join postings posting
                on posting.member_id = transfer.from_member and posting.source = 'transfer:' || transfer.id
               and posting.kind = {TransferOut}
             where posting.points is distinct from -transfer.points
            """,
            "Transfer {0} left member {1} without a posting of the same points."),
        (
            $"""
            select transfer.id, transfer.to_member
              from transfers transfer
              join transfer_arrivals arrival on arrival.transfer_id = transfer.id
              left join lateral (select sum(points) as points from postings
                                  where member_id = transfer.to_member and source = 'transfer:' || transfer.id
                                    and kind = {TransferIn}) arrived on true
             where arrived.points is distinct from transfer.points or arrival.member_id <> transfer.to_member
            """,
            "Transfer {0} arrived at member {1} with other points than left."),
        (
            $"""
            select posting.seq, posting.member_id
              from postings posting
              left join transfer_arrivals arrival on 'transfer:' || arrival.transfer_id = posting.source
             where posting.kind = {TransferIn} and arrival.member_id is distinct from posting.member_id
            """,
            "Posting {0} of member {1} is of a transfer that did not arrive there."),
        (
            $"""
            select posting.seq, posting.member_id
              from postings posting
             where posting.kind = {Expiry}
               and (select count(distinct notice.is_last) from expiry_notices notice
                     where notice.member_id = posting.member_id and notice.lot = posting.lot
                       and notice.expires_on = posting.expires_on
                       and notice.noted_on <= posting.posted_on - case when notice.is_last then 7 else 30 end) < 2
            """,
            "Posting {0} of member {1} lets points lapse without notice 30 and 7 days before."),
        (
            """
            select batch.id, batch.claimed, coalesce(counted.claims, 0)
              from code_batches batch
              left join (select batch_id, count(*) filter (where member_id is not null) as claims
                           from claims group by batch_id) counted on counted.batch_id = batch.id
             where batch.claimed > coalesce(counted.claims, 0)
            """,
            "Batch {0} counts {1} claims; there are {2}."),
        (
            """
            select batch.id, batch.codes, coalesce(counted.codes, 0)
              from code_batches batch
              left join (select batch_id, count(*) as codes from product_codes group by batch_id) counted
                on counted.batch_id = batch.id
             where batch.codes <> coalesce(counted.codes, 0)
            """,
            "Batch {0} counts {1} codes; there are {2}."),
        (
            """
            select budget.campaign_id, budget.spent, coalesce(given.points, 0), budget.events, coalesce(given.events, 0)
              from campaign_budgets budget
              left join (select campaign_id, sum(points) as points, count(*) filter (where points > 0) as events
                           from campaign_spends group by campaign_id) given
                on given.campaign_id = budget.campaign_id
             where budget.spent <> coalesce(given.points, 0) or budget.events <> coalesce(given.events, 0)
            """,
            "Campaign {0} says it gave {1} points; its postings gave {2}, for {3} and {4} events."),
        (
            """
            select spend.campaign_id, spend.posting_seq, spend.member_id
              from campaign_spends spend
              left join postings posting on posting.member_id = spend.member_id and posting.seq = spend.posting_seq
             where posting.seq is null
            """,
            "Campaign {0} gave points by posting {1} of member {2}, which there is not."),
        .. AdjustmentAgreements.All,
        .. FinanceAgreements.All,
        .. OrderAgreements.All,
    ];
}

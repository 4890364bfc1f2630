using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>What must hold between orders, refunds, activities and the accounts: each query answers the rows that disagree.</summary>
internal static class OrderAgreements
{
    private const short Accrual = (short)PostingKind.Accrual;

    internal static readonly IReadOnlyList<(string Query, string Sentence)> All =
    [
        (
            $"""
            select credit.channel, credit.order_no, credit.member_id
              from order_credits credit
              left join event_credits event on event.key = credit.channel || ':order:' || credit.order_no
              left join postings posting on posting.member_id = event.member_id and posting.seq = event.seq
             where event.member_id is distinct from credit.member_id or event.seq is distinct from credit.posting_seq
                or posting.kind is distinct from {Accrual}
            """,
            "Order {0}:{1} says that it was credited to member {2}; their account does not."),
        (
            """
            select assigned.channel, assigned.order_no, assigned.member_id
              from order_assignments assigned
              join event_credits event on event.key = assigned.channel || ':order:' || assigned.order_no
             where event.member_id <> assigned.member_id
            """,
            "Order {0}:{1} is member {2}'s and was credited to another."),
        (
            """
            select event.key, event.member_id
              from event_credits event
              left join orders placed
                on placed.channel = split_part(event.key, ':', 1)
               and placed.order_no = substr(event.key, length(split_part(event.key, ':', 1)) + 8)
             where split_part(event.key, ':', 2) = 'order' and placed.order_no is null
            """,
            "Event {0} was credited to member {1} and is no order that was recorded."),
        (
            """
            select placed.channel, placed.order_no
              from orders placed
              left join order_credits credit on credit.channel = placed.channel and credit.order_no = placed.order_no
              left join orders_due due on due.channel = placed.channel and due.order_no = placed.order_no
             where credit.order_no is null and due.order_no is null
               and not exists (select from refunds refund
                                where refund.channel = placed.channel and refund.order_no = placed.order_no)
            """,
            "Order {0}:{1} is neither credited nor waiting to be."),
        (
            """
            select placed.channel, placed.order_no, placed.amount, sum(line.amount)
              from orders placed
              join order_lines line on line.channel = placed.channel and line.order_no = placed.order_no
             group by placed.channel, placed.order_no, placed.amount
            having sum(line.amount) <> placed.amount
            """,
            "Order {0}:{1} was worth {2}; its lines are worth {3}."),
        (
            """
            select placed.channel, placed.order_no, sum(refund.amount), sum(refund.returned)
              from orders placed
              join refunds refund on refund.channel = placed.channel and refund.order_no = placed.order_no
             group by placed.channel, placed.order_no, placed.amount, placed.hold_points
            having sum(refund.amount) > placed.amount or sum(refund.amount) <> max(refund.amount_after)
                or sum(refund.returned) > placed.hold_points
            """,
            "Of order {0}:{1} were refunded {2} and {3} points: more than there was."),
        (
            """
            select line.channel, line.order_no, line.line
              from order_lines line
              join (select refund.channel, refund.order_no, part.line, sum(part.quantity) as quantity, sum(part.amount) as amount
                      from refunds refund
                      join refund_lines part on part.channel = refund.channel and part.refund_no = refund.refund_no
                     group by refund.channel, refund.order_no, part.line) back
                on back.channel = line.channel and back.order_no = line.order_no and back.line = line.line
             where back.quantity > line.quantity or back.amount > line.amount
            """,
            "Of order {0}:{1} more was refunded of line {2} than there was."),
        (
            """
            select done.channel, done.refund_no
              from refund_settlements done
              join refunds refund on refund.channel = done.channel and refund.refund_no = done.refund_no
              left join order_assignments assigned
                on assigned.channel = refund.channel and assigned.order_no = refund.order_no
              left join postings posting
                on posting.member_id = assigned.member_id
               and posting.request_id = 'refund:' || done.channel || ':refund:' || done.refund_no
             where posting.seq is null or done.returned <> refund.returned
            """,
            "Refund {0}:{1} is settled and the member's account knows nothing of it."),
        (
            """
            select reversal.key, activity.member_id
              from activity_reversals reversal
              left join activities activity on activity.key = reversal.key
              left join postings posting
                on posting.member_id = activity.member_id and posting.request_id = 'refund:' || reversal.key
             where activity.key is null or (posting.seq is null and reversal.points + reversal.debt > 0)
            """,
            "Activity {0} was taken back and the account of member {1} knows nothing of it."),
        (
            """
            select placed.channel, placed.order_no, placed.hold
              from orders placed
              left join checkout_holds held on held.hold = placed.hold
              left join postings posting on posting.member_id = held.member_id and posting.request_id = 'post:' || placed.hold
             where placed.hold is not null
               and (held.points is distinct from placed.hold_points or posting.points is distinct from -placed.hold_points)
            """,
            "Order {0}:{1} was paid with hold {2}, of which the member's account knows nothing."),
        (
            """
            select credit.key
              from activity_credits credit
              join activities activity on activity.key = credit.key
              left join event_credits event on event.key = credit.key
             where credit.posting_seq > 0
               and (event.member_id is distinct from activity.member_id or event.seq is distinct from credit.posting_seq)
            """,
            "Activity {0} says that it was credited; the member's account does not."),
        (
            """
            select activity.key
              from activities activity
              left join activity_credits credit on credit.key = activity.key
              left join activities_due due on due.key = activity.key
             where credit.key is null and due.key is null
            """,
            "Activity {0} is neither credited nor waiting to be."),
    ];
}

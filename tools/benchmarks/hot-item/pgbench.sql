\set i :i + 1
\set n :first + :i * :clients + :client_id
\set m random(1, :members)
with account as (
  update members set balance = balance - items.price from items
   where items.id = 'item-hot' and members.id = 'm-' || lpad(:m::text, 9, '0') and balance >= items.price
  returning items.price, balance
), redeemed as (
  insert into redemptions (member_id, request_id, item_id, redeemed_at)
  select 'm-' || lpad(:m::text, 9, '0'), lpad(:n::text, 12, '0'), 'item-hot', now() from account
), posted as (
  insert into postings (member_id, points, balance_after, source, posted_at)
  select 'm-' || lpad(:m::text, 9, '0'), -price, balance, lpad(:n::text, 12, '0'), now() from account
), item as (
  update items set stock = stock - 1 from account where items.id = 'item-hot'
  returning account.price, account.balance
)
select price, balance from item;

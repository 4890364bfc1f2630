\set i :i + 1
\set n ((:first + :i * :clients + :client_id) * 1618033) % :codes + 1
\set m random(1, :members)
with code as (
  update codes set claimed_by = 'm-' || lpad(:m::text, 9, '0'), claimed_at = now()
   where code = lpad(:n::text, 12, '0') and claimed_by is null
  returning points
), account as (
  update members set balance = balance + code.points from code where id = 'm-' || lpad(:m::text, 9, '0')
  returning code.points, balance
), posted as (
  insert into postings (member_id, points, balance_after, source, posted_at)
  select 'm-' || lpad(:m::text, 9, '0'), points, balance, lpad(:n::text, 12, '0'), now() from account
)
select points, balance from account;

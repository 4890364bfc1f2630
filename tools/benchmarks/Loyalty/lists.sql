-- What lists are read from: a hundred batches of codes in no order, 30 % claimed. The oldest ten batches are claimed
-- altogether, the newest forty not at all, those in between by two of five. The first member has 21,000 claims. Hashes
-- are none: nothing here is verified, and the projector is told that all of it is folded.
set local work_mem = '512MB';
set local maintenance_work_mem = '1GB';
create temporary table drawn on commit drop as
  select n, upper(substr(encode(sha256(n::text::bytea), 'hex'), 1, 16)) as code, 1 + (n - 1) * 100 / :codes::bigint as batch
    from generate_series(1, :codes) n;
insert into code_batches (id, name, points_per_code, imported_at, codes) overriding system value
select batch, 'batch ' || batch, 10, now() - (101 - batch) * interval '1 day', count(*) from drawn group by batch;
alter table product_codes drop constraint product_codes_fence;
insert into product_codes select code, batch from drawn order by batch, code;
alter table product_codes add constraint product_codes_fence primary key (code);
create temporary table ended on commit drop as
  select code, batch, nth,
         'm-' || lpad((case when nth * 21000 % (:codes::bigint * 3 / 10) < 21000 then 1 else 2 + nth % (:members - 1) end)::text, 9, '0') as member,
         now() - interval '90 days' + nth * interval '90 days' / (:codes::bigint * 3 / 10) as at
    from (select code, batch, row_number() over (order by hashtext(code), code) as nth
            from drawn where batch <= 10 or (batch <= 60 and n % 5 < 2)) drawn;
alter table claims drop constraint claims_code_fence;
insert into claims (code, batch_id, member_id, posting_seq, points, balance_after, claimed_at, txid, ord)
select code, batch, member, row_number() over (partition by member order by nth), 10,
       10 * row_number() over (partition by member order by nth), at, pg_current_xact_id()::text::bigint, nth
  from ended order by nth;
alter table claims add constraint claims_code_fence primary key (code);
insert into members select 'm-' || lpad(n::text, 9, '0'), '+861' || lpad(n::text, 10, '0'), null, now() - interval '30 days'
  from generate_series(1, :members) n;
insert into postings (member_id, seq, kind, program_account, points, balance_after, source, posted_at, posted_on, hash, txid)
select member_id, posting_seq, 1, 1, 10, balance_after, 'code:' || code, claimed_at, claimed_at::date, '\x00', txid
  from claims order by ord;
update code_batches set claimed = counted.claims
  from (select batch_id, count(*) as claims from claims group by batch_id) counted where counted.batch_id = code_batches.id;
update projector set txid = 1 + pg_current_xact_id()::text::bigint where name = 'accounts';

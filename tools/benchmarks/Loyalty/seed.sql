-- What an import, sign-ups and an admin would leave behind. Postings follow: their hashes are computed.
insert into code_batches (id, name, points_per_code, imported_at, codes) overriding system value
select batch, 'batch ' || batch, 10, now(), least(100000, :codes - (batch - 1) * 100000)
  from generate_series(1, (:codes + 99999) / 100000) batch;
insert into product_codes select lpad(n::text, 12, '0'), 1 + (n - 1) / 100000 from generate_series(1, :codes) n;
-- Long ago: whoever joined this week may not have been welcomed yet, and would be in the background of every measurement.
insert into members select 'm-' || lpad(n::text, 9, '0'), '+861' || lpad(n::text, 10, '0'), null, now() - interval '30 days'
  from generate_series(1, :members) n;
insert into mall_items values ('item-hot', 'hot', null, 1, 1000000000, true, now(), 'benchmark');
insert into stock_supplies values ('item-hot', 'added', 1000000000, 'benchmark', now());

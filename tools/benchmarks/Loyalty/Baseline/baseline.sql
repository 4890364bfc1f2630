-- The baseline's tables: the state itself, updated in place.
create table codes (
  code text collate "C" primary key,
  batch_id bigint not null,
  points bigint not null,
  claimed_by text,
  claimed_at timestamptz
);
create table members (
  id text collate "C" primary key,
  balance bigint not null check (balance >= 0)
);
create table postings (
  id bigint generated always as identity primary key,
  member_id text collate "C" not null,
  points bigint not null,
  balance_after bigint not null,
  source text not null,
  posted_at timestamptz not null
);
create table items (
  id text collate "C" primary key,
  price bigint not null,
  stock bigint not null check (stock >= 0)
);
create table redemptions (
  member_id text collate "C",
  request_id text collate "C",
  item_id text not null,
  redeemed_at timestamptz not null,
  primary key (member_id, request_id)
);
insert into codes select lpad(n::text, 12, '0'), 1 + (n - 1) / 100000, 10, null, null from generate_series(1, :codes) n;
insert into members select 'm-' || lpad(n::text, 9, '0'), 1000000 from generate_series(1, :members) n;
insert into items values ('item-hot', 1, 1000000000);
create index codes_batch on codes (batch_id, code);
create index postings_member on postings (member_id, id);

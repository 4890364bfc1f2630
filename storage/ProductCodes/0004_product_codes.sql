-- A batch of codes that came together. codes is set by its import; claimed is kept up by the projector. product and
-- category say what its codes are printed on, where told: rules may ask for them.
create table code_batches (
  id              bigint      generated always as identity primary key,
  name            text        not null,
  points_per_code bigint      check (points_per_code > 0),
  product         text,
  category        text,
  imported_at     timestamptz not null,
  codes           bigint      not null default 0,
  claimed         bigint      not null default 0
);

-- Fact: a code was printed. Collation C: codes are compared byte by byte, and a prefix is a range of the key.
create table product_codes (
  code     text   not null collate "C" constraint product_codes_fence primary key,
  batch_id bigint not null
);

create index product_codes_batch on product_codes (batch_id, code);

-- Fact: a code came to its end, claimed by a member or voided by an admin. One table and one key for both:
-- that is what keeps a code from being claimed and voided at once. (txid, ord) is the place in the live feed.
create table claims (
  code          text        not null collate "C" constraint claims_code_fence primary key,
  batch_id      bigint      not null,
  member_id     text        collate "C",
  posting_seq   bigint,
  points        bigint,
  balance_after bigint,
  claimed_at    timestamptz not null,
  void_reason   text,
  void_actor    text,
  txid          bigint      not null,
  ord           int         not null,
  constraint claims_are_claimed_or_void check ((member_id is null) = (void_reason is not null))
);

create index claims_txid on claims (txid);
create index claims_claimed_at on claims (claimed_at);
create index claims_void on claims (batch_id, code) where member_id is null;

grant select, insert, update on code_batches to loyalty_app;
grant select, insert on product_codes, claims to loyalty_app;

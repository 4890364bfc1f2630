-- Fact: a member joined.
create table members (
  id        text        not null collate "C" constraint members_id_fence primary key,
  phone     text        collate "C" constraint members_phone_fence unique,
  name      text,
  joined_at timestamptz not null
);

-- Fact: points moved between a member and one of the program's accounts. The key fences the account:
-- two activations of one account cannot both write the same number. balance_after and hash make the rows a chain.
-- txid is the writing transaction, the order in which a reader that follows the table meets its rows.
create table postings (
  member_id       text        not null collate "C",
  seq             bigint      not null check (seq > 0),
  kind            smallint    not null,
  program_account smallint    not null,
  points          bigint      not null check (points <> 0),
  balance_after   bigint      not null check (balance_after >= 0),
  source          text        not null,
  reason          text,
  actor           text,
  request_id      text        collate "C",
  reverses        bigint,
  lot             bigint,
  expires_on      date,
  posted_at       timestamptz not null,
  hash            bytea       not null,
  txid            bigint      not null,
  constraint postings_seq_fence primary key (member_id, seq)
);

-- Only postings that an actor named by a request have one; a claim's key is its code, a redemption's is in redemptions.
create unique index postings_request_fence on postings (member_id, request_id) where request_id is not null;
create index postings_txid on postings using brin (txid) with (pages_per_range = 16, autosummarize = on);

-- Derived: each account as far as the projector has folded its postings.
create table accounts (
  member_id  text        not null collate "C" primary key,
  seq        bigint      not null,
  balance    bigint      not null,
  hash       bytea       not null
);

grant select, insert on members, postings to loyalty_app;
grant select, insert, update on accounts to loyalty_app;

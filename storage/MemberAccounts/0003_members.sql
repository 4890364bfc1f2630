-- Fact: a member joined.
create table members (
  id        text        not null collate "C" constraint members_id_fence primary key,
  phone     text        collate "C" constraint members_phone_fence unique,
  name      text,
  joined_at timestamptz not null
);

-- Fact: one step of an account. The key fences it: two activations of one account cannot both write the same number,
-- so whatever changes an account is a row of this table, also what moves no points, such as a hold. balance_after and
-- hash make the rows a chain. posted_on is the day in the program's time zone. detail says what lots, holds and debt
-- became (json, not jsonb: its text is hashed). txid is the writing transaction, the order in which a reader that
-- follows the table meets its rows.
create table postings (
  member_id       text        not null collate "C",
  seq             bigint      not null check (seq > 0),
  kind            smallint    not null,
  program_account smallint    not null,
  points          bigint      not null,
  balance_after   bigint      not null,
  source          text        not null,
  reason          text,
  actor           text,
  request_id      text        collate "C",
  reverses        bigint,
  lot             bigint,
  expires_on      date,
  detail          json,
  posted_at       timestamptz not null,
  posted_on       date        not null,
  hash            bytea       not null,
  txid            bigint      not null,
  constraint postings_seq_fence primary key (member_id, seq),
  constraint postings_sum check (points <> 0 or detail is not null)
);

-- Only postings that are themselves the answer to a request have one: a claim's key is its code, a redemption's is in
-- redemptions.
create unique index postings_request_fence on postings (member_id, request_id) where request_id is not null;
create index postings_reverses on postings (member_id, reverses) where reverses is not null;
create index postings_txid on postings (txid);

-- Takes no row: where an answer says how an account stands, a row here would say that somebody has posted since.
create table outdated_answers (
  member_id text collate "C",
  constraint postings_newest_fence check (false)
);

-- Derived: an account as its first seq postings made it, so that whoever loads it need not read all of them. The
-- projector writes it every few postings; an account with hardly any has none. holdings is the fold of their details.
create table accounts (
  member_id  text        not null collate "C" primary key,
  seq        bigint      not null,
  balance    bigint      not null,
  hash       bytea       not null,
  holdings   json        not null
) with (fillfactor = 70); -- Room for the next version of a row in its page: then no index has to change.

-- Derived: when something is to be done for an account, written with the posting that changed it. due_on is the day
-- from which on the daily run has something to do for it, hold_due the moment when the first hold times out.
create table account_dues (
  member_id  text        not null collate "C" primary key,
  due_on     date,
  hold_due   timestamptz
);

create index account_dues_on on account_dues (due_on, member_id) where due_on is not null;
create index account_dues_hold on account_dues (hold_due) where hold_due is not null;

grant select, insert on members, postings, outdated_answers to loyalty_app;
grant select, insert, update on accounts, account_dues to loyalty_app;

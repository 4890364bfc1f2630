-- Fact: an event's points are in an account. The key fences the event: it counts once, for one member.
create table event_credits (
  key         text        not null collate "C" constraint event_credits_fence primary key,
  member_id   text        not null collate "C",
  seq         bigint      not null,
  credited_at timestamptz not null
);

-- Facts: points left one member for another, and arrived. Between the two they are in the program's transfer account.
create table transfers (
  id          text        not null collate "C" constraint transfers_fence primary key,
  from_member text        not null collate "C",
  to_member   text        not null collate "C",
  points      bigint      not null check (points > 0),
  parts       json        not null,
  sent_at     timestamptz not null
);

create table transfer_arrivals (
  transfer_id text        not null collate "C" constraint transfer_arrivals_fence primary key,
  member_id   text        not null collate "C",
  seq         bigint      not null,
  arrived_at  timestamptz not null
);

-- Fact: a member is to be told that points will lapse. The outbox of whoever delivers it, who follows txid and position
-- below the horizon of transactions that may still write.
create table expiry_notices (
  position   bigint      not null generated always as identity primary key,
  member_id  text        not null collate "C",
  seq        bigint      not null,
  lot        bigint      not null,
  points     bigint      not null check (points > 0),
  expires_on date        not null,
  is_last    boolean     not null,
  noted_on   date        not null,
  txid       bigint      not null,
  constraint expiry_notices_fence unique (member_id, seq, lot)
);

create index expiry_notices_txid on expiry_notices (txid, position);

-- How far each day's run over the accounts has come.
create table daily_runs (
  day         date        not null primary key,
  after       text        not null collate "C" default '',
  accounts    bigint      not null default 0,
  finished_at timestamptz
);

grant select, insert on event_credits, transfers, transfer_arrivals, expiry_notices to loyalty_app;
grant select, insert, update on daily_runs to loyalty_app;

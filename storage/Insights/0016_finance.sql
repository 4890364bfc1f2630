-- Fact: what a month of points came to, written once when the month is over in the program's time zone. Never computed
-- anew: what changes later shows as a disagreement in verify, not as another figure.
create table finance_months (
  month           date        not null constraint finance_months_fence primary key,
  time_zone       text        not null,
  currency        text        not null,
  points_per_yuan int         not null,
  issued          bigint      not null,
  reversed        bigint      not null,
  redeemed        bigint      not null,
  expired         bigint      not null,
  adjusted        bigint      not null,
  transferred     bigint      not null,
  outstanding     bigint      not null,
  closed_at       timestamptz not null
);

grant select, insert on finance_months to loyalty_app;

-- Derived, and made anew every hour: how many points will lapse by month, held and frozen ones too. The month infinity
-- has what never lapses.
create table expiry_schedule (
  as_of   timestamptz not null,
  month   date        not null,
  points  bigint      not null,
  members bigint      not null,
  primary key (as_of, month)
);

grant select, insert, delete on expiry_schedule to loyalty_app;

-- A month is read without reading the years before it.
create index postings_posted_at on postings using brin (posted_at) with (pages_per_range = 32, autosummarize = on);

-- Reports of the self-audit, kept for good. A row without an end is a run that waits, runs, or was cut off and is run
-- again from its beginning by whichever silo holds the audit's lock.
create table audits (
  id            text        not null collate "C" primary key,
  actor         text        not null,
  requested_at  timestamptz not null,
  started_at    timestamptz,
  to_check      bigint      not null default 0,
  postings      bigint      not null default 0,
  members       bigint      not null default 0,
  discrepancies int         not null default 0,
  sentences     text[]      not null default '{}',
  failure       text,
  finished_at   timestamptz
);

create index audits_unfinished on audits (requested_at) where finished_at is null;

grant select, insert, update on audits to loyalty_app;

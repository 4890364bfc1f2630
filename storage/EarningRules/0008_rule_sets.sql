-- Fact: a set of rules was published. What it says never changes; rules is the whole of it, campaigns' rules included.
create table rule_sets (
  version        bigint      not null constraint rule_sets_fence primary key check (version > 0),
  effective_from timestamptz not null,
  rules          json        not null,
  draft_revision bigint      constraint rule_sets_draft_fence unique,
  actor          text        not null,
  published_at   timestamptz not null
);

-- Fact: a draft was saved. The newest revision is the draft.
create table rule_drafts (
  revision bigint      not null constraint rule_drafts_fence primary key check (revision > 0),
  rules    json        not null,
  actor    text        not null,
  saved_at timestamptz not null
);

-- What back-tests found, for whoever looks later. No fact: nothing is decided by it.
create table back_tests (
  id          text        not null collate "C" primary key,
  report      json        not null,
  finished_at timestamptz not null
);

grant select, insert on rule_sets, rule_drafts to loyalty_app;
grant select, insert, delete on back_tests to loyalty_app;

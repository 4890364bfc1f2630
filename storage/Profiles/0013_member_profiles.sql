-- Fact: what is known of a member changed. Every change is a whole version; the newest is in force.
create table member_profiles (
  member_id  text        not null collate "C",
  version    bigint      not null check (version > 0),
  name       text,
  birthday   date,
  tags       text[]      not null,
  actor      text        not null,
  changed_at timestamptz not null,
  constraint member_profiles_fence primary key (member_id, version)
);

create index member_profiles_changed_at on member_profiles using brin (changed_at) with (pages_per_range = 16, autosummarize = on);

grant select, insert on member_profiles to loyalty_app;

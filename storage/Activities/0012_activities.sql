-- Fact: a member did something that may earn points. The key is its natural key.
create table activities (
  key         text        not null collate "C" constraint activities_fence primary key,
  kind        smallint    not null,
  channel     text        collate "C",
  member_id   text        not null collate "C",
  subject     text,
  store       text,
  actor       text        not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null
);

create index activities_recorded on activities (recorded_at, key);
create index activities_member on activities (member_id, recorded_at);

-- Fact: what it earned; posting_seq is 0 when no rule asked for such events, so that none was posted.
create table activity_credits (
  key          text        not null collate "C" constraint activity_credits_fence primary key,
  posting_seq  bigint      not null,
  points       bigint      not null check (points >= 0),
  award        json        not null,
  spendable_on date,
  expires_on   date,
  credited_at  timestamptz not null
);

-- Fact: what an activity earned was taken back, because what it was about was given back: a friend's only order.
create table activity_reversals (
  key         text        not null collate "C" constraint activity_reversals_fence primary key,
  points      bigint      not null check (points >= 0),
  debt        bigint      not null check (debt >= 0),
  reversed_at timestamptz not null
);

-- Derived: activities that are recorded and not credited yet.
create table activities_due (
  key   text        not null collate "C" primary key,
  since timestamptz not null
);

-- Fact: who invited a member. One inviter a member, who joined before them: so there is no circle.
create table referrals (
  member_id  text        not null collate "C" constraint referrals_fence primary key,
  inviter_id text        not null collate "C" check (inviter_id <> member_id),
  invited_at timestamptz not null
);

create index referrals_inviter on referrals (inviter_id);

grant select, insert on activities, activity_credits, activity_reversals, referrals to loyalty_app;
grant select, insert, delete on activities_due to loyalty_app;

-- Fact: a campaign was made or changed. The newest version is the campaign.
create table campaign_versions (
  campaign_id text        not null collate "C",
  version     bigint      not null check (version > 0),
  campaign    json        not null,
  actor       text        not null,
  changed_at  timestamptz not null,
  constraint campaign_versions_fence primary key (campaign_id, version)
);

-- What a campaign may give and has given. Like stock it is changed on the way to an answer, because its check is the
-- fence: a batch that would give more than there is does not commit. No budget means no limit.
create table campaign_budgets (
  campaign_id text   not null collate "C" primary key,
  budget      bigint,
  spent       bigint not null check (spent >= 0),
  events      bigint not null,
  constraint campaign_budgets_fence check (spent <= budget)
);

-- Fact: a posting gave a member points of a campaign, or took them back when negative.
create table campaign_spends (
  campaign_id text   not null collate "C",
  member_id   text   not null collate "C",
  posting_seq bigint not null,
  points      bigint not null,
  constraint campaign_spends_fence primary key (campaign_id, member_id, posting_seq)
);

grant select, insert on campaign_versions, campaign_spends to loyalty_app;
grant select, insert, update on campaign_budgets to loyalty_app;

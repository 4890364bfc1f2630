-- Fact: an admin asked for an adjustment beyond the program's limit. The id is made from member and request.
create table adjustment_proposals (
  id          text        not null collate "C" constraint adjustment_proposals_fence primary key,
  member_id   text        not null collate "C",
  points      bigint      not null check (points <> 0),
  reason      text        not null,
  actor       text        not null,
  request_id  text        not null collate "C",
  proposed_at timestamptz not null
);

create index adjustment_proposals_newest on adjustment_proposals (proposed_at, id);

-- Fact: a second admin decided. An approval commits together with the posting whose request id is the proposal's id.
create table adjustment_decisions (
  proposal_id text        not null collate "C" constraint adjustment_decisions_fence primary key,
  is_approved boolean     not null,
  reason      text,
  actor       text        not null,
  decided_at  timestamptz not null
);

grant select, insert on adjustment_proposals, adjustment_decisions to loyalty_app;

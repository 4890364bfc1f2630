-- Fact: an order was paid. Named by its channel and the channel's own number of it; whom it belongs to is said by
-- phone or by the channel's own id until a member is found for it.
create table orders (
  channel     text        not null collate "C",
  order_no    text        not null collate "C",
  store       text,
  amount      bigint      not null check (amount >= 0),
  phone       text        collate "C",
  external_id text        collate "C",
  hold        text        collate "C" constraint orders_hold_fence unique,
  hold_points bigint      not null check (hold_points >= 0),
  digest      bytea       not null,
  actor       text        not null,
  paid_at     timestamptz not null,
  recorded_at timestamptz not null,
  constraint orders_fence primary key (channel, order_no)
);

create index orders_paid on orders (paid_at, channel, order_no);

-- Fact: what an order's line was.
create table order_lines (
  channel  text   not null collate "C",
  order_no text   not null collate "C",
  ord      int    not null,
  line     text   not null collate "C",
  product  text   not null,
  category text,
  quantity int    not null check (quantity > 0),
  amount   bigint not null check (amount >= 0),
  constraint order_lines_fence primary key (channel, order_no, line)
);

-- Fact: whose an order is. What was refunded by then is left out of what it earns; what is refunded later is taken back.
create table order_assignments (
  channel     text        not null collate "C",
  order_no    text        not null collate "C",
  member_id   text        not null collate "C",
  refunds     int         not null check (refunds >= 0),
  assigned_at timestamptz not null,
  constraint order_assignments_fence primary key (channel, order_no)
);

create index order_assignments_member on order_assignments (member_id);

-- Fact: what an order earned, as the account answered it.
create table order_credits (
  channel      text        not null collate "C",
  order_no     text        not null collate "C",
  member_id    text        not null collate "C",
  posting_seq  bigint      not null,
  points       bigint      not null check (points >= 0),
  award        json        not null,
  spendable_on date,
  expires_on   date,
  credited_at  timestamptz not null,
  constraint order_credits_fence primary key (channel, order_no)
);

-- Fact: some or all of an order was given back. Numbered within the order, so that of two at once one decides anew.
-- amount_after is all that was refunded of the order; returned is how many of the points that paid for it go back.
create table refunds (
  channel      text        not null collate "C",
  refund_no    text        not null collate "C",
  order_no     text        not null collate "C",
  ord          int         not null check (ord > 0),
  amount       bigint      not null check (amount >= 0),
  amount_after bigint      not null check (amount_after >= amount),
  returned     bigint      not null check (returned >= 0),
  digest       bytea       not null,
  actor        text        not null,
  refunded_at  timestamptz not null,
  constraint refunds_fence primary key (channel, refund_no),
  constraint refunds_order_fence unique (channel, order_no, ord)
);

-- Fact: what of a line was given back.
create table refund_lines (
  channel   text   not null collate "C",
  refund_no text   not null collate "C",
  line      text   not null collate "C",
  quantity  int    not null check (quantity >= 0),
  amount    bigint not null check (amount >= 0),
  constraint refund_lines_fence primary key (channel, refund_no, line)
);

-- Fact: what a refund took back from the account, and what it gave back to it.
create table refund_settlements (
  channel    text        not null collate "C",
  refund_no  text        not null collate "C",
  reversed   bigint      not null check (reversed >= 0),
  debt       bigint      not null check (debt >= 0),
  returned   bigint      not null check (returned >= 0),
  settled_at timestamptz not null,
  constraint refund_settlements_fence primary key (channel, refund_no)
);

-- Derived: orders with something left to do. Most of them wait for their customer to become a member.
create table orders_due (
  channel     text        not null collate "C",
  order_no    text        not null collate "C",
  phone       text        collate "C",
  external_id text        collate "C",
  member_id   text        collate "C",
  since       timestamptz not null,
  primary key (channel, order_no)
);

create index orders_due_phone on orders_due (phone) where phone is not null;
create index orders_due_external on orders_due (channel, external_id) where external_id is not null;
create index orders_due_known on orders_due (since) where member_id is not null;
create index members_joined on members (joined_at);

-- Fact: points were reserved to pay for an order. A member's code reserves once.
create table checkout_holds (
  hold        text        not null collate "C" constraint checkout_holds_fence primary key,
  member_id   text        not null collate "C",
  channel     text        collate "C",
  points      bigint      not null check (points > 0),
  amount      bigint      not null check (amount > 0),
  member_code text        collate "C" constraint checkout_holds_code_fence unique,
  actor       text        not null,
  held_at     timestamptz not null
);

create index checkout_holds_member on checkout_holds (member_id);

grant select, insert on orders, order_lines, order_assignments, order_credits, refunds, refund_lines, refund_settlements,
  checkout_holds to loyalty_app;
grant select, insert, update, delete on orders_due to loyalty_app;

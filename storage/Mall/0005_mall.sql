-- An item of the mall. stock is the one derived number that is changed on the way to an answer, because its check
-- is the fence: a batch that would take more than there is does not commit.
create table mall_items (
  id          text        not null collate "C" constraint mall_items_fence primary key,
  name        text        not null,
  description text,
  price       bigint      not null check (price > 0),
  stock       bigint      not null constraint mall_items_stock_fence check (stock >= 0),
  on_sale     boolean     not null,
  added_at    timestamptz not null,
  actor       text        not null
);

create index mall_items_added on mall_items (added_at, id);

-- Fact: stock came in.
create table stock_supplies (
  item_id     text        not null collate "C",
  request_id  text        not null collate "C",
  quantity    bigint      not null check (quantity >= 0),
  actor       text        not null,
  supplied_at timestamptz not null,
  constraint stock_supplies_request_fence primary key (item_id, request_id)
);

-- Fact: an item was put on sale or taken off; mall_items.on_sale is the last of them.
create table mall_item_sales (
  item_id text        not null collate "C",
  on_sale boolean     not null,
  actor   text        not null,
  set_at  timestamptz not null,
  primary key (item_id, set_at)
);

-- Fact: a member exchanged points for an item. (txid, ord) is its place in the live feed.
create table redemptions (
  member_id     text        not null collate "C",
  request_id    text        not null collate "C",
  id            text        not null collate "C",
  item_id       text        not null collate "C",
  quantity      int         not null check (quantity > 0),
  points        bigint      not null check (points > 0),
  posting_seq   bigint      not null,
  balance_after bigint      not null,
  redeemed_at   timestamptz not null,
  txid          bigint      not null,
  ord           int         not null,
  constraint redemptions_request_fence primary key (member_id, request_id)
);

create index redemptions_feed on redemptions (txid, ord);

grant select, insert on stock_supplies, mall_item_sales, redemptions to loyalty_app;
grant select, insert, update on mall_items to loyalty_app;

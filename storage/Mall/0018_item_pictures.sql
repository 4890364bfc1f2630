-- Pictures by what they are: the id is the hash of the bytes, so a browser may keep one for good.
create table pictures (
  id           text not null collate "C" primary key,
  content_type text not null,
  width        int  not null,
  height       int  not null,
  bytes        bytea not null
);

-- Pictures are packed already.
alter table pictures alter column bytes set storage external;

-- Fact: an item was given a picture; mall_items.picture_id is the last of them.
create table mall_item_pictures (
  item_id    text        not null collate "C",
  picture_id text        not null collate "C",
  actor      text        not null,
  set_at     timestamptz not null,
  primary key (item_id, set_at)
);

alter table mall_items add column picture_id text collate "C";

grant select, insert on pictures, mall_item_pictures to loyalty_app;

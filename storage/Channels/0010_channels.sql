-- Fact: a way by which customers meet the brand, such as its mini-program or a marketplace.
create table channels (
  code     text        not null collate "C" constraint channels_code_fence primary key,
  name     text        not null,
  actor    text        not null,
  added_at timestamptz not null
);

-- Fact: a channel's system may act by this key. Of the key itself only its SHA-256 is kept.
create table api_keys (
  prefix    text        not null collate "C" constraint api_keys_prefix_fence primary key,
  channel   text        not null collate "C",
  name      text        not null,
  hash      bytea       not null check (length(hash) = 32),
  actor     text        not null,
  issued_at timestamptz not null
);

create index api_keys_channel on api_keys (channel);

-- Fact: a key is taken no more.
create table api_key_revocations (
  prefix     text        not null collate "C" constraint api_key_revocations_prefix_fence primary key,
  actor      text        not null,
  revoked_at timestamptz not null
);

-- Fact: whom a channel knows under one of its own ids.
create table member_external_ids (
  channel     text        not null collate "C",
  external_id text        not null collate "C",
  member_id   text        not null collate "C",
  actor       text        not null,
  linked_at   timestamptz not null,
  constraint member_external_ids_fence primary key (channel, external_id)
);

create index member_external_ids_member on member_external_ids (member_id);
create index member_external_ids_linked on member_external_ids (linked_at);

-- The secret that member codes are signed with, the same for every gateway of the program.
create table member_code_secrets (
  id      int         not null primary key check (id = 1),
  secret  bytea       not null check (length(secret) = 32),
  made_at timestamptz not null
);

insert into member_code_secrets values (1, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), now());

grant select, insert on channels, api_keys, api_key_revocations, member_external_ids to loyalty_app;
grant select on member_code_secrets to loyalty_app;

-- An import of codes, from the first piece of its file to its end. rows_read to rejected say how far the codes and
-- rejected rows of the file are in: they change in the transaction that puts them there, so a crash loses no count.
create table imports (
  id              text        not null collate "C" primary key,
  request_id      text        not null,
  actor           text        not null,
  file_name       text        not null,
  file_bytes      bigint      not null,
  sha256          text        not null,
  batch_name      text        not null,
  points_per_code bigint,
  product         text,
  category        text,
  status          text        not null check (status in ('uploading', 'running', 'succeeded', 'failed')),
  batch_id        bigint,
  rows_read       bigint      not null default 0,
  accepted        bigint      not null default 0,
  duplicates      bigint      not null default 0,
  rejected        bigint      not null default 0,
  problem         text,
  started_at      timestamptz not null,
  finished_at     timestamptz
);

create index imports_unfinished on imports (status) where status in ('uploading', 'running');

-- The uploaded file, until its import has ended: whichever silo goes on with it needs nothing of the first one.
create table import_pieces (
  import_id text  not null collate "C",
  index     int   not null,
  bytes     bytea not null,
  primary key (import_id, index)
);

-- The files are packed already, or gone soon.
alter table import_pieces alter column bytes set storage external;

create table import_rejections (
  import_id  text   not null collate "C",
  row_number bigint not null,
  value      text   not null,
  reason     text   not null,
  primary key (import_id, row_number)
);

grant select, insert, update, delete on imports, import_pieces to loyalty_app;
grant select, insert on import_rejections to loyalty_app;

-- How far the projector has read: every transaction below txid is in the batch counts, and looked at for snapshots.
create table projector (
  name text   not null primary key,
  txid bigint not null
);

insert into projector values ('accounts', 0);

grant select, update on projector to loyalty_app;

-- What Orleans' ADO.NET clustering and grain storage ask of a database: they read their statements from OrleansQuery
-- by key, set the parameters named there, and read the columns named there. Applied at every start; changes nothing
-- the second time but the statements, which follow the release.

create schema if not exists orleans;
set local search_path to orleans;

create table if not exists orleansquery (
  querykey text primary key,
  querytext text not null
);

-- One row a cluster; its version rises with every change of the membership, which makes the changes take turns.
create table if not exists cluster (
  deploymentid text primary key,
  version integer not null default 0
);

create table if not exists silo (
  deploymentid text not null references cluster,
  address text not null,
  port integer not null,
  generation integer not null,
  siloname text not null,
  hostname text not null,
  status integer not null,
  proxyport integer,
  suspecttimes text,
  starttime timestamptz(3) not null,
  iamalivetime timestamptz(3) not null,
  primary key (deploymentid, address, port, generation)
);

-- The streams' subscriptions, and nothing else. The version fences two activations that both think they own one, and
-- the index two that both write a grain's first state: the second is told that somebody else wrote first.
create table if not exists grainstate (
  serviceid text not null,
  graintypestring text not null,
  graintypehash integer not null,
  grainidhash integer not null,
  grainidn0 bigint not null,
  grainidn1 bigint not null,
  grainidextensionstring text,
  payloadbinary bytea,
  version integer not null,
  modifiedon timestamptz not null default now()
);

create unique index if not exists grainstate_grain on grainstate
  (grainidhash, grainidn0, grainidn1, graintypestring, coalesce(grainidextensionstring, ''), serviceid);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $$
  with added as (
    insert into cluster (deploymentid) values (@DeploymentId) on conflict do nothing returning 1)
  select count(*)::integer from added
$$),
('InsertMembershipKey', $$
  with raised as (
    update cluster set version = version + 1
    where deploymentid = @DeploymentId and version = @Version and not exists (
      select from silo where deploymentid = @DeploymentId
        and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid),
  added as (
    insert into silo (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    from raised
    returning 1)
  select count(*)::integer from added
$$),
('UpdateMembershipKey', $$
  with raised as (
    update cluster set version = version + 1
    where deploymentid = @DeploymentId and version = @Version and exists (
      select from silo where deploymentid = @DeploymentId
        and address = @Address and port = @Port and generation = @Generation)
    returning deploymentid),
  changed as (
    update silo set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    from raised
    where silo.deploymentid = raised.deploymentid
      and address = @Address and port = @Port and generation = @Generation
    returning 1)
  select count(*)::integer from changed
$$),
('UpdateIAmAlivetimeKey', $$
  update silo set iamalivetime = @IAmAliveTime
  where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
('MembershipReadRowKey', $$
  select cluster.deploymentid, address, port, generation, siloname, hostname, status, proxyport, suspecttimes,
    starttime, iamalivetime, version
  from cluster left join silo on silo.deploymentid = cluster.deploymentid
    and address = @Address and port = @Port and generation = @Generation
  where cluster.deploymentid = @DeploymentId
$$),
('MembershipReadAllKey', $$
  select cluster.deploymentid, address, port, generation, siloname, hostname, status, proxyport, suspecttimes,
    starttime, iamalivetime, version
  from cluster left join silo on silo.deploymentid = cluster.deploymentid
  where cluster.deploymentid = @DeploymentId
$$),
('GatewaysQueryKey', $$
  select address, proxyport, generation from silo
  where deploymentid = @DeploymentId and status = @Status and proxyport > 0
$$),
('DeleteMembershipTableEntriesKey', $$
  delete from silo where deploymentid = @DeploymentId;
  delete from cluster where deploymentid = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
  -- 3 is Active: a silo that still counts is never cleaned up, however late it is.
  delete from silo where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3
$$),
('ReadFromStorageKey', $$
  select payloadbinary, modifiedon, version from grainstate
  where grainidhash = @GrainIdHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
    and graintypestring = @GrainTypeString and graintypehash = @GrainTypeHash
    and coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '') and serviceid = @ServiceId
$$),
('WriteToStorageKey', $$
  with changed as (
    update grainstate set payloadbinary = @PayloadBinary, version = version + 1, modifiedon = now()
    where grainidhash = @GrainIdHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and graintypestring = @GrainTypeString and graintypehash = @GrainTypeHash
      and coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '') and serviceid = @ServiceId
      and version = @GrainStateVersion::integer
    returning version),
  added as (
    insert into grainstate (serviceid, graintypestring, graintypehash, grainidhash, grainidn0, grainidn1,
      grainidextensionstring, payloadbinary, version)
    select @ServiceId, @GrainTypeString, @GrainTypeHash, @GrainIdHash, @GrainIdN0, @GrainIdN1,
      @GrainIdExtensionString::text, @PayloadBinary, 1
    where @GrainStateVersion::integer is null
    on conflict do nothing
    returning version)
  -- The version unchanged says that somebody else wrote first.
  select coalesce((select version from changed), (select version from added), @GrainStateVersion::integer)
    as newgrainstateversion
$$),
('ClearStorageKey', $$
  update grainstate set payloadbinary = null, version = version + 1, modifiedon = now()
  where grainidhash = @GrainIdHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
    and graintypestring = @GrainTypeString and graintypehash = @GrainTypeHash
    and coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '') and serviceid = @ServiceId
    and version = @GrainStateVersion
  returning version as newgrainstateversion
$$),
('DeleteStorageKey', $$
  delete from grainstate
  where grainidhash = @GrainIdHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
    and graintypestring = @GrainTypeString and graintypehash = @GrainTypeHash
    and coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '') and serviceid = @ServiceId
    and version = @GrainStateVersion
  returning version + 1 as newgrainstateversion
$$)
on conflict (querykey) do update set querytext = excluded.querytext;

-- A silo that the others have voted out may still run: it was stopped for a while, or cut off. From the moment the vote
-- is committed it has no session in this database and gets none, so whatever it believes, it commits nothing.
create table if not exists voted_out (
  siloname text primary key,
  at timestamptz not null default now()
);

create or replace function require_member(silo text) returns void
language plpgsql security definer set search_path = orleans as $$
begin
  -- Waits for a vote that is being committed; the next statement then sees it.
  perform pg_advisory_xact_lock_shared(hashtextextended(silo, 0));
  if exists (select from voted_out where siloname = silo) then
    raise exception 'The other silos have voted % out.', silo using errcode = 'LY001';
  end if;
end
$$;

create or replace function sessions_of(silo text) returns setof integer
language sql set search_path = orleans as $$
  select pid from pg_stat_activity
   where datname = current_database() and application_name like 'loyalty%' and pid <> pg_backend_pid()
     and split_part(application_name, ' ', 2) = silo
$$;

create or replace function end_sessions() returns trigger
language plpgsql security definer set search_path = orleans as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.siloname, 0));
  insert into voted_out (siloname) values (new.siloname) on conflict do nothing;
  -- First all are told, then each is waited for: one after the other they took most of a second.
  perform pg_terminate_backend(pid) from orleans.sessions_of(new.siloname) as pid;
  -- Returns when the session is gone, and with it what it had not committed.
  perform pg_terminate_backend(pid, 2000) from orleans.sessions_of(new.siloname) as pid;
  return null;
end
$$;

-- 6 is Dead. A silo that leaves by itself says so too, and may finish what it is about.
create or replace trigger end_sessions after update of status on silo
for each row
when (new.status = 6 and old.status <> 6 and current_setting('application_name') <> 'loyalty-cluster ' || new.siloname)
execute function end_sessions();

grant usage on schema orleans to loyalty_app;

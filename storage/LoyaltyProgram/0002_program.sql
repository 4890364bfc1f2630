-- Every setting of the program is a new version; the newest is in force.
create table program_settings (
  version         bigint      not null primary key,
  name            text        not null,
  time_zone       text        not null,
  points_per_code bigint      not null check (points_per_code > 0),
  actor           text        not null,
  set_at          timestamptz not null
);

insert into program_settings values (1, '积分商城', 'Asia/Shanghai', 10, 'installation', now());

grant select, insert on program_settings to loyalty_app;

-- Every setting of the program is a new version; the newest is in force.
create table program_settings (
  version         bigint      not null primary key,
  name            text        not null,
  time_zone       text        not null,
  points_per_code bigint      not null check (points_per_code > 0),
  terms           json        not null,
  actor           text        not null,
  set_at          timestamptz not null
);

insert into program_settings values (1, '积分商城', 'Asia/Shanghai', 10,
  '{
    "currency": "CNY",
    "expiry": { "kind": "Never", "months": 0, "birthdayMonths": 0 },
    "pendingDays": 0,
    "cash": { "pointsPerYuan": 100, "maxPercent": 20, "holdMinutes": 30 },
    "transfers": { "allowed": false, "minimum": 100, "maxPerDay": 10000, "lowestTier": null },
    "adjustmentLimit": 1000000000000,
    "tiers": {
      "measure": "QualifyingPoints",
      "window": "RollingYear",
      "graceDays": 30,
      "tiers": [
        { "id": "standard", "name": "普通", "threshold": 0, "benefits": [] },
        { "id": "silver", "name": "银", "threshold": 1000, "benefits": [] },
        { "id": "gold", "name": "金", "threshold": 5000, "benefits": [] },
        { "id": "diamond", "name": "钻", "threshold": 20000, "benefits": [] }
      ]
    }
  }',
  'installation', now());

grant select, insert on program_settings to loyalty_app;

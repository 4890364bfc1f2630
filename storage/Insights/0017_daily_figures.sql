-- Derived: what a day's postings of one kind come to, a day being one in the program's time zone. first_postings counts
-- the members whose first posting it was. The projector of this name in the table projector keeps it, behind.
create table daily_figures (
  day            date     not null,
  kind           smallint not null,
  postings       bigint   not null,
  points_in      bigint   not null,
  points_out     bigint   not null,
  first_postings bigint   not null,
  primary key (day, kind)
);

insert into projector values ('daily_figures', 0);

grant select, insert, update on daily_figures to loyalty_app;

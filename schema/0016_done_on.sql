-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- task: the day on which a task, and the part of a unit, was done, so that what was late stays late when it is done.  The
-- tally counts what was done after its last day once more, in the row 'late'.

alter table task add column done_on text check (done_on is null or state = 'done');
alter table task_unit add column done_on text check (done_on is null or state = 'done');

-- Of what is done now: the day of the first report that said so and was not taken back.  WHY this arithmetic: one text
-- for both engines, and neither one's calendar; the day in Viet Nam of a count of microseconds.
create table task_done_day (
  org_id           integer not null,
  task_id          integer not null,
  unit_id          integer not null,
  done_on          text not null,
  primary key (org_id, task_id, unit_id)
);

insert into task_done_day (org_id, task_id, unit_id, done_on)
select org_id, task_id, unit_id,
       substr(cast(10000 + year + case when month_3 >= 10 then 1 else 0 end as text), 2, 4) || '-'
       || substr(cast(100 + month_3 + case when month_3 < 10 then 3 else -9 end as text), 2, 2) || '-'
       || substr(cast(100 + day_3 - (153 * month_3 + 2) / 5 + 1 as text), 2, 2)
  from (select org_id, task_id, unit_id, year, day_3, (5 * day_3 + 2) / 153 as month_3
          from (select org_id, task_id, unit_id, era * 400 + year_3 as year,
                       day - (365 * year_3 + year_3 / 4 - year_3 / 100) as day_3
                  from (select org_id, task_id, unit_id, era, day,
                               (day - day / 1460 + day / 36524 - day / 146096) / 365 as year_3
                          from (select org_id, task_id, unit_id, n / 146097 as era, n - n / 146097 * 146097 as day
                                  from (select p.org_id, p.task_id, p.unit_id,
                                               (min(p.at_us) + 25200000000) / 86400000000 + 719468 as n
                                          from task_progress p
                                         where p.state = 'done'
                                           and p.version > coalesce((select max(b.version)
                                                                       from task_progress b
                                                                      where b.org_id = p.org_id and b.task_id = p.task_id
                                                                        and b.unit_id = p.unit_id and b.state <> 'done'), 0)
                                         group by p.org_id, p.task_id, p.unit_id) days) eras) years) months) calendar;

update task
   set done_on = (select x.done_on from task_done_day x
                   where x.org_id = task.org_id and x.task_id = task.id and x.unit_id = 0)
 where state = 'done';
update task_unit
   set done_on = (select x.done_on from task_done_day x
                   where x.org_id = task_unit.org_id and x.task_id = task_unit.task_id
                     and x.unit_id = case task_unit.part when 'lead' then 0 else task_unit.unit_id end)
 where state = 'done';
drop table task_done_day;

drop view v_task_tally;
alter table task_tally rename to task_tally_before;

-- @derived
create table task_tally (
  org_id           integer not null,
  plan_id          integer not null,
  span             text not null check (span in ('none', 'month', 'day', 'late')),
  from_on          text not null,
  state            text not null check (state in ('not_started', 'doing', 'done')),
  n_know           integer not null check (n_know >= 0),
  n_discuss        integer not null check (n_discuss >= 0),
  n_do             integer not null check (n_do >= 0),
  n_check          integer not null check (n_check >= 0),
  n_supervise      integer not null check (n_supervise >= 0),
  n_benefit        integer not null check (n_benefit >= 0),
  n_none           integer not null check (n_none >= 0),
  primary key (org_id, plan_id, span, from_on, state),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;

insert into task_tally (org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none)
select org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none
  from task_tally_before;
insert into task_tally (org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none)
select org_id, plan_id, 'late', '', 'done',
       sum(case verb when 'know' then 1 else 0 end),
       sum(case verb when 'discuss' then 1 else 0 end),
       sum(case verb when 'do' then 1 else 0 end),
       sum(case verb when 'check' then 1 else 0 end),
       sum(case verb when 'supervise' then 1 else 0 end),
       sum(case verb when 'benefit' then 1 else 0 end),
       sum(case when verb is null then 1 else 0 end)
  from task
 where state = 'done' and due_confirmed = 1 and done_on > due_on
 group by org_id, plan_id;
drop table task_tally_before;

create view v_task_tally as
select org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none
  from task_tally;

drop view v_task;
create view v_task as
select org_id, id, plan_id, ref, sort, by_verb, by_due, title, verb, lead_unit_id, lead_text,
       due_text, due_on, due_kind, due_confirmed, state, percent, done_on
  from task;

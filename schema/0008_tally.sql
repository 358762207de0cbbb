-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- task_tally: a row for what a day, a month or "none" has in one state, with a counter for each verb in place of a row
-- for each: the figures of a plan are a tenth of the rows.  Which rows a task stands in is as before (0004_plan.sql).

drop view v_task_tally;
alter table task_tally rename to task_tally_of_verb;

-- @derived
create table task_tally (
  org_id           integer not null,
  plan_id          integer not null,
  span             text not null check (span in ('none', 'month', 'day')),
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
select org_id, plan_id, span, from_on, state,
       sum(case verb when 'know' then n else 0 end),
       sum(case verb when 'discuss' then n else 0 end),
       sum(case verb when 'do' then n else 0 end),
       sum(case verb when 'check' then n else 0 end),
       sum(case verb when 'supervise' then n else 0 end),
       sum(case verb when 'benefit' then n else 0 end),
       sum(case when verb in ('know', 'discuss', 'do', 'check', 'supervise', 'benefit') then 0 else n end)
  from task_tally_of_verb
 group by org_id, plan_id, span, from_on, state;

drop table task_tally_of_verb;

create view v_task_tally as
select org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none
  from task_tally;

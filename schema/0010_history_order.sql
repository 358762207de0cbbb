-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- task_progress: the reports of a task are counted (n: 1, 2, 3, ...), whoever gives them, and shown in that order.  A clock
-- may be set back; the audit log tells in which order the old ones came.

create table task_progress_counted (
  org_id           integer not null,
  task_id          integer not null,
  unit_id          integer not null,
  version          integer not null check (version > 1),
  n                integer not null check (n > 0),
  at_us            integer not null,
  person_id        integer not null,
  state            text not null check (state in ('not_started', 'doing', 'done')),
  percent          integer not null check (percent between 0 and 100),
  result           text not null,
  primary key (org_id, task_id, unit_id, version),
  foreign key (org_id, task_id) references task (org_id, id)
) without rowid;

insert into task_progress_counted (org_id, task_id, unit_id, version, n, at_us, person_id, state, percent, result)
select h.org_id, h.task_id, h.unit_id, h.version,
       row_number() over (partition by h.org_id, h.task_id order by h.came, h.at_us, h.version, h.unit_id),
       h.at_us, h.person_id, h.state, h.percent, h.result
  from (select p.org_id, p.task_id, p.unit_id, p.version, p.at_us, p.person_id, p.state, p.percent, p.result,
               coalesce((select min(a.seq) from audit a
                          where a.org_id = p.org_id and a.object = p.task_id and a.kind = 'task.progress'
                            and a.at_us = p.at_us), 0) as came
          from task_progress p) h;

drop table task_progress;
alter table task_progress_counted rename to task_progress;
create unique index task_progress_n on task_progress (org_id, task_id, n);

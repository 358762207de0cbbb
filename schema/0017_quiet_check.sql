-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- quiet_check: `pragma integrity_check` of SQLite 3.40 reports nulls that are none where a column of the key stands behind
-- another column of a table without rowid.  So the key comes first.  And old failures are found by their age.

create table task_cite_ordered (
  org_id           integer not null,
  task_id          integer not null,
  n                integer not null,
  plan_id          integer not null,
  primary key (org_id, task_id, n),
  foreign key (org_id, task_id) references task (org_id, id),
  foreign key (org_id, plan_id, n) references plan_citation (org_id, plan_id, n)
) without rowid;
insert into task_cite_ordered (org_id, task_id, n, plan_id) select org_id, task_id, n, plan_id from task_cite;
drop table task_cite;
alter table task_cite_ordered rename to task_cite;

create index sign_in_failure_age on sign_in_failure (last_us);

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- plan: the signed plan, what it cites, and its tasks with who does what until when.

create table plan (
  org_id           integer not null references org (org_id),
  id               integer not null,
  year             integer not null,
  title            text not null,
  document_type    text not null,
  document_number  text,
  document_symbol  text,
  place            text,
  issued_on        text,
  issuer           text not null,
  signer_capacity  text,
  signer_on_behalf_of text,
  signer_position  text,
  signer_name      text,
  state            text not null check (state in ('importing', 'published')),
  imported_rows    integer not null default 0,
  plan_version     integer not null,
  version          integer not null default 1,
  primary key (org_id, id)
);
create index plan_current on plan (org_id, state, year, id);

create table plan_version (
  org_id           integer not null,
  plan_id          integer not null,
  n                integer not null,
  published_us     integer,
  source_sha256    text not null,
  source_name      text not null,
  source_text      text not null,
  reading          text not null,
  primary key (org_id, plan_id, n),
  foreign key (org_id, plan_id) references plan (org_id, id)
);

create table plan_recipient (
  org_id           integer not null,
  plan_id          integer not null,
  n                integer not null,
  name             text not null,
  role             text check (role in ('report', 'coordinate', 'carry_out', 'file')),
  primary key (org_id, plan_id, n),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;

create table plan_warning (
  org_id           integer not null,
  plan_id          integer not null,
  n                integer not null,
  code             text not null,
  place            text,
  detail           text,
  primary key (org_id, plan_id, n),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;

-- A document that the plan names, with what is known of its legal effect.
create table plan_citation (
  org_id           integer not null,
  plan_id          integer not null,
  n                integer not null,
  number           text not null,
  type             text,
  issued_on        text,
  issuer           text,
  status_on_issue  text not null
    check (status_on_issue in ('in_force', 'partly_expired', 'expired', 'superseded', 'unconfirmed')),
  status_on_import text not null
    check (status_on_import in ('in_force', 'partly_expired', 'expired', 'superseded', 'unconfirmed')),
  imported_on      text not null,
  replaced_by      text,
  confirmed        integer not null check (confirmed in (0, 1)),
  primary key (org_id, plan_id, n),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;

create table report_period (
  org_id           integer not null,
  id               integer not null,
  plan_id          integer not null,
  name             text not null,
  due_text         text not null,
  due_on           text,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;
create index report_period_due on report_period (org_id, plan_id, due_on);

-- by_verb, by_due: keys of the two groupings of the board that are not the document's own order (sort).
create table task (
  org_id           integer not null,
  id               integer not null,
  plan_id          integer not null,
  ref              text not null,
  sort             integer not null,
  by_verb          integer not null,
  by_due           integer not null,
  title            text not null,
  text             text not null,
  verb             text check (verb in ('know', 'discuss', 'do', 'check', 'supervise', 'benefit')),
  lead_unit_id     integer,
  lead_text        text,
  due_text         text,
  due_on           text,
  due_kind         text,
  due_confirmed    integer not null check (due_confirmed in (0, 1)),
  state            text not null default 'not_started' check (state in ('not_started', 'doing', 'done')),
  percent          integer not null default 0 check (percent between 0 and 100),
  result           text not null default '',
  version          integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan (org_id, id),
  foreign key (org_id, lead_unit_id) references unit (org_id, id)
);
create unique index task_sort on task (org_id, plan_id, sort, id);
create unique index task_verb on task (org_id, plan_id, by_verb, sort, id);
create unique index task_due on task (org_id, plan_id, by_due, sort, id);

-- Supporting bodies as the plan's text names them; who of them is a unit stands in task_unit.
create table task_support (
  org_id           integer not null,
  task_id          integer not null,
  n                integer not null,
  name             text not null,
  primary key (org_id, task_id, n),
  foreign key (org_id, task_id) references task (org_id, id)
) without rowid;

-- The part of one unit in a task: a cell of the matrix.  The lead unit's cell follows the task itself.
create table task_unit (
  org_id           integer not null,
  task_id          integer not null,
  unit_id          integer not null,
  part             text not null check (part in ('lead', 'support')),
  state            text not null default 'not_started' check (state in ('not_started', 'doing', 'done')),
  percent          integer not null default 0 check (percent between 0 and 100),
  result           text not null default '',
  version          integer not null default 1,
  primary key (org_id, task_id, unit_id),
  foreign key (org_id, task_id) references task (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id)
) without rowid;
create index task_unit_unit on task_unit (org_id, unit_id, task_id);

create table task_cite (
  org_id           integer not null,
  task_id          integer not null,
  plan_id          integer not null,
  n                integer not null,
  primary key (org_id, task_id, n),
  foreign key (org_id, task_id) references task (org_id, id),
  foreign key (org_id, plan_id, n) references plan_citation (org_id, plan_id, n)
) without rowid;

-- Every reported version: of the whole task (unit_id 0) or of one unit's part.  Version 1 is the untouched task
-- and has no row.
create table task_progress (
  org_id           integer not null,
  task_id          integer not null,
  unit_id          integer not null,
  version          integer not null check (version > 1),
  at_us            integer not null,
  person_id        integer not null,
  state            text not null check (state in ('not_started', 'doing', 'done')),
  percent          integer not null check (percent between 0 and 100),
  result           text not null,
  primary key (org_id, task_id, unit_id, version),
  foreign key (org_id, task_id) references task (org_id, id)
) without rowid;

-- How many tasks of a plan stand where; kept by the acts, so that the figures cost the same for any size of plan.
-- An unfinished task with a confirmed last day counts twice: in the row of its month and in the row of its day; only
-- the days around today are ever read.  Done tasks and those without a day count once, under 'none'.
-- from_on: the day, the first day of the month, or ''; verb: '' without.
-- @derived
create table task_tally (
  org_id           integer not null,
  plan_id          integer not null,
  span             text not null check (span in ('none', 'month', 'day')),
  from_on          text not null,
  verb             text not null,
  state            text not null,
  n                integer not null check (n >= 0),
  primary key (org_id, plan_id, span, from_on, verb, state),
  foreign key (org_id, plan_id) references plan (org_id, id)
) without rowid;

-- What other features may read.
create view v_plan as
select org_id, id, year, title, issued_on, state from plan;

create view v_task as
select org_id, id, plan_id, ref, sort, by_verb, by_due, title, verb, lead_unit_id, lead_text,
       due_text, due_on, due_kind, due_confirmed, state, percent
  from task;

create view v_task_unit as
select org_id, task_id, unit_id, part, state from task_unit;

create view v_task_tally as
select org_id, plan_id, span, from_on, verb, state, n from task_tally;

create view v_plan_citation as
select org_id, plan_id, n, number, type, issued_on, issuer, status_on_issue, status_on_import, imported_on,
       replaced_by, confirmed
  from plan_citation;

create view v_report_period as
select org_id, id, plan_id, name, due_text, due_on from report_period;

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- org: departments, their units, people and the dated positions people hold.

-- What the head of every page says beside the organisation's name.
alter table org add column short_name text not null default '';
alter table org add column parent_name text not null default '';

create table unit (
  org_id       integer not null references org (org_id),
  id           integer not null,
  code         text not null,
  name         text not null,
  short_name   text not null,
  kind         text not null check (kind in ('unit', 'union', 'inspection_board', 'editorial_board')),
  sort         integer not null,
  state        text not null default 'active' check (state in ('active', 'closed')),
  version      integer not null default 1,
  primary key (org_id, id),
  unique (org_id, code)
);

create table person (
  org_id       integer not null references org (org_id),
  id           integer not null,
  name         text not null,
  sort_key     text not null,
  email        text not null,
  title        text not null,
  state        text not null default 'active' check (state in ('active', 'closed')),
  version      integer not null default 1,
  primary key (org_id, id),
  unique (org_id, email)
);

-- A position gives role and scope from one day to another (both included); without an end it lasts.
create table position (
  org_id       integer not null references org (org_id),
  id           integer not null,
  person_id    integer not null,
  unit_id      integer,
  role         text not null,
  title        text not null,
  from_on      text not null,
  to_on        text,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id)
);
create index position_person on position (org_id, person_id, from_on);

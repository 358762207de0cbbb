-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- law: which documents are law from when, the clocks of the law, the days off.  Org 0 holds what ships with the
-- program and everybody reads it; an organisation's own row stands in front of the shipped one it overrules.

-- number_key: the folded number (register_key).  province null: national.
create table law_document (
  org_id            integer not null references org (org_id),
  number_key        text not null,
  issued_on         text not null,
  issued_confirmed  integer not null check (issued_confirmed in (0, 1)),
  number            text not null,
  type              text not null,
  title             text not null,
  issuer            text not null,
  province          text,
  source            text not null check (source <> ''),
  note              text,
  version           integer not null default 1 check (version > 0),
  primary key (org_id, number_key, issued_on)
) without rowid;

-- The dated lines of a document: from that day on it is the status, or was amended.  n: statuses by day, then
-- amendments by day.
create table law_document_state (
  org_id            integer not null,
  number_key        text not null,
  issued_on         text not null,
  n                 integer not null check (n > 0),
  from_on           text not null,
  state             text not null
    check (state in ('in_force', 'partly_expired', 'expired', 'superseded', 'unconfirmed', 'amended')),
  by_number         text,
  confirmed         integer not null check (confirmed in (0, 1)),
  primary key (org_id, number_key, issued_on, n),
  foreign key (org_id, number_key, issued_on) references law_document (org_id, number_key, issued_on)
) without rowid;

-- One limit of the law, as one text gave it for some years.  sort: the order of the shipped file.
create table law_rule (
  org_id            integer not null references org (org_id),
  rule              text not null,
  sort              integer not null,
  act               text not null,
  document          text not null,
  article           text not null,
  valid_from        text,
  valid_to          text,
  bound             text not null check (bound in ('no_limit', 'at_most', 'at_least', 'before_at_least')),
  length            integer not null check (length >= 0),
  unit              text not null
    check (unit in ('calendar_day', 'working_day', 'month', 'hour', 'day_per_month', 'day_per_week')),
  start_event       text,
  extension         text,
  condition         text,
  source            text not null check (source <> ''),
  confirmed         integer not null check (confirmed in (0, 1)),
  version           integer not null default 1 check (version > 0),
  primary key (org_id, rule)
) without rowid;

-- Where a year departs from Monday-to-Friday weeks.
create table calendar_day (
  org_id            integer not null references org (org_id),
  day_on            text not null,
  kind              text not null check (kind in ('holiday', 'compensatory', 'working_saturday')),
  status            text not null check (status in ('confirmed', 'unconfirmed', 'undecided', 'dropped')),
  name              text not null,
  source            text not null check (source <> ''),
  version           integer not null default 1 check (version > 0),
  primary key (org_id, day_on)
) without rowid;

-- confirmed: the notice of the year's days off is known.
create table calendar_year (
  org_id            integer not null references org (org_id),
  year              integer not null,
  confirmed         integer not null check (confirmed in (0, 1)),
  source            text not null check (source <> ''),
  version           integer not null default 1 check (version > 0),
  primary key (org_id, year)
) without rowid;

-- Which shipped rows org 0 holds, whole: a program that ships the same ones writes nothing.
create table law_shipped (
  org_id            integer not null primary key check (org_id = 0),
  checksum          text not null,
  shipped_us        integer not null,
  version           integer not null check (version > 0)
);

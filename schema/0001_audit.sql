-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What every act needs, whatever it is about: who it belongs to, its number, its trace, its answer, its messages.

-- An organisation: a department, a commune, a unit of the people's council.  Org 0 holds what ships with the program.
create table org (
  org_id     integer not null primary key,
  parent_id  integer,
  name       text not null,
  host       text not null default '',
  version    integer not null default 1
);
insert into org (org_id, name) values (0, 'danchu');

-- The last number given out in each book of each year; the row's lock keeps numbers without gap.
-- @derived
create table counter (
  org_id  integer not null,
  book    text not null,
  year    integer not null,
  n       integer not null check (n > 0),
  primary key (org_id, book, year)
) without rowid;

-- One row an act, chained: hash covers every column and the hash before it (docs/decisions/0003-write-path.md).
-- @derived
create table audit (
  org_id  integer not null,
  seq     integer not null check (seq > 0),
  at_us   integer not null,
  actor   integer not null,
  kind    text not null,
  object  integer not null,
  body    text not null,
  prev    blob not null check (length(prev) = 32),
  hash    blob not null check (length(hash) = 32),
  primary key (org_id, seq)
);
create index audit_object on audit (org_id, object, seq);

-- The end of each organisation's chain; its row is the lock that orders the organisation's acts.
-- @derived
create table audit_head (
  org_id  integer not null primary key,
  seq     integer not null,
  hash    blob not null check (length(hash) = 32)
);

-- What was answered under which key, so that a repeated request gets the first answer and writes nothing.
-- @upkeep
create table idem (
  org_id       integer not null,
  actor        integer not null,
  request_key  text not null,
  req_hash     blob not null,
  at_us        integer not null,
  status       integer not null default 200,
  location     text not null default '',
  primary key (org_id, actor, request_key)
) without rowid;
create index idem_age on idem (at_us);

-- Messages that an act owes the world; delivery leases a row, sends, and marks it done.
-- @upkeep
create table outbox (
  org_id    integer not null,
  id        integer not null,
  due_us    integer not null,
  topic     text not null,
  payload   text not null,
  lease_us  integer not null default 0,
  tries     integer not null default 0,
  done_us   integer,
  primary key (org_id, id)
);
create index outbox_due on outbox (due_us) where done_us is null;

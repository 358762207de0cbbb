-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- auth: how people prove who they are.  Secrets never stand here, only hashes of them.

-- argon2id, as libsodium writes it; a person without a row signs in by link.
-- @secret password
create table person_password (
  org_id     integer not null,
  person_id  integer not null,
  password   text not null,
  set_us     integer not null,
  primary key (org_id, person_id)
) without rowid;

-- A link that signs in once.  used_us: when, by the button; a cancelled one has cancelled_us.
-- @secret hash
create table sign_in_link (
  org_id        integer not null,
  hash          blob not null check (length(hash) = 32),
  person_id     integer not null,
  kind          text not null check (kind in ('link', 'invitation')),
  inviter_id    integer,
  made_us       integer not null,
  expires_us    integer not null,
  used_us       integer,
  cancelled_us  integer,
  primary key (org_id, hash)
);
create index sign_in_link_person on sign_in_link (org_id, person_id, made_us);

-- @upkeep
create table session (
  org_id      integer not null,
  hash        blob not null check (length(hash) = 32),
  person_id   integer not null,
  made_us     integer not null,
  seen_us     integer not null,
  expires_us  integer not null,
  primary key (org_id, hash)
);
create index session_person on session (org_id, person_id);
create index session_age on session (expires_us);

-- Failed attempts of one account or one address, by a hash of its name; forgotten after success and with time.
-- @upkeep
create table sign_in_failure (
  org_id   integer not null,
  subject  blob not null check (length(subject) = 32),
  n        integer not null,
  last_us  integer not null,
  primary key (org_id, subject)
);

-- Facts about this database as a whole (org 0): `demonstration` allows it to play a day of its own.
create table property (
  org_id  integer not null,
  name    text not null,
  value   text not null,
  primary key (org_id, name)
);

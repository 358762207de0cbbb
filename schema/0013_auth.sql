-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- auth: what somebody was writing when his session had ended waits for him, whichever way he comes in again.

-- The fields as a form sends them, without token and secrets.  form_key: the form's own; once an act was kept under it,
-- the draft was sent.
-- @upkeep
create table auth_draft (
  org_id     integer not null,
  person_id  integer not null,
  form_key   text not null,
  path       text not null,
  fields     text not null,
  made_us    integer not null,
  primary key (org_id, person_id, form_key)
);
create index auth_draft_age on auth_draft (made_us);

-- Which forms were answered by an act.
create view v_kept as select org_id, actor, request_key from idem;

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A source is published once; each process that writes has a node of ids for itself.

-- Set aside: an import that ended half way and was read anew, so that another one of the same source took its place.
alter table plan_version add column set_aside integer not null default 0 check (set_aside in (0, 1));
-- Of sources that came twice before this rule, the one that was published first counts.
update plan_version set set_aside = 1
 where exists (select 1 from plan_version e
                where e.org_id = plan_version.org_id and e.source_sha256 = plan_version.source_sha256
                  and (case when e.published_us is null then 1 else 0 end, e.plan_id, e.n) <
                      (case when plan_version.published_us is null then 1 else 0 end, plan_version.plan_id, plan_version.n));
create unique index plan_version_source on plan_version (org_id, source_sha256) where set_aside = 0;

-- Which process (owner: random) makes ids with which node, and until when nobody else may (platform/clock/id.h).
-- @upkeep
-- @shared
create table audit_node (
  node      integer not null primary key check (node >= 0 and node <= 255),
  owner     text not null,
  until_us  integer not null
);

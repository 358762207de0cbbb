-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: plan_import_find
select p.id, p.state, p.imported_rows, v.reading
  from plan_version v
  join plan p on p.org_id = v.org_id and p.id = v.plan_id
 where v.org_id = :org_id and v.source_sha256 = :source_sha256 and v.set_aside = 0;

-- name: plan_import_set_aside
update plan_version set set_aside = 1
 where org_id = :org_id and plan_id = :plan_id and published_us is null and set_aside = 0;

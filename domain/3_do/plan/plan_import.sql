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

-- name: plan_twin_find
select p.id from plan p
 where p.org_id = :org_id and p.state = 'published' and p.year = :year and p.issuer = :issuer
   and coalesce(p.issued_on, '') = :issued_on and coalesce(p.document_number, '') = :number
   and coalesce(p.document_symbol, '') = :symbol
 order by p.id desc limit 1;

-- name: plan_import_dead
select p.id, p.imported_rows
  from plan p
  join plan_version v on v.org_id = p.org_id and v.plan_id = p.id and v.n = 1
 where p.org_id = :org_id and p.state = 'importing' and v.published_us is null and (v.set_aside = 1 or p.id < :before_id)
 order by p.id limit 20;

-- name: plan_import_drop_periods
delete from report_period where org_id = :org_id and plan_id = :plan_id;

-- name: plan_import_drop_warnings
delete from plan_warning where org_id = :org_id and plan_id = :plan_id;

-- name: plan_import_drop_recipients
delete from plan_recipient where org_id = :org_id and plan_id = :plan_id;

-- name: plan_import_drop_citations
delete from plan_citation where org_id = :org_id and plan_id = :plan_id;

-- name: plan_import_drop_version
delete from plan_version where org_id = :org_id and plan_id = :plan_id and published_us is null and set_aside = 1;

-- name: plan_import_drop_plan
delete from plan where org_id = :org_id and id = :plan_id and state = 'importing';

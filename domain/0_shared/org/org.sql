-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: org_load
select org_id, name, short_name, parent_name, host, base_url, version from org where org_id = :org_id;

-- name: org_units
select id, code, name, short_name, kind, state from unit where org_id = :org_id order by sort, id;

-- name: org_add
insert into org (org_id, name, short_name, parent_name, host, base_url)
values (:org_id, :name, :short_name, :parent_name, :host, :base_url);

-- name: org_set
update org set name = :name, short_name = :short_name, parent_name = :parent_name, host = :host, base_url = :base_url,
               version = version + 1
 where org_id = :org_id and version = :version;

-- name: org_unit_add
insert into unit (org_id, id, code, name, short_name, kind, sort)
values (:org_id, :id, :code, :name, :short_name, :kind, :sort);

-- name: org_person_add
insert into person (org_id, id, name, sort_key, email, title)
values (:org_id, :id, :name, :sort_key, :email, :title)
on conflict (org_id, email) do nothing;

-- name: org_position_add
insert into position (org_id, id, person_id, unit_id, role, title, from_on, to_on)
values (:org_id, :id, :person_id, :unit_id, :role, :title, :from_on, :to_on);

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Days and years in one list: year is 0 on a row of a day, day_on is '' on a row of a year.
-- name: calendar_rows
select org_id, day_on, 0 as year, kind, status, 0 as confirmed, name, source
  from calendar_day
 where org_id in (0, :org_id)
union all
select org_id, '', year, '', '', confirmed, '', source
  from calendar_year
 where org_id in (0, :org_id)
 order by org_id, day_on, year;

-- name: calendar_day_own
select version from calendar_day where org_id = :org_id and day_on = :day_on;

-- name: calendar_day_add
insert into calendar_day (org_id, day_on, kind, status, name, source)
values (:org_id, :day_on, :kind, :status, :name, :source);

-- name: calendar_day_set
update calendar_day
   set kind = :kind, status = :status, name = :name, source = :source, version = version + 1
 where org_id = :org_id and day_on = :day_on and version = :version;

-- name: calendar_day_drop
delete from calendar_day where org_id = :org_id and day_on = :day_on;

-- name: calendar_year_add
insert into calendar_year (org_id, year, confirmed, source) values (:org_id, :year, :confirmed, :source);

-- name: calendar_year_drop
delete from calendar_year where org_id = :org_id and year = :year;

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What earlier requests were answered.

-- name: kept_find
select req_hash, status, location from idem
 where org_id = :org_id and actor = :actor and request_key = :request_key;

-- Some at a time: many of one batch would keep the acts behind it waiting.
-- name: kept_expire
delete from idem
 where (org_id, actor, request_key) in
       (select i.org_id, i.actor, i.request_key from idem i where i.at_us < :before_us order by i.at_us limit 500);

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The runtime's own statements, in the order an act runs them.

-- name: idem_claim
insert into idem (org_id, actor, request_key, req_hash, at_us, status)
values (:org_id, :actor, :request_key, :req_hash, :at_us, 0)
on conflict (org_id, actor, request_key) do nothing;

-- name: idem_find
select req_hash, status, location from idem
 where org_id = :org_id and actor = :actor and request_key = :request_key;

-- Takes the organisation's place in the chain and its lock; hash is still that of the row before.
-- name: audit_head_take
insert into audit_head (org_id, seq, hash) values (:org_id, 1, :none)
on conflict (org_id) do update set seq = audit_head.seq + 1
returning seq, hash;

-- name: counter_next
insert into counter (org_id, book, year, n) values (:org_id, :book, :year, 1)
on conflict (org_id, book, year) do update set n = counter.n + 1
returning n;

-- name: audit_add
insert into audit (org_id, seq, at_us, actor, kind, object, body, prev, hash)
values (:org_id, :seq, :at_us, :actor, :kind, :object, :body, :prev, :hash);

-- name: audit_head_set
update audit_head set hash = :hash where org_id = :org_id;

-- name: outbox_add
insert into outbox (org_id, id, due_us, topic, payload)
values (:org_id, :id, :due_us, :topic, :payload);

-- name: idem_answer
update idem set status = :status, location = :location
 where org_id = :org_id and actor = :actor and request_key = :request_key;

-- Verification: heads and the last row of each chain from one snapshot, then the rows in pages.

-- name: audit_heads
select h.org_id, h.seq, h.hash,
       coalesce((select max(a.seq) from audit a where a.org_id = h.org_id), 0) as last
  from audit_head h order by h.org_id;

-- name: audit_without_head
select a.org_id, min(a.seq) as seq from audit a
 where not exists (select 1 from audit_head h where h.org_id = a.org_id)
 group by a.org_id order by a.org_id;

-- name: audit_page
select seq, at_us, actor, kind, object, body, prev, hash from audit
 where org_id = :org_id and seq > :after and seq <= :last
 order by seq limit 1000;

-- name: audit_adopted
select seq from audit where org_id = 0 and object = :schema and kind = 'audit.adopted' limit 1;

-- name: audit_orgs
select org_id from org order by org_id;

-- name: audit_bodies
select seq, body from audit where org_id = :org_id and seq > :after order by seq limit 1000;

-- name: audit_hash_find
select hash from audit where org_id = :org_id and seq = :seq;

-- name: audit_org_without_head
select o.org_id from org o
 where o.org_id > 0 and not exists (select 1 from audit_head h where h.org_id = o.org_id)
 order by o.org_id;

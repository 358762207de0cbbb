-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Which node of ids is this process's.

-- name: audit_node_keep
update audit_node set until_us = :until_us where node = :node and owner = :owner;

-- name: audit_node_free
select node, until_us from audit_node where until_us < :now_us order by until_us limit 1;

-- name: audit_node_next
select coalesce(max(node), -1) + 1 as node from audit_node;

-- name: audit_node_take
update audit_node set owner = :owner, until_us = :until_us where node = :node and until_us = :seen_us;

-- name: audit_node_add
insert into audit_node (node, owner, until_us) values (:node, :owner, :until_us)
on conflict (node) do nothing;

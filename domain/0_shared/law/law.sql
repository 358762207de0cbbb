-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- A row for each dated line, those of one document together: what ships, then what the organisation has of its own.
-- name: law_documents
select d.org_id, d.number_key, d.issued_on, d.issued_confirmed, d.number, d.type, d.title, d.issuer, d.province,
       d.source, d.note, s.state, s.from_on, s.by_number, s.confirmed
  from law_document d
  join law_document_state s
    on s.org_id = d.org_id and s.number_key = d.number_key and s.issued_on = d.issued_on
 where d.org_id in (0, :org_id)
 order by d.org_id, d.number_key, d.issued_on, s.n;

-- The same of what the organisation has of its own alone: mostly nothing.
-- name: law_documents_own
select d.org_id, d.number_key, d.issued_on, d.issued_confirmed, d.number, d.type, d.title, d.issuer, d.province,
       d.source, d.note, s.state, s.from_on, s.by_number, s.confirmed
  from law_document d
  join law_document_state s
    on s.org_id = d.org_id and s.number_key = d.number_key and s.issued_on = d.issued_on
 where d.org_id = :org_id
 order by d.number_key, d.issued_on, s.n;

-- name: law_rules
select org_id, sort, rule, act, document, article, valid_from, valid_to, bound, length, unit, start_event, extension,
       condition, note, source, confirmed
  from law_rule
 where org_id in (0, :org_id)
 order by org_id, sort, rule;

-- name: law_document_own
select issued_on, version from law_document where org_id = :org_id and number_key = :number_key order by issued_on;

-- name: law_document_add
insert into law_document (org_id, number_key, issued_on, issued_confirmed, number, type, title, issuer, province, source,
                          note, version)
values (:org_id, :number_key, :issued_on, :issued_confirmed, :number, :type, :title, :issuer, :province, :source, :note,
        :version);

-- name: law_document_drop
delete from law_document where org_id = :org_id and number_key = :number_key and issued_on = :issued_on;

-- name: law_state_add
insert into law_document_state (org_id, number_key, issued_on, n, from_on, state, by_number, confirmed)
values (:org_id, :number_key, :issued_on, :n, :from_on, :state, :by_number, :confirmed);

-- name: law_state_drop
delete from law_document_state where org_id = :org_id and number_key = :number_key and issued_on = :issued_on;

-- name: law_rule_add
insert into law_rule (org_id, rule, sort, act, document, article, valid_from, valid_to, bound, length, unit, start_event,
                      extension, condition, note, source, confirmed)
values (:org_id, :rule, :sort, :act, :document, :article, :valid_from, :valid_to, :bound, :length, :unit, :start_event,
        :extension, :condition, :note, :source, :confirmed);

-- name: law_rule_drop
delete from law_rule where org_id = :org_id and rule = :rule;

-- name: law_shipped
select checksum, version from law_shipped where org_id = 0;

-- name: law_shipped_set
insert into law_shipped (org_id, checksum, shipped_us, version) values (0, :checksum, :shipped_us, 1)
on conflict (org_id) do update
   set checksum = :checksum, shipped_us = :shipped_us, version = law_shipped.version + 1
 where law_shipped.version = :version;

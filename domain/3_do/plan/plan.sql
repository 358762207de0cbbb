-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: plan_load
select id, year, title, document_number, document_symbol, issued_on, issuer, signer_capacity, signer_on_behalf_of,
       signer_position, signer_name
  from plan
 where org_id = :org_id and id = :id and state = 'published';

-- The plan of that year, else the latest before it, else the earliest after it.
-- name: plan_load_current
select id, year, title, document_number, document_symbol, issued_on, issuer, signer_capacity, signer_on_behalf_of,
       signer_position, signer_name
  from plan
 where org_id = :org_id and state = 'published'
 order by case when year <= :year then :year - year else 10000 + year - :year end, id desc
 limit 1;

-- name: plan_tally
select span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none
  from v_task_tally
 where org_id = :org_id and plan_id = :plan_id and span in ('none', 'month', 'late')
union all
select span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none
  from v_task_tally
 where org_id = :org_id and plan_id = :plan_id and span = 'day' and from_on >= :from_on and from_on <= :to_on;

-- name: plan_warnings
select code, place, detail, count(*) over () as total
  from plan_warning where org_id = :org_id and plan_id = :plan_id order by n limit 200;

-- The first that are late, by their days.
-- name: plan_late
select w.id, w.ref, w.title, w.due_on
  from v_task w
 where w.org_id = :org_id and w.plan_id = :plan_id and w.by_due < :today and w.state in ('not_started', 'doing')
 order by w.by_due, w.sort, w.id
 limit 6;

-- One page of the board: 51 tasks tell whether more follow.  A status is states and days (plan_rule_range).  The first three
-- statements walk the plan in one of its orders and stop when the page is full; plan_board_status and plan_board_unit begin
-- with all that can match.  WHY no exists: PostgreSQL would read every part of the unit into a table of its own first.

-- name: plan_board_verb
select w.id, w.by_verb as place, w.sort, w.ref, w.title, w.verb, w.state, w.due_text, w.due_on, w.due_confirmed,
       w.lead_unit_id, w.lead_text, w.done_on
  from v_task w
 where w.org_id = :org_id and w.plan_id = :plan_id
   and (w.by_verb, w.sort, w.id) > (:after_key, :after_sort, :after_id)
   and w.state in (:state_1, :state_2, :state_3) and w.by_due >= :due_from and w.by_due <= :due_to
   and (:unit_id = 0 or (select f.unit_id from v_task_unit f
                          where f.org_id = w.org_id and f.task_id = w.id and f.unit_id = :unit_id) is not null)
 order by w.by_verb, w.sort, w.id
 limit 51;

-- name: plan_board_ref
select w.id, 0 as place, w.sort, w.ref, w.title, w.verb, w.state, w.due_text, w.due_on, w.due_confirmed,
       w.lead_unit_id, w.lead_text, w.done_on
  from v_task w
 where w.org_id = :org_id and w.plan_id = :plan_id
   and (w.sort, w.id) > (:after_sort, :after_id)
   and w.state in (:state_1, :state_2, :state_3) and w.by_due >= :due_from and w.by_due <= :due_to
   and (:unit_id = 0 or (select f.unit_id from v_task_unit f
                          where f.org_id = w.org_id and f.task_id = w.id and f.unit_id = :unit_id) is not null)
 order by w.sort, w.id
 limit 51;

-- name: plan_board_due
select w.id, w.by_due as place, w.sort, w.ref, w.title, w.verb, w.state, w.due_text, w.due_on, w.due_confirmed,
       w.lead_unit_id, w.lead_text, w.done_on
  from v_task w
 where w.org_id = :org_id and w.plan_id = :plan_id
   and (w.by_due, w.sort, w.id) > (:after_key, :after_sort, :after_id)
   and w.state in (:state_1, :state_2, :state_3) and w.by_due >= :due_from and w.by_due <= :due_to
   and (:unit_id = 0 or (select f.unit_id from v_task_unit f
                          where f.org_id = w.org_id and f.task_id = w.id and f.unit_id = :unit_id) is not null)
 order by w.by_due, w.sort, w.id
 limit 51;

-- name: plan_board_status
select t.id, p.place, t.sort, t.ref, t.title, t.verb, t.state, t.due_text, t.due_on, t.due_confirmed,
       t.lead_unit_id, t.lead_text, t.done_on
  from (select c.id, c.place
          from (select w.id, w.sort, case :grouping when 'verb' then w.by_verb when 'due' then w.by_due else 0 end as place
                  from v_task w
                 where w.org_id = :org_id and w.plan_id = :plan_id
                   and w.state in (:state_1, :state_2, :state_3) and w.by_due >= :due_from and w.by_due <= :due_to
                   and (:unit_id = 0 or (select f.unit_id from v_task_unit f
                                          where f.org_id = w.org_id and f.task_id = w.id
                                            and f.unit_id = :unit_id) is not null)) c
         where (c.place, c.sort, c.id) > (:after_key, :after_sort, :after_id)
         order by c.place, c.sort, c.id
         limit 51) p
  join v_task t on t.org_id = :org_id and t.id = p.id
 order by p.place, t.sort, t.id;

-- WHY cross: SQLite then reads the parts of the unit first, whatever it guesses of the plan.
-- name: plan_board_unit
select t.id, p.place, t.sort, t.ref, t.title, t.verb, t.state, t.due_text, t.due_on, t.due_confirmed,
       t.lead_unit_id, t.lead_text, t.done_on
  from (select c.id, c.place
          from (select w.id, w.sort, case :grouping when 'verb' then w.by_verb when 'due' then w.by_due else 0 end as place
                  from v_task_unit f
                 cross join v_task w
                 where f.org_id = :org_id and f.unit_id = :unit_id
                   and w.org_id = f.org_id and w.id = f.task_id and w.plan_id = :plan_id
                   and w.state in (:state_1, :state_2, :state_3) and w.by_due >= :due_from and w.by_due <= :due_to) c
         where (c.place, c.sort, c.id) > (:after_key, :after_sort, :after_id)
         order by c.place, c.sort, c.id
         limit 51) p
  join v_task t on t.org_id = :org_id and t.id = p.id
 order by p.place, t.sort, t.id;

-- The parts of the units in the tasks of a page, in any order.  On PostgreSQL what a unit did may be newer than its task
-- (db_read_begin says why).  WHY cross: SQLite then begins with the list, whatever it guesses.
-- name: plan_board_parts
select m.task_id, m.unit_id, m.part, m.state
  from each(:task_ids) x
 cross join v_task_unit m
 where m.org_id = :org_id and m.task_id = x.value;

-- How much can match, counted as far as it matters.
-- name: plan_board_extent
select (select count(*)
          from (select 1 from v_task_unit f where f.org_id = :org_id and f.unit_id = :unit_id limit 1001) c) as parts,
       (select count(*)
          from (select 1
                  from v_task w
                 where w.org_id = :org_id and w.plan_id = :plan_id and w.state in (:state_1, :state_2, :state_3)
                   and w.by_due >= :due_from and w.by_due <= :due_to
                 limit 2001) c) as tasks;

-- name: plan_add
insert into plan (org_id, id, year, title, document_type, document_number, document_symbol, place, issued_on, issuer,
                  signer_capacity, signer_on_behalf_of, signer_position, signer_name, state, plan_version)
values (:org_id, :id, :year, :title, :document_type, :document_number, :document_symbol, :place, :issued_on, :issuer,
        :signer_capacity, :signer_on_behalf_of, :signer_position, :signer_name, 'importing', 1);

-- name: plan_version_add
insert into plan_version (org_id, plan_id, n, source_sha256, source_name, source_text, reading)
values (:org_id, :plan_id, 1, :source_sha256, :source_name, :source_text, :reading);

-- name: plan_citation_add
insert into plan_citation (org_id, plan_id, n, number, type, issued_on, issuer, status_on_issue, status_on_import,
                           imported_on, replaced_by, confirmed)
values (:org_id, :plan_id, :n, :number, :type, :issued_on, :issuer, :status_on_issue, :status_on_import, :imported_on,
        :replaced_by, :confirmed);

-- name: plan_recipient_add
insert into plan_recipient (org_id, plan_id, n, name, role) values (:org_id, :plan_id, :n, :name, :role);

-- name: plan_warning_add
insert into plan_warning (org_id, plan_id, n, code, place, detail)
values (:org_id, :plan_id, :n, :code, :place, :detail);

-- name: plan_period_add
insert into report_period (org_id, id, plan_id, name, due_text, due_on)
values (:org_id, :id, :plan_id, :name, :due_text, :due_on);

-- name: plan_imported
update plan set imported_rows = imported_rows + :rows
 where org_id = :org_id and id = :id and state = 'importing' and imported_rows = :before;

-- name: plan_publish
update plan set state = 'published', version = version + 1
 where org_id = :org_id and id = :id and state = 'importing' and imported_rows = :rows;

-- name: plan_version_publish
update plan_version set published_us = :at_us where org_id = :org_id and plan_id = :id and n = 1;

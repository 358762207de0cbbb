-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: task_load
select t.id, t.plan_id, p.year, p.issued_on as plan_issued_on, t.ref, t.title, t.text, t.verb, t.lead_unit_id, t.lead_text, t.due_text, t.due_on,
       t.due_confirmed, t.state, t.percent, t.result, t.done_on, t.version
  from task t
  join v_plan p on p.org_id = t.org_id and p.id = t.plan_id
 where t.org_id = :org_id and t.id = :id and p.state = 'published';

-- name: task_units
select m.unit_id, u.code, u.name, m.part, m.state, m.percent, m.result, m.done_on, m.version
  from task_unit m
  join unit u on u.org_id = m.org_id and u.id = m.unit_id
 where m.org_id = :org_id and m.task_id = :task_id
 order by case m.part when 'lead' then 0 else 1 end, u.sort, u.id;

-- A page of reports, the last one first whatever the clock said, each with what it replaced: version 1 is the untouched task and has no row.
-- name: task_history
select h.n, h.unit_id, u.name as unit_name, h.version, h.at_us, h.person_id, w.name as person_name,
       h.state, h.percent, h.result, b.percent as percent_before
  from task_progress h
  left join task_progress b on b.org_id = h.org_id and b.task_id = h.task_id and b.unit_id = h.unit_id
                           and b.version = h.version - 1
  left join unit u on u.org_id = h.org_id and u.id = h.unit_id
  left join person w on w.org_id = h.org_id and w.id = h.person_id
 where h.org_id = :org_id and h.task_id = :task_id
   and h.n < :before
 order by h.n desc
 limit 101;

-- name: task_version
select h.version, h.at_us, h.person_id, w.name as person_name, h.state, h.percent, h.result
  from task_progress h
  left join person w on w.org_id = h.org_id and w.id = h.person_id
 where h.org_id = :org_id and h.task_id = :task_id and h.unit_id = :unit_id and h.version in (:opened, :saved)
 order by h.version;

-- name: task_cites
select c.number, c.type, c.issued_on, c.issuer
  from task_cite x
  join v_plan_citation c on c.org_id = x.org_id and c.plan_id = x.plan_id and c.n = x.n
 where x.org_id = :org_id and x.task_id = :task_id
 order by x.n;

-- name: task_set
update task set state = :state, percent = :percent, result = :result, done_on = :done_on, version = version + 1
 where org_id = :org_id and id = :id and version = :version;

-- name: task_lead_follows
update task_unit set state = :state, percent = :percent, result = :result, done_on = :done_on, version = version + 1
 where org_id = :org_id and task_id = :id and part = 'lead';

-- name: task_unit_set
update task_unit set state = :state, percent = :percent, result = :result, done_on = :done_on, version = version + 1
 where org_id = :org_id and task_id = :id and unit_id = :unit_id and part = 'support' and version = :version;

-- name: task_progress_add
insert into task_progress (org_id, task_id, unit_id, version, n, at_us, person_id, state, percent, result)
values (:org_id, :id, :unit_id, :version,
        (select coalesce(max(p.n), 0) + 1 from task_progress p where p.org_id = :org_id and p.task_id = :id),
        :at_us, :person_id, :state, :percent, :result);

-- One task in the counter of its verb: its parameter is 1, those of the others are 0.
-- name: task_tally_leave
update task_tally
   set n_know = n_know - :n_know, n_discuss = n_discuss - :n_discuss, n_do = n_do - :n_do,
       n_check = n_check - :n_check, n_supervise = n_supervise - :n_supervise, n_benefit = n_benefit - :n_benefit,
       n_none = n_none - :n_none
 where org_id = :org_id and plan_id = :plan_id and span = :span and from_on = :from_on and state = :state
   and n_know >= :n_know and n_discuss >= :n_discuss and n_do >= :n_do and n_check >= :n_check
   and n_supervise >= :n_supervise and n_benefit >= :n_benefit and n_none >= :n_none;

-- name: task_tally_enter
insert into task_tally (org_id, plan_id, span, from_on, state, n_know, n_discuss, n_do, n_check, n_supervise, n_benefit, n_none)
values (:org_id, :plan_id, :span, :from_on, :state, :n_know, :n_discuss, :n_do, :n_check, :n_supervise, :n_benefit, :n_none)
on conflict (org_id, plan_id, span, from_on, state) do update
   set n_know = task_tally.n_know + excluded.n_know, n_discuss = task_tally.n_discuss + excluded.n_discuss,
       n_do = task_tally.n_do + excluded.n_do, n_check = task_tally.n_check + excluded.n_check,
       n_supervise = task_tally.n_supervise + excluded.n_supervise, n_benefit = task_tally.n_benefit + excluded.n_benefit,
       n_none = task_tally.n_none + excluded.n_none;

-- name: task_add
insert into task (org_id, id, plan_id, ref, sort, by_verb, by_due, title, text, verb, lead_unit_id, lead_text,
                  due_text, due_on, due_kind, due_confirmed)
values (:org_id, :id, :plan_id, :ref, :sort, :by_verb, :by_due, :title, :text, :verb, :lead_unit_id, :lead_text,
        :due_text, :due_on, :due_kind, :due_confirmed);

-- name: task_unit_add
insert into task_unit (org_id, task_id, unit_id, part) values (:org_id, :task_id, :unit_id, :part);

-- name: task_support_add
insert into task_support (org_id, task_id, n, name) values (:org_id, :task_id, :n, :name);

-- name: task_cite_add
insert into task_cite (org_id, task_id, plan_id, n) values (:org_id, :task_id, :plan_id, :n);

-- name: task_drop_cites
delete from task_cite
 where org_id = :org_id and task_id in (select k.id from task k where k.org_id = :org_id and k.plan_id = :plan_id and k.sort <= :upto);

-- name: task_drop_supports
delete from task_support
 where org_id = :org_id and task_id in (select k.id from task k where k.org_id = :org_id and k.plan_id = :plan_id and k.sort <= :upto);

-- name: task_drop_units
delete from task_unit
 where org_id = :org_id and task_id in (select k.id from task k where k.org_id = :org_id and k.plan_id = :plan_id and k.sort <= :upto);

-- name: task_drop_tasks
delete from task where org_id = :org_id and plan_id = :plan_id and sort <= :upto;

-- name: task_drop_tally
delete from task_tally where org_id = :org_id and plan_id = :plan_id;

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: home_periods
select name, due_text, due_on
  from v_report_period
 where org_id = :org_id and plan_id = :plan_id and due_on >= :today
 order by due_on nulls last, id
 limit 3;

-- name: home_tasks
select t.id, t.sort, t.ref, t.title, t.verb, t.state, t.due_on, t.due_confirmed, u.name as lead_name,
       t.lead_text, t.done_on, t.percent
  from v_task t
  left join unit u on u.org_id = t.org_id and u.id = t.lead_unit_id
 where t.org_id = :org_id and t.plan_id = :plan_id and (t.sort, t.id) > (:after_sort, :after_id)
   and t.state in (:state_1, :state_2, :state_3) and t.by_due >= :due_from and t.by_due <= :due_to
 order by t.sort, t.id
 limit 51;

-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- task_status: the tasks of one status, found and put in any of the board's orders without their rows.

create index task_status on task (org_id, plan_id, state, by_due, by_verb, sort, id);

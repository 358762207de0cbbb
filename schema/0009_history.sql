-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- task_progress: the history of a task in the order in which it is shown, so that a page of it is neither collected nor sorted.

create index task_progress_at on task_progress (org_id, task_id, at_us, unit_id, version);

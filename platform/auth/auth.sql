-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: auth_orgs
select org_id, name, short_name, parent_name, host, base_url from org where org_id >= :least order by org_id;

-- name: demonstration_find
select value from property where org_id = :org_id and name = 'demonstration';

-- name: demonstration_set
insert into property (org_id, name, value) values (:org_id, 'demonstration', :made_us)
on conflict (org_id, name) do nothing;

-- One row a position held that day, or one without a role; the first is the one people address him or her by.
-- name: session_who
select s.person_id, s.seen_us, s.expires_us, p.state, p.name, p.title, t.title as position_title, t.unit_id, t.role
  from session s
  join person p on p.org_id = s.org_id and p.id = s.person_id
  left join position t on t.org_id = s.org_id and t.person_id = s.person_id
   and t.from_on <= :today and (t.to_on is null or t.to_on >= :today)
 where s.org_id = :org_id and s.hash = :hash
 order by t.from_on, t.id;

-- name: session_made
select made_us from session where org_id = :org_id and hash = :hash and person_id = :person_id;

-- name: session_add
insert into session (org_id, hash, person_id, made_us, seen_us, expires_us)
values (:org_id, :hash, :person_id, :at_us, :at_us, :expires_us)
on conflict (org_id, hash) do nothing;

-- name: session_seen
update session set seen_us = :seen_us where org_id = :org_id and hash = :hash and seen_us < :seen_us;

-- name: session_end
delete from session where org_id = :org_id and hash = :hash;

-- name: session_end_others
delete from session where org_id = :org_id and person_id = :person_id and hash <> :hash;

-- name: session_expire
delete from session where expires_us < :before_us;

-- Whoever was closed begins anew when opened again.
-- name: session_end_closed
delete from session
 where exists (select 1 from person p where p.org_id = session.org_id and p.id = session.person_id and p.state <> :state);

-- name: person_by_email
select p.id, p.name, p.email, k.password
  from person p
  left join person_password k on k.org_id = p.org_id and k.person_id = p.id
 where p.org_id = :org_id and p.email = :email and p.state = 'active';

-- name: person_by_id
select p.id, p.name, p.email, k.password
  from person p
  left join person_password k on k.org_id = p.org_id and k.person_id = p.id
 where p.org_id = :org_id and p.id = :person_id and p.state = 'active';

-- name: password_set
insert into person_password (org_id, person_id, password, set_us)
values (:org_id, :person_id, :password, :at_us)
on conflict (org_id, person_id) do update set password = :password, set_us = :at_us;

-- name: link_add
insert into sign_in_link (org_id, hash, person_id, kind, inviter_id, made_us, expires_us)
values (:org_id, :hash, :person_id, :kind, :inviter_id, :at_us, :expires_us);

-- name: link_find
select k.person_id, k.kind, k.expires_us, k.used_us, k.cancelled_us, p.name, p.title, i.name as inviter
  from sign_in_link k
  join person p on p.org_id = k.org_id and p.id = k.person_id
  left join person i on i.org_id = k.org_id and i.id = k.inviter_id
 where k.org_id = :org_id and k.hash = :hash;

-- name: link_use
update sign_in_link set used_us = :at_us
 where org_id = :org_id and hash = :hash and used_us is null and cancelled_us is null and expires_us > :at_us;

-- name: link_cancel
update sign_in_link set cancelled_us = :at_us
 where org_id = :org_id and hash = :hash and used_us is null and cancelled_us is null;

-- Those still open of that person, but one; kind '' means either.
-- name: link_cancel_others
update sign_in_link set cancelled_us = :at_us
 where org_id = :org_id and person_id = :person_id and hash <> :hash and (kind = :kind or :kind = '')
   and used_us is null and cancelled_us is null;

-- name: failure_find
select n, last_us from sign_in_failure where org_id = :org_id and subject = :subject;

-- What was forgotten since the last failure is taken off first (attempt_left).
-- name: failure_add
insert into sign_in_failure (org_id, subject, n, last_us) values (:org_id, :subject, 1, :at_us)
on conflict (org_id, subject) do update
   set n = 1 + case when (:at_us - sign_in_failure.last_us) / :forget_us >= sign_in_failure.n then 0
                    when :at_us < sign_in_failure.last_us then sign_in_failure.n
                    else sign_in_failure.n - (:at_us - sign_in_failure.last_us) / :forget_us end,
       last_us = :at_us;

-- name: failure_forget
delete from sign_in_failure where org_id = :org_id and subject = :subject;

-- name: failure_expire
delete from sign_in_failure where last_us < :before_us;

-- Twenty a person at most: an old cookie in strange hands fills no disk.
-- name: draft_add
insert into auth_draft (org_id, person_id, form_key, path, fields, made_us)
select :org_id, :person_id, :form_key, :path, :fields, :at_us
 where (select count(*) from auth_draft d where d.org_id = :org_id and d.person_id = :person_id) < 20
on conflict (org_id, person_id, form_key) do update set path = :path, fields = :fields, made_us = :at_us;

-- name: draft_list
select d.form_key, d.path, d.fields, d.made_us
  from auth_draft d
 where d.org_id = :org_id and d.person_id = :person_id and d.made_us >= :least_us
   and not exists (select 1 from v_kept k
                    where k.org_id = d.org_id and k.actor = d.person_id and k.request_key = d.form_key)
 order by d.made_us desc, d.form_key;

-- name: draft_drop
delete from auth_draft where org_id = :org_id and person_id = :person_id and form_key = :form_key;

-- Too old, or sent.
-- name: draft_expire
delete from auth_draft
 where made_us < :before_us
    or exists (select 1 from v_kept k where k.org_id = auth_draft.org_id and k.actor = auth_draft.person_id
                and k.request_key = auth_draft.form_key);

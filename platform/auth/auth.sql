-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: auth_orgs
select org_id, name, short_name, parent_name, host, base_url from org where org_id >= :least order by org_id;

-- name: demonstration_find
select value from property where org_id = :org_id and name = 'demonstration';

-- name: demonstration_set
insert into property (org_id, name, value) values (:org_id, 'demonstration', :made_us)
on conflict (org_id, name) do nothing;

-- name: session_find
select person_id, seen_us, expires_us from session where org_id = :org_id and hash = :hash;

-- name: session_add
insert into session (org_id, hash, person_id, made_us, seen_us, expires_us)
values (:org_id, :hash, :person_id, :at_us, :at_us, :expires_us);

-- name: session_seen
update session set seen_us = :seen_us where org_id = :org_id and hash = :hash;

-- name: session_end
delete from session where org_id = :org_id and hash = :hash;

-- name: session_end_others
delete from session where org_id = :org_id and person_id = :person_id and hash <> :hash;

-- name: session_expire
delete from session where expires_us < :before_us;

-- name: who_positions
select p.name, p.title, t.title as position_title, t.unit_id, t.role
  from person p
  join position t on t.org_id = p.org_id and t.person_id = p.id
 where p.org_id = :org_id and p.id = :person_id and p.state = 'active'
   and t.from_on <= :today and (t.to_on is null or t.to_on >= :today)
 order by t.from_on, t.id;

-- name: person_by_email
select p.id, p.name, k.password
  from person p
  left join person_password k on k.org_id = p.org_id and k.person_id = p.id
 where p.org_id = :org_id and p.email = :email and p.state = 'active';

-- name: password_find
select password from person_password where org_id = :org_id and person_id = :person_id;

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

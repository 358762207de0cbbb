-- SPDX-FileCopyrightText: 2026 The danchu authors
-- SPDX-License-Identifier: AGPL-3.0-or-later
-- law_rule: a note for people (where two texts differ, which day is taken), and limits that name a day of a month or a
-- number of times a year.  The rows stay, an organisation's own as well; what ships is loaded anew after this.

alter table law_rule rename to law_rule_without_note;

create table law_rule (
  org_id            integer not null references org (org_id),
  rule              text not null,
  sort              integer not null,
  act               text not null,
  document          text not null,
  article           text not null,
  valid_from        text,
  valid_to          text,
  bound             text not null check (bound in ('no_limit', 'at_most', 'at_least', 'before_at_least')),
  length            integer not null check (length >= 0),
  unit              text not null
    check (unit in ('calendar_day', 'working_day', 'month', 'hour', 'day_per_month', 'day_per_week', 'day_of_month',
                    'time_per_year')),
  start_event       text,
  extension         text,
  condition         text,
  note              text,
  source            text not null check (source <> ''),
  confirmed         integer not null check (confirmed in (0, 1)),
  version           integer not null default 1 check (version > 0),
  primary key (org_id, rule)
) without rowid;

insert into law_rule (org_id, rule, sort, act, document, article, valid_from, valid_to, bound, length, unit, start_event,
                      extension, condition, source, confirmed, version)
select org_id, rule, sort, act, document, article, valid_from, valid_to, bound, length, unit, start_event, extension,
       condition, source, confirmed, version
  from law_rule_without_note;

drop table law_rule_without_note;

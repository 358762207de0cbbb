/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/law_ship_store.h"
#include "domain/0_shared/calendar/calendar_store.h"
#include "domain/0_shared/law/law_store.h"
#include "gen/sql.h"

enum { ROWS_AN_ACT = 200 };

struct law_shipment law_shipment_compiled(void)
{
	return (struct law_shipment){ &law_shipped, &calendar_shipped, law_checksum, calendar_checksum };
}

static const char *checksum(arena *a, const struct law_shipment *s)
{
	return arena_fmt(a, "%s:%s", s->law_checksum, s->calendar_checksum);
}

err law_ship_find(db *d, arena *a, const struct law_shipment *s, struct law_ship_due *ret)
{
	struct law_ship_due found = { .due = true };
	ROWS r = { 0 };

	TRY(db_query_(d, &r, a, &Q_law_shipped, NULL, 0));
	if (db_next(&r)) {
		found.due = !str_eq(db_text(&r, "checksum"), checksum(a, s));
		found.version = db_int(&r, "version");
	}
	TRY(db_done(&r));
	*ret = found;
	return OK;
}

/* ---- cutting into acts -------------------------------------------------------------------- */

/* Everything that ships in one line: documents, then rules, then days.  Years go with the last act. */
static int item_count(const struct law_shipment *s)
{
	return s->law->document_count + s->law->rule_count + (int)s->calendar->day_count;
}

static int rows_of_item(const struct law_shipment *s, int i)
{
	if (i >= s->law->document_count)
		return 1;
	return 1 + s->law->documents[i].change_count + s->law->documents[i].amendment_count;
}

/* Where the act that begins at `first` ends. */
static int act_end(const struct law_shipment *s, int first)
{
	int count = item_count(s);
	int rows = 0;
	int i = first;

	while (i < count && (i == first || rows + rows_of_item(s, i) <= ROWS_AN_ACT))
		rows += rows_of_item(s, i++);
	return i;
}

int law_ship_acts(const struct law_shipment *s)
{
	int n = 1;

	for (int i = act_end(s, 0); i < item_count(s); i = act_end(s, i))
		n++;
	return n;
}

/* ---- one act ------------------------------------------------------------------------------ */

struct part {
	const struct law_shipment *s;
	int64_t version;
	int first, last;        /* items */
	int64_t written;
};

/* The items of a list that stands at `start` in the line, as places in that list. */
static bool cut(const struct part *p, int start, int count, int *ret_first, int *ret_last)
{
	int first = p->first > start ? p->first : start;
	int last = p->last < start + count ? p->last : start + count;

	*ret_first = first - start;
	*ret_last = last - start;
	return first < last;
}

static err finish(struct act *t, struct part *p)
{
	int changed = 0;

	TRY(law_ship_rest(t, p->s->law, &p->written));
	TRY(calendar_ship_rest(t, p->s->calendar, &p->written));
	TRY(act_exec(t, &changed, Q_law_shipped_set, BIND(checksum, checksum(act_arena(t), p->s)),
	             BIND(shipped_us, act_spec(t)->at_us), BIND(version, p->version)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "law_ship_conflict",
		            N_("Một bản danchu khác vừa nạp văn bản và lịch. Chạy lại: danchu migrate"));
	return OK;
}

/* WHY the last act looks at everything again: between two of ours another release may have written a part and ended. */
static err ship_part(struct act *t, void *arg)
{
	struct part *p = arg;
	const struct law_shipment *s = p->s;
	bool whole = p->last == item_count(s);
	int rules = s->law->document_count;
	int days = rules + s->law->rule_count;
	int first;
	int last;

	p->written = 0; /* it may run twice */
	p->first = whole ? 0 : p->first;
	if (cut(p, 0, s->law->document_count, &first, &last))
		TRY(law_ship_documents(t, s->law, first, last, &p->written));
	if (cut(p, rules, s->law->rule_count, &first, &last))
		TRY(law_ship_rules(t, s->law, first, last, &p->written));
	if (cut(p, days, (int)s->calendar->day_count, &first, &last))
		TRY(calendar_ship_days(t, s->calendar, (size_t)first, (size_t)last, &p->written));
	if (whole)
		TRY(finish(t, p));
	act_note(t, "checksum", checksum(act_arena(t), s));
	act_note_int(t, "first", p->first);
	act_note_int(t, "last", p->last);
	act_note_int(t, "written", p->written);
	return OK;
}

/* WHY the version in the key: the same rows may ship again after others did. */
err law_ship_act(struct acts *acts, arena *a, const struct law_shipment *s, int64_t version, int n, int64_t at_us,
                 int64_t *ret_written)
{
	struct part p = { .s = s, .version = version };
	struct act_answer answer;
	struct act_spec spec = {
		.org = 0, .at_us = at_us, .kind = "law.ship", .object = n, .prio = ACT_JOB,
		.key = arena_fmt(a, "law.ship:%.16s:%.16s:%lld:%d", s->law_checksum, s->calendar_checksum,
		                 (long long)version, n),
	};

	for (int i = 0; i < n; i++)
		p.first = act_end(s, p.first);
	p.last = act_end(s, p.first);
	TRY(acts_run(acts, a, &spec, ship_part, &p, &answer));
	*ret_written += answer.replayed ? 0 : p.written;
	return OK;
}

err law_ship(struct acts *acts, arena *a, const struct law_shipment *s, int64_t version, int64_t at_us,
             int64_t *ret_written)
{
	int count = law_ship_acts(s);

	*ret_written = 0;
	for (int n = 0; n < count; n++)
		TRY(law_ship_act(acts, a, s, version, n, at_us, ret_written));
	return OK;
}

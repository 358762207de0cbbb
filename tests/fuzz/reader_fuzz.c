/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes read as a plan: nothing breaks, what is said about places holds, and nothing of the text is lost.
 *
 *   FLAGS="-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined"
 *   cmake --preset release -B build/fuzz -D CMAKE_C_COMPILER=clang-14 -D CMAKE_EXE_LINKER_FLAGS= \
 *     -D CMAKE_C_FLAGS="$FLAGS -fsanitize=fuzzer-no-link" && cmake --build build/fuzz --target core
 *   clang-14 -D_GNU_SOURCE $FLAGS -fsanitize=fuzzer -I. -Ibuild/fuzz/generated tests/fuzz/reader_fuzz.c \
 *     build/fuzz/libcore.a -lutf8proc -lpcre2-8 -lpthread -o build/fuzz/reader_fuzz
 *   mkdir -p build/fuzz/new
 *   build/fuzz/reader_fuzz -max_total_time=60 -max_len=6000 build/fuzz/new samples tests/documents/plans tests/documents/others */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TODAY = 20780, SHORTEST = 4, LONGEST = 100 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Tags, entities and marks of footnotes vanish by design, words and all: they are taken out beforehand. */
static const char *without_markup(arena *a, const char *text)
{
	char *copy = arena_text(a, text);
	for (char *c = copy; (c = strpbrk(c, "<&["));)
		*c = ' ';
	return copy;
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The folded letters of a text and nothing else: a flattened head may be parted inside a word. */
static const char *letters(arena *a, const char *text)
{
	struct folded t = folded(a, text);
	int n = 0;
	for (int i = 0; i < t.n; i++)
		if (is_letter(t.f[i]))
			t.f[n++] = t.f[i];
	t.f[n] = 0;
	return t.f;
}

/* "Phần thứ nhất" is "Phần I", "Khoản 2" of Điều 3 is "Điều 3.2". */
static bool is_label(const char *word)
{
	return str_eq(word, "nhat") || str_eq(word, "khoan");
}

/* Every word of `part` stands somewhere in `whole`. */
static void check_words(const char *part, const char *whole)
{
	for (const char *s = part; *s;) {
		size_t n = 0;
		while (is_letter(s[n]))
			n++;
		if (n >= SHORTEST && n <= LONGEST) {
			char word[LONGEST + 1] = "";
			memcpy(word, s, n);
			if (!is_label(word) && !strstr(whole, word)) {
				fprintf(stderr, "lost: %s\n", word);
				abort();
			}
		}
		s += n ? n : 1;
	}
}

/* What tasks, grounds and `unused` are made of stands in the JSON word for word; head, signature and recipients are
 * said in other words ("để b/c" is a role) and are judged by their own tests. */
static void check_nothing_lost(arena *a, const struct plan_reading *r, const char *text, const char *json)
{
	const char *told = letters(a, json);
	struct buf pieces = { .a = a };

	for (size_t i = 0; i < r->document.pieces.n; i++) {
		const struct piece *p = &r->document.pieces.v[i];
		buf_fmt(&pieces, "%s\n", p->text);
		if (p->use == USE_NONE || p->use == USE_TASK || p->use == USE_GROUND)
			check_words(p->f.f, told);
	}
	buf_text(&pieces, json); /* a name cut out of its piece */
	check_words(folded(a, text).f, letters(a, buf_str(&pieces)));
}

static void check_day(date d)
{
	assert(d == DATE_NONE || (d >= date_of(1900, 1, 1) && d <= date_of(2100, 12, 31)));
}

static void check_places(const struct plan_reading *r)
{
	const struct document *d = &r->document;

	assert(d->body <= d->foot && d->foot <= d->annex && d->annex <= d->pieces.n);
	check_day(d->issued_on);
	for (size_t i = 0; i < r->citations.n; i++) {
		assert(*r->citations.v[i].number && r->citations.v[i].where.n);
		check_day(r->citations.v[i].issued_on);
	}
	for (size_t i = 0; i < r->tasks.n; i++) {
		const struct plan_task *t = &r->tasks.v[i];
		assert(t->at < d->pieces.n && *t->ref && t->title && *t->text);
		assert(i == 0 || r->tasks.v[i - 1].at <= t->at);
		assert(t->due.text || (t->due.last_day == DATE_NONE && t->due.kind == DUE_NONE));
		check_day(t->due.last_day);
		for (size_t k = 0; k < t->cites.n; k++)
			assert((size_t)t->cites.v[k] < r->citations.n);
	}
	for (size_t i = 0; i < r->report_periods.n; i++)
		check_day(r->report_periods.v[i].last_day);
	for (size_t i = 0; i < d->recipients.n; i++)
		assert(*d->recipients.v[i].name);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	ARENA a = { 0 };
	const char *text = without_markup(&a, text_clean(&a, bytes, n, NULL));
	struct plan_reading r = plan_read(&a, text);
	const char *json = plan_reading_json(&a, &r, TODAY);

	assert(text_valid(json, strlen(json)));
	check_places(&r);
	check_nothing_lost(&a, &r, text, json);
	return 0;
}

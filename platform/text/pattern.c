/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "platform/text/pattern.h"
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The ASCII letter under a Vietnamese one, 0 when there is none. */
static char base_letters[0x2300];

static void fill_base_letters(void)
{
	static const struct { const char *letters; char base; } table[] = {
		{ "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'a' }, { "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ", 'e' },
		{ "ìíỉĩịÌÍỈĨỊ", 'i' }, { "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", 'o' },
		{ "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ", 'u' }, { "ỳýỷỹỵỲÝỶỸỴ", 'y' }, { "đĐ", 'd' },
		{ "“”„«»", '"' }, { "‘’", '\'' }, { "…", '.' },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++)
		for (const char *s = table[i].letters; *s;)
			base_letters[text_next(&s)] = table[i].base;
}

static char base_letter(int32_t c)
{
	if (c < (int32_t)COUNT_OF(base_letters) && base_letters[c])
		return base_letters[c];
	int32_t one = utf8_unified(c);
	if (one < 0x80)
		return (char)utf8_lower(one);
	return one != c && one < (int32_t)COUNT_OF(base_letters) ? base_letters[one] : 0;
}

struct folded folded(arena *a, const char *text)
{
	size_t bytes = strlen(text);
	struct folded t = { .text = text, .f = arena_get(a, bytes + 1), .at = arena_get(a, (bytes + 1) * sizeof(int)) };
	const char *s = text;
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, fill_base_letters);
	while (*s) {
		unsigned char b = (unsigned char)*s;
		t.at[t.n] = (int)(s - text);
		if (b < 0x80) {
			t.f[t.n++] = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b < ' ' && b != '\n' ? ' ' : b);
			s++;
			continue;
		}
		int32_t c = text_next(&s);
		char base = base_letter(c);
		if (base || !text_is_unseen(c))
			t.f[t.n++] = base ? base : '~';
	}
	t.at[t.n] = (int)bytes;
	return t;
}

int folded_index(const struct folded *t, int at)
{
	int low = 0, high = t->n;
	while (low < high) {
		int middle = (low + high) / 2;
		if (t->at[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const char *folded_cut(arena *a, const struct folded *t, int from, int to)
{
	while (from < to && (t->f[from] == ' ' || t->f[from] == '\n'))
		from++;
	while (to > from && (t->f[to - 1] == ' ' || t->f[to - 1] == '\n'))
		to--;
	return to <= from ? "" : arena_text_n(a, t->text + t->at[from], (size_t)(t->at[to] - t->at[from]));
}

static pcre2_code *compiled(struct pattern *p)
{
	void *code = __atomic_load_n(&p->code, __ATOMIC_ACQUIRE);
	if (code)
		return code;
	int error;
	PCRE2_SIZE where;
	pcre2_code *fresh = pcre2_compile((PCRE2_SPTR)p->source, PCRE2_ZERO_TERMINATED, 0, &error, &where, NULL);
	assert(fresh && "a pattern in the source does not compile");
	pcre2_jit_compile(fresh, PCRE2_JIT_COMPLETE);
	if (!__atomic_compare_exchange_n(&p->code, &code, fresh, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		pcre2_code_free(fresh); /* another thread was quicker */
		return code;
	}
	return fresh;
}

/* One a thread, freed with it. */
static pthread_key_t data_key;

static void free_data(void *data)
{
	pcre2_match_data_free(data);
}

static void make_key(void)
{
	int failed = pthread_key_create(&data_key, free_data);
	assert(!failed);
}

static pcre2_match_data *match_data(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, make_key);
	pcre2_match_data *data = pthread_getspecific(data_key);
	if (!data) {
		data = pcre2_match_data_create(SPANS, NULL);
		assert(data);
		pthread_setspecific(data_key, data);
	}
	return data;
}

static bool run(struct pattern *p, const struct folded *t, int from, int to, uint32_t options, struct span ret[SPANS])
{
	pcre2_match_data *data = match_data();
	int n = pcre2_match(compiled(p), (PCRE2_SPTR)t->f, (PCRE2_SIZE)to, (PCRE2_SIZE)from, options, data, NULL);
	if (n < 0) { /* a subject made to exhaust the matcher matches nothing */
		assert(n == PCRE2_ERROR_NOMATCH || n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_DEPTHLIMIT ||
		       n == PCRE2_ERROR_HEAPLIMIT || n == PCRE2_ERROR_JIT_STACKLIMIT);
		return false;
	}
	PCRE2_SIZE *v = pcre2_get_ovector_pointer(data);
	for (int i = 0; ret && i < SPANS; i++)
		ret[i] = i < n && v[2 * i] != PCRE2_UNSET ? (struct span){ (int)v[2 * i], (int)v[2 * i + 1] }
							  : (struct span){ -1, -1 };
	return true;
}

bool pattern_find(struct pattern *p, const struct folded *t, int from, int to, struct span ret[SPANS])
{
	return from <= to && to <= t->n && run(p, t, from, to, 0, ret);
}

bool pattern_in(struct pattern *p, const struct folded *t)
{
	return run(p, t, 0, t->n, 0, NULL);
}

bool pattern_at(struct pattern *p, const struct folded *t, int from, struct span ret[SPANS])
{
	return from <= t->n && run(p, t, from, t->n, PCRE2_ANCHORED, ret);
}

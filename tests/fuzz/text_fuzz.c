/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Any bytes through the whole room: what comes out is valid, composed, stable and sortable.
 *
 *   clang-14 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -D_GNU_SOURCE -I. \
 *     -o build/text_fuzz tests/fuzz/text_fuzz.c platform/text/[!t]*.c platform/base/base.c -lutf8proc
 *   build/text_fuzz -max_total_time=30 -max_len=512 */
#include "platform/text/text.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *checked(const char *s)
{
	assert(text_valid(s, strlen(s)));
	return s;
}

static void check_sort_key(const char *key)
{
	for (; *key; key++)
		assert(*key >= ' ' && *key <= '~');
}

/* Every function over one valid text. */
static void check_forms(arena *a, const char *s)
{
	const char *kind;
	const char *composed = checked(text_nfc(a, s));
	assert(str_eq(text_nfc(a, composed), composed));

	const char *small = checked(text_lower(a, s));
	assert(str_eq(text_lower(a, small), small));
	const char *plain = checked(text_plain(a, s));
	assert(str_eq(text_plain(a, plain), plain));
	const char *moved = checked(text_new_tone(a, s));
	assert(text_new_tone(a, moved) == moved);
	assert(text_length(moved) == text_length(s));

	checked(text_upper(a, s));
	checked(text_from_tcvn3(a, s));
	checked(text_from_vni(a, s));
	checked(text_legacy_fix(a, s, &kind));
	checked(text_exact(a, s));
	const char *folded = checked(text_fold(a, s));
	assert(!strstr(folded, "  ") && *folded != ' ');
	check_sort_key(text_sort_key(a, s));
	check_sort_key(text_name_sort_key(a, s));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	ARENA a = { 0 };
	size_t bad = 0;
	const char *clean = checked(text_clean(&a, bytes, n, &bad));

	assert(bad <= n);
	assert(!strchr(clean, '\r'));
	assert(str_eq(text_nfc(&a, clean), clean));
	assert(str_eq(text_clean(&a, clean, strlen(clean), &bad), clean) && bad == 0);
	check_forms(&a, clean);
	if (text_valid((const char *)bytes, n))
		check_forms(&a, arena_text_n(&a, (const char *)bytes, n));
	return 0;
}

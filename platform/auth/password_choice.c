/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is no password, whatever its length.  Compared without case, marks, blanks and signs. */
#include "platform/auth/password.h"
#include "platform/text/text.h"
#include <string.h>

enum { LETTERS_LEAST = 5, PIECE_MOST = 6, OWN_LEAST = 6, WORD_LEAST = 3 };

/* Of lists of passwords that were stolen, those of twelve letters and more that no other rule below catches; a
 * password that is one of them with up to three digits behind is one of them. */
static const char *const commonest[] = {
	"password", "passwordpassword", "matkhau", "matkhaumoi", "matkhaucuatoi", "matkhaudangnhap",
	"qwertyuiop", "qwertyuiopasdfghjkl", "qwertyuiopasdfghjklzxcvbnm", "asdfghjkl", "zxcvbnm",
	"qazwsxedcrfv", "qazwsxedcrfvtgb", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y",
	"1q2w3e4r5t6y7u8i", "q1w2e3r4t5y6", "zaq12wsxcde3", "iloveyou", "iloveyouforever", "anhyeuem",
	"emyeuanh", "toiyeuvietnam", "vietnamvodich", "congchuanho", "khongcogi", "khongbiet",
	"administrator", "adminadmin", "letmeinletmein", "welcome", "trustnoone", "unbelievable",
	"changeme", "motconvit", "chungtacuahientai", "hochiminh", "xinchao", "danchucoso",
};

struct letters {
	int32_t v[PASSWORD_LONGEST];
	size_t n;
};

static void read_letters(const char *s, struct letters *ret)
{
	ret->n = 0;
	for (int32_t c; (c = text_next(&s)) && ret->n < PASSWORD_LONGEST;)
		ret->v[ret->n++] = c;
}

static size_t different(const struct letters *l)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++) {
		size_t k = 0;
		while (k < i && l->v[k] != l->v[i])
			k++;
		n += k == i;
	}
	return n;
}

/* One short piece again and again: abcabcabcabc. */
static bool repeats(const struct letters *l)
{
	for (size_t piece = 1; piece <= PIECE_MOST && piece < l->n; piece++) {
		size_t i = piece;
		while (i < l->n && l->v[i] == l->v[i - piece])
			i++;
		if (i == l->n)
			return true;
	}
	return false;
}

/* abcdefghijkl, 987654321098: each letter the next or the one before; nine and nought are neighbours. */
static bool counts_up(const struct letters *l, int32_t step)
{
	for (size_t i = 1; i < l->n; i++) {
		int32_t d = l->v[i] - l->v[i - 1];
		bool wraps = d == -9 * step && text_is_digit(l->v[i]) && text_is_digit(l->v[i - 1]);
		if (d != step && !wraps)
			return false;
	}
	return true;
}

/* Letters and digits alone, without case and marks. */
static const char *bare(arena *a, const char *s)
{
	struct buf out = { .a = a };
	for (const char *f = text_fold(a, s); *f; f++)
		if (*f != ' ')
			buf_put(&out, f, 1);
	return buf_str(&out);
}

static bool is_common(const char *s)
{
	for (size_t i = 0; i < COUNT_OF(commonest); i++) {
		size_t n = strlen(commonest[i]);
		if (!str_starts(s, commonest[i]))
			continue;
		size_t digits = strspn(s + n, "0123456789");
		if (!s[n + digits] && (digits <= 3 || n < PASSWORD_SHORTEST))
			return true;
	}
	return false;
}

/* What is left of s without this word of the owner's, wherever it stands. */
static const char *without(arena *a, const char *s, const char *word)
{
	struct buf out = { .a = a };
	size_t n = strlen(word);
	if (n < WORD_LEAST)
		return s;
	while (*s) {
		if (strncmp(s, word, n) == 0) {
			s += n;
		} else {
			buf_put(&out, s, 1);
			s++;
		}
	}
	return buf_str(&out);
}

static bool is_own(arena *a, const char *s, const struct password_owner *o)
{
	/* Longer ones first: what is part of another would leave the rest of it standing. */
	const char *words[] = { bare(a, o->email), bare(a, o->name), bare(a, o->org_name), bare(a, o->org_short),
		bare(a, arena_text_n(a, o->email, strcspn(o->email, "@"))) };
	const char *left = s;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		left = without(a, left, words[i]);
	return *s && strlen(left) < OWN_LEAST && !str_eq(left, s);
}

err password_acceptable(arena *a, const char *password, const struct password_owner *owner)
{
	struct letters l;
	size_t n = text_length(password);
	if (n < PASSWORD_SHORTEST)
		return FAIL(E_INPUT, "password_short", N_("Mật khẩu cần ít nhất 12 ký tự."));
	if (n > PASSWORD_LONGEST)
		return FAIL(E_INPUT, "password_long", N_("Mật khẩu dài nhất 128 ký tự."));
	read_letters(password, &l);
	if (different(&l) < LETTERS_LEAST || repeats(&l) || counts_up(&l, 1) || counts_up(&l, -1))
		return FAIL(E_INPUT, "password_plain",
			N_("Mật khẩu này chỉ lặp lại vài ký tự hoặc một dãy liền nhau. Xin chọn ba, bốn từ dễ nhớ."));
	const char *s = bare(a, password);
	if (is_common(s))
		return FAIL(E_INPUT, "password_common",
			N_("Mật khẩu này nhiều người dùng, ai cũng đoán được. Xin chọn ba, bốn từ dễ nhớ."));
	if (is_own(a, s, owner))
		return FAIL(E_INPUT, "password_own",
			N_("Mật khẩu không được chỉ là thư, họ tên hay tên cơ quan của mình. Xin chọn ba, bốn từ dễ nhớ."));
	return OK;
}

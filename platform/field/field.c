/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/field/field.h"
#include "platform/text/text.h"
#include <string.h>

/* Full-width letters and digits, as some keyboards and papers have them, become plain ones. */
static int32_t narrow(int32_t c)
{
	if (c == 0x3000)
		return ' ';
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

/* One line of what was typed: NFC, one blank between words, none at the ends. */
static const char *line_of(arena *a, const char *typed)
{
	struct buf o = { .a = a };
	bool blank = false;

	for (const char *s = text_clean(a, typed, strlen(typed), NULL); *s;) {
		const char *from = s;
		int32_t c = narrow(text_next(&s));
		if (c == ' ' || c == '\t' || c == '\n') {
			blank = o.n > 0;
			continue;
		}
		if (blank)
			buf_put(&o, " ", 1);
		blank = false;
		if (c < 128)
			buf_put(&o, &(char){ (char)c }, 1);
		else
			buf_put(&o, from, (size_t)(s - from));
	}
	return buf_str(&o);
}

static const char *number(arena *a, size_t n)
{
	return arena_fmt(a, "%zu", n);
}

static err too_long(arena *a, size_t length, size_t most)
{
	return FAIL(E_INPUT, "field_long", N_("Dài {0} ký tự; nhiều nhất {1}. Viết ngắn lại."),
	            .arg = { number(a, length), number(a, most) });
}

err field_line_or_none(arena *a, const char *typed, const char **ret)
{
	const char *s = line_of(a, typed);
	size_t length = text_length(s);

	if (length > FIELD_LINE_MOST)
		return too_long(a, length, FIELD_LINE_MOST);
	*ret = s;
	return OK;
}

static bool has_letter(const char *s)
{
	while (*s)
		if (text_is_letter(text_next(&s)))
			return true;
	return false;
}

err field_line(arena *a, const char *typed, const char **ret)
{
	const char *s;

	TRY(field_line_or_none(a, typed, &s));
	if (!has_letter(s))
		return FAIL(E_INPUT, "field_empty", N_("Ô này còn trống. Ghi ít nhất một chữ."));
	*ret = s;
	return OK;
}

err field_code(arena *a, const char *typed, const char **ret)
{
	const char *s = line_of(a, typed);
	size_t length = text_length(s);

	for (const char *p = s; *p;) {
		int32_t c = text_next(&p);
		if (!text_is_letter(c) && !text_is_digit(c) && !(c < 128 && strchr(".-_&/", c)))
			return FAIL(E_INPUT, "code_wrong",
			            N_("“{0}” không phải một mã. Mã gồm chữ, số và các dấu . - _ & /, không có khoảng trắng."), .arg = { s });
	}
	if (length > FIELD_CODE_MOST)
		return too_long(a, length, FIELD_CODE_MOST);
	if (!*s)
		return FAIL(E_INPUT, "field_empty", N_("Ô này còn trống. Ghi ít nhất một chữ."));
	*ret = s;
	return OK;
}

/* ---- addresses ---------------------------------------------------------------------------- */

const char *field_email_key(arena *a, const char *typed)
{
	return text_lower(a, line_of(a, typed));
}

static bool is_email(const char *s)
{
	const char *at = strchr(s, '@');

	if (!at || at == s || strchr(at + 1, '@') || !strchr(at, '.') || at[1] == '.')
		return false;
	if (s[strlen(s) - 1] == '.' || strstr(at, ".."))
		return false;
	for (; *s; s++) {
		if (*s <= ' ' || *s >= 127 || strchr("\"(),:;<>[\\]", *s))
			return false;
	}
	return true;
}

err field_email(arena *a, const char *typed, const char **ret)
{
	const char *s = field_email_key(a, typed);

	if (text_length(s) > FIELD_EMAIL_MOST)
		return too_long(a, text_length(s), FIELD_EMAIL_MOST);
	if (!is_email(s))
		return FAIL(E_INPUT, "email_wrong", N_("“{0}” không phải địa chỉ thư. Ví dụ: vanphong@so.gov.vn"), .arg = { s });
	*ret = s;
	return OK;
}

err field_phone(arena *a, const char *typed, const char **ret)
{
	const char *s = line_of(a, typed);
	struct buf o = { .a = a };
	const char *p = s;
	bool good = true;

	if (*p == '+' || str_starts(p, "00")) {
		p += *p == '+' ? 1 : 2;
		good = str_starts(p, "84");
		buf_text(&o, "0");
		p += good ? 2 : 0;
	}
	for (; *p; p++) {
		if (*p >= '0' && *p <= '9')
			buf_put(&o, p, 1);
		else
			good = good && strchr(" .-()", *p);
	}
	const char *digits = buf_str(&o);
	if (!good || *digits != '0' || digits[1] == '0' || strlen(digits) < 8 || strlen(digits) > 11)
		return FAIL(E_INPUT, "phone_wrong", N_("“{0}” không phải số điện thoại. Ví dụ: 0255 3822 456 hoặc 0912 345 678."),
		            .arg = { s });
	*ret = digits;
	return OK;
}

/* ---- numbers and days --------------------------------------------------------------------- */

/* "1.250.000" without its dots; anything else as it is. */
static const char *ungrouped(arena *a, const char *s)
{
	const char *digits = s + (*s == '-');
	size_t head = strcspn(digits, ".");
	struct buf o = { .a = a };

	if (!digits[head] || head < 1 || head > 3)
		return s;
	buf_put(&o, s, (size_t)(digits - s) + head);
	for (const char *p = digits + head; *p; p += 4) {
		if (*p != '.' || strspn(p + 1, "0123456789") < 3 || (p[4] && p[4] != '.'))
			return s;
		buf_put(&o, p + 1, 3);
	}
	return buf_str(&o);
}

err field_int(arena *a, const char *typed, int64_t least, int64_t most, int64_t *ret)
{
	const char *s = line_of(a, typed);

	if (!str_int(ungrouped(a, s), least, most, ret))
		return FAIL(E_INPUT, "number_wrong", N_("“{0}” không phải một số nguyên từ {1} đến {2}."),
		            .arg = { s, arena_fmt(a, "%lld", (long long)least), arena_fmt(a, "%lld", (long long)most) });
	return OK;
}

err field_percent(arena *a, const char *typed, int *ret)
{
	const char *s = line_of(a, typed);
	size_t n = strlen(s);
	int64_t percent = 0;

	if (n && s[n - 1] == '%')
		n--;
	while (n && s[n - 1] == ' ')
		n--;
	if (!str_int(arena_text_n(a, s, n), 0, 100, &percent))
		return FAIL(E_INPUT, "percent_wrong", N_("“{0}” không phải một số nguyên từ 0 đến 100. Ví dụ: 60."), .arg = { s });
	*ret = (int)percent;
	return OK;
}

err field_date(arena *a, const char *typed, date *ret)
{
	const char *s = line_of(a, typed);
	date day = DATE_NONE;

	if (!date_parse_vn(s, 0, &day) || day == DATE_NONE)
		return FAIL(E_INPUT, "date_wrong", N_("“{0}” không phải một ngày. Ví dụ: 07/06/2026."), .arg = { s });
	*ret = day;
	return OK;
}

/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/parse.h"
#include "platform/text/text.h"
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Bytes after %XX (and '+' when plus); valid UTF-8 without NUL, else NULL. */
static char *percent_decode(arena *a, const char *s, size_t n, bool plus)
{
	char *out = arena_get(a, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '%') {
			out[k++] = plus && s[i] == '+' ? ' ' : s[i];
			continue;
		}
		if (i + 2 >= n)
			return NULL;
		int high = hex(s[i + 1]);
		int low = hex(s[i + 2]);
		if (high < 0 || low < 0)
			return NULL;
		out[k++] = (char)(high * 16 + low);
		i += 2;
	}
	return text_valid(out, k) ? out : NULL;
}

static bool printable(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || (unsigned char)*s >= 127)
			return false;
	return true;
}

static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 127)
			return true;
	return false;
}

/* An encoded separator would make one segment look like two to whoever decodes again. */
static bool has_encoded_slash(const char *s)
{
	for (; (s = strchr(s, '%')); s++)
		if (strncasecmp(s, "%2f", 3) == 0 || strncasecmp(s, "%5c", 3) == 0)
			return true;
	return false;
}

bool target_read(arena *a, const char *raw, struct target *ret)
{
	size_t n = strcspn(raw, "?");
	const char *encoded = arena_text_n(a, raw, n);

	if (*raw != '/' || !printable(raw) || strchr(raw, '#') || has_encoded_slash(encoded) || strchr(encoded, '\\'))
		return false;
	char *path = percent_decode(a, encoded, n, false);
	if (!path || has_control(path))
		return false;
	const char *nfc = text_nfc(a, path);
	bool english = str_eq(nfc, "/en") || str_starts(nfc, "/en/");
	if (english)
		nfc += 3;
	*ret = (struct target){
		.path = str_or(nfc, "/"),
		.query_text = raw[n] ? raw + n + 1 : "",
		.lang = english ? LANG_EN : LANG_VI,
	};
	return true;
}

static const char *field_text(arena *a, const char *s, size_t n)
{
	size_t bad = 0;
	const char *decoded = percent_decode(a, s, n, true);
	return decoded ? text_clean(a, decoded, strlen(decoded), &bad) : NULL;
}

bool fields_read(arena *a, const char *s, size_t n, const struct field **ret)
{
	LIST(struct field) fields = { 0 };
	const char *end = s + n;

	while (s < end) {
		const char *and = memchr(s, '&', (size_t)(end - s));
		const char *stop = and ? and : end;
		const char *equal = memchr(s, '=', (size_t)(stop - s));
		const char *name_end = equal ? equal : stop;
		if (stop > s) {
			struct field f = {
				field_text(a, s, (size_t)(name_end - s)),
				equal ? field_text(a, equal + 1, (size_t)(stop - equal - 1)) : "",
			};
			if (!f.name || !f.value || fields.n == FIELDS_MOST)
				return false;
			*LIST_ADD(a, &fields) = f;
		}
		s = stop + 1;
	}
	*LIST_ADD(a, &fields) = (struct field){ 0 };
	*ret = fields.v;
	return true;
}

const char *cookie_read(arena *a, const char *header, const char *name)
{
	const char *found = NULL;
	size_t n = strlen(name);

	while (header && *header) {
		header += strspn(header, " \t;");
		size_t length = strcspn(header, ";");
		if (length > n && header[n] == '=' && memcmp(header, name, n) == 0) {
			if (found)
				return NULL;
			found = arena_text_n(a, header + n + 1, length - n - 1);
		}
		header += length;
	}
	return found;
}

bool type_is_form(const char *type)
{
	static const char form_type[] = "application/x-www-form-urlencoded";
	size_t n = sizeof form_type - 1;
	return type && strncasecmp(type, form_type, n) == 0 && (type[n] == 0 || type[n] == ';' || type[n] == ' ');
}

const char *forwarded_read(arena *a, const char *header)
{
	uint8_t address[16];
	const char *last = strrchr(header, ',');
	last = last ? last + 1 : header;
	last += strspn(last, " \t");
	const char *text = arena_text_n(a, last, strcspn(last, " \t"));
	bool good = inet_pton(AF_INET, text, address) == 1 || inet_pton(AF_INET6, text, address) == 1;
	return good ? text : NULL;
}

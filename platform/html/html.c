/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/html/html.h"
#include <string.h>

void html_raw_text(struct html *o, const char *s)
{
	if (s)
		buf_text(&o->out, s);
}

static const char *entity(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default: return "&#39;";
	}
}

void html_text(struct html *o, const char *s)
{
	if (!s)
		return;
	for (;;) {
		size_t n = strcspn(s, "&<>\"'");
		buf_put(&o->out, s, n);
		if (!s[n])
			return;
		buf_text(&o->out, entity(s[n]));
		s += n + 1;
	}
}

void html_int(struct html *o, int64_t i)
{
	buf_int(&o->out, i);
}

/* WHY backslash: browsers read "/\x" as "//x", another host. */
static bool url_is_harmless(const char *s)
{
	static const char *const scheme[] = { "http://", "https://", "mailto:", "tel:" };

	if (*s == '#' || *s == '?')
		return true;
	if (*s == '/')
		return s[1] != '/' && s[1] != '\\';
	for (size_t i = 0; i < COUNT_OF(scheme); i++)
		if (str_starts(s, scheme[i]))
			return true;
	return false;
}

void html_url(struct html *o, const char *s)
{
	if (!s || !url_is_harmless(s))
		s = "#";
	if (*s == '/' && !str_starts(s, "/tinh/")) /* embedded files have one address in all languages */
		html_language(o);
	html_text(o, s);
}

void html_language(struct html *o)
{
	if (o->lang == LANG_EN)
		buf_put(&o->out, "/en", 3);
}

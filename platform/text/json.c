/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/json.h"
#include <string.h>

void json_quote(struct buf *o, const char *s)
{
	buf_put(o, "\"", 1);
	for (;;) {
		size_t plain = 0;
		while ((unsigned char)s[plain] >= ' ' && s[plain] != '"' && s[plain] != '\\')
			plain++;
		buf_put(o, s, plain);
		s += plain;
		if (!*s)
			break;
		if (*s == '"' || *s == '\\')
			buf_fmt(o, "\\%c", *s);
		else if (*s == '\n')
			buf_text(o, "\\n");
		else
			buf_fmt(o, "\\u%04x", (unsigned char)*s);
		s++;
	}
	buf_put(o, "\"", 1);
}

static void begin(struct json *j, const char *name)
{
	if (j->depth) {
		if (j->filled[j->depth - 1])
			buf_put(&j->out, ",", 1);
		j->filled[j->depth - 1] = true;
		buf_fmt(&j->out, "\n%*s", 2 * j->depth, "");
	}
	assert(!j->depth || (name != NULL) == (j->close[j->depth - 1] == '}'));
	if (name) {
		json_quote(&j->out, name);
		buf_put(&j->out, ": ", 2);
	}
}

void json_open(struct json *j, const char *name, char bracket)
{
	begin(j, name);
	assert(j->depth < JSON_DEPTH);
	buf_put(&j->out, &bracket, 1);
	j->filled[j->depth] = false;
	j->close[j->depth++] = bracket == '{' ? '}' : ']';
}

void json_close(struct json *j)
{
	assert(j->depth > 0);
	j->depth--;
	if (j->filled[j->depth])
		buf_fmt(&j->out, "\n%*s", 2 * j->depth, "");
	buf_put(&j->out, &j->close[j->depth], 1);
	if (!j->depth)
		buf_put(&j->out, "\n", 1);
}

void json_text(struct json *j, const char *name, const char *value)
{
	begin(j, name);
	if (value)
		json_quote(&j->out, value);
	else
		buf_text(&j->out, "null");
}

void json_int(struct json *j, const char *name, int64_t value)
{
	begin(j, name);
	buf_fmt(&j->out, "%lld", (long long)value);
}

void json_bool(struct json *j, const char *name, bool value)
{
	begin(j, name);
	buf_text(&j->out, value ? "true" : "false");
}

void json_null(struct json *j, const char *name)
{
	json_text(j, name, NULL);
}

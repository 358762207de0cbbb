/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/head.h"
#include <string.h>
#include <strings.h>

/* A piece of a line: not ended by NUL. */
struct piece {
	const char *s;
	size_t n;
};

/* Names that no browser and no proxy sends twice, and whose second value somebody else might read instead of the first. */
enum { HOST, LENGTH, ENCODING };
static const char *const once[] = {
	[HOST] = "Host", [LENGTH] = "Content-Length", [ENCODING] = "Transfer-Encoding",
	"Content-Type", "Content-Encoding", "Cookie", "Origin", "Sec-Fetch-Site", "Expect",
};
static const size_t COOKIE = 5;

static bool is_token(char c)
{
	bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	return word || (c && strchr("-_!#$%&'*+.^`|~", c));
}

static bool all_token(struct piece p)
{
	for (size_t i = 0; i < p.n; i++)
		if (!is_token(p.s[i]))
			return false;
	return p.n > 0;
}

/* No control characters but tab: among them NUL, and a carriage return that ends no line. */
static bool is_value(struct piece p)
{
	for (size_t i = 0; i < p.n; i++)
		if (((unsigned char)p.s[i] < ' ' && p.s[i] != '\t') || p.s[i] == 127)
			return false;
	return true;
}

static bool same(struct piece p, const char *word)
{
	return p.n == strlen(word) && strncasecmp(p.s, word, p.n) == 0;
}

static int count(struct piece p, char c)
{
	int n = 0;
	for (size_t i = 0; i < p.n; i++)
		n += p.s[i] == c;
	return n;
}

/* Up to the next blank; rest then begins behind it. */
static struct piece word(struct piece *rest)
{
	const char *blank = memchr(rest->s, ' ', rest->n);
	struct piece p = { rest->s, blank ? (size_t)(blank - rest->s) : rest->n };
	size_t past = blank ? p.n + 1 : p.n;
	rest->s += past;
	rest->n -= past;
	return p;
}

/* GET /nhiem-vu/7?a=b HTTP/1.1 */
static int read_request(struct head *h, struct piece line)
{
	struct piece method = word(&line);
	struct piece target = word(&line);

	if (!all_token(method) || !target.n)
		return 400;
	for (size_t i = 0; i < target.n; i++)
		if ((unsigned char)target.s[i] <= ' ' || (unsigned char)target.s[i] >= 127)
			return 400;
	h->old = line.n == 8 && memcmp(line.s, "HTTP/1.0", 8) == 0;
	if (!h->old && !(line.n == 8 && memcmp(line.s, "HTTP/1.1", 8) == 0))
		return 400;
	return count(target, '&') >= ARGUMENTS_MOST ? 414 : 0;
}

static int read_length(struct head *h, struct piece value)
{
	if (!value.n || value.n > 18)
		return 400;
	for (size_t i = 0; i < value.n; i++) {
		if (value.s[i] < '0' || value.s[i] > '9')
			return 400;
		h->length = h->length * 10 + (value.s[i] - '0');
	}
	return 0;
}

static int read_host(struct piece value)
{
	for (size_t i = 0; i < value.n; i++)
		if (strchr("/@?#\\ \t,", value.s[i]))
			return 400;
	return 0;
}

static int read_known(struct head *h, size_t name, struct piece value)
{
	if (h->names >> name & 1)
		return 400;
	h->names |= 1u << name;
	if (name == HOST)
		return read_host(value);
	if (name == LENGTH)
		return read_length(h, value);
	if (name == COOKIE)
		return count(value, ';') + count(value, ',') >= PAIRS_MOST ? 431 : 0;
	if (name == ENCODING)
		h->chunked = same(value, "chunked");
	return 0;
}

/* X-Name: value.  A blank before the colon or at the line's start, which would continue the line before, is no token. */
static int read_field(struct head *h, struct piece line)
{
	const char *colon = memchr(line.s, ':', line.n);
	if (!colon)
		return 400;
	struct piece name = { line.s, (size_t)(colon - line.s) };
	struct piece value = { colon + 1, line.n - name.n - 1 };
	if (!all_token(name) || !is_value(value))
		return 400;
	while (value.n && (*value.s == ' ' || *value.s == '\t'))
		value = (struct piece){ value.s + 1, value.n - 1 };
	while (value.n && (value.s[value.n - 1] == ' ' || value.s[value.n - 1] == '\t'))
		value.n--;
	for (size_t i = 0; i < COUNT_OF(once); i++)
		if (same(name, once[i]))
			return read_known(h, i, value);
	return 0;
}

/* What the lines say together.  HOUSE RULE: no chunks.  Browsers send none, a proxy that buffers as nginx does sends a length;
 * so there are no chunk lines that two readers could read in two ways. */
static int read_whole(const struct head *h)
{
	bool host = h->names >> HOST & 1;
	bool encoded = h->names >> ENCODING & 1;
	bool length = h->names >> LENGTH & 1;

	if ((!host && !h->old) || (encoded && (length || h->old)))
		return 400;
	if (encoded)
		return h->chunked ? 411 : 400;
	return 0;
}

/* One line without its end; ret_whole: it was the empty one that ends the head. */
static int read_line(struct head *h, struct piece line, bool *ret_whole)
{
	if (!h->lines && !line.n) {
		bool again = h->blank;
		h->blank = true;
		return again ? 400 : 0;
	}
	*ret_whole = !line.n;
	if (!line.n)
		return read_whole(h);
	if (h->lines++ == 0)
		return read_request(h, line);
	return h->lines > LINES_MOST ? 431 : read_field(h, line);
}

/* What came of a line is already too long.  Before the end of the first line it is the address. */
static int too_long(const struct head *h, size_t n)
{
	bool long_line = n - h->line > LINE_MOST;
	return long_line || n > HEAD_MOST ? (h->lines ? 431 : 414) : 0;
}

size_t head_read(struct head *h, const char *b, size_t n)
{
	bool whole = false;

	while (!h->refused && !whole) {
		const char *end = memchr(b + h->seen, '\n', n - h->seen);
		size_t reach = end ? (size_t)(end - b) + 1 : n;
		h->refused = too_long(h, reach);
		h->seen = reach;
		if (!end || h->refused)
			return 0;
		if (reach - h->line < 2 || end[-1] != '\r')
			h->refused = 400;
		else
			h->refused = read_line(h, (struct piece){ b + h->line, reach - h->line - 2 }, &whole);
		h->line = reach;
	}
	return h->refused ? 0 : h->seen;
}

/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/site.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";

/* "[::1]" or "so.gov.vn": how many bytes of a lower-case host are its name; 0 when it is none. */
static size_t name_length(const char *host)
{
	if (*host == '[') {
		size_t n = 1 + strspn(host + 1, "0123456789abcdef:.");
		return n > 2 && host[n] == ']' ? n + 1 : 0;
	}
	size_t n = strspn(host, name_letters);
	return n && n <= 253 && *host != '.' && *host != '-' ? n : 0;
}

static const char *lower(arena *a, const char *s)
{
	struct buf o = { .a = a };
	for (; *s; s++)
		buf_put(&o, &(char){ (char)tolower((unsigned char)*s) }, 1);
	return buf_str(&o);
}

static err bad(const char *say, const char *typed)
{
	return FAIL(E_INPUT, "base_url_wrong", say, .arg = { typed });
}

static bool has_marks(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 128)
			return true;
	return false;
}

/* Blanks around it and slashes behind it are how people copy. */
static const char *trimmed(arena *a, const char *typed)
{
	typed += strspn(typed, " \t\r\n");
	size_t n = strlen(typed);
	while (n && strchr(" \t\r\n/", typed[n - 1]))
		n--;
	return arena_text_n(a, typed, n);
}

err site_read(arena *a, const char *typed, const char **ret)
{
	const char *s = lower(a, trimmed(a, typed));
	bool secure = str_starts(s, "https://");
	int64_t port = 0;

	if (!secure && !str_starts(s, "http://"))
		return bad(N_("“{0}” thiếu https:// hoặc http:// ở đầu. Ví dụ: https://danchu.so.gov.vn"), typed);
	const char *host = s + (secure ? 8 : 7);
	if (has_marks(host))
		return bad(N_("“{0}” có dấu. Ghi tên miền ở dạng xn--… mà nơi cấp tên miền đã cho."), typed);
	size_t n = name_length(host);
	if (strpbrk(host, "/?#@"))
		return bad(N_("“{0}” có phần thừa. Chỉ ghi tên máy, không có đường dẫn. Ví dụ: https://danchu.so.gov.vn"), typed);
	if (!n || (host[n] && host[n] != ':') || (host[n] && !str_int(host + n + 1, 1, 65535, &port)))
		return bad(N_("“{0}” không phải địa chỉ một trang. Ví dụ: https://danchu.so.gov.vn"), typed);
	const char *name = arena_text_n(a, host, n);
	bool own = !port || port == (secure ? 443 : 80);
	*ret = own ? arena_fmt(a, "http%s://%s", secure ? "s" : "", name)
	           : arena_fmt(a, "http%s://%s:%lld", secure ? "s" : "", name, (long long)port);
	return OK;
}

bool site_is_host(const char *s)
{
	size_t n = strspn(s, name_letters);
	int64_t port;

	return n && n <= 253 && (!s[n] || (s[n] == ':' && str_int(s + n + 1, 1, 65535, &port)));
}

bool site_is_loopback(const char *host)
{
	if (!host)
		return false;
	if (strncasecmp(host, "[::1]", 5) == 0)
		return !host[5] || host[5] == ':';
	size_t n = strcspn(host, ":");
	if (n == 9 && strncasecmp(host, "localhost", n) == 0)
		return true;
	return strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == n;
}

/* Without the port that a scheme has anyway: some programs write it. */
static size_t host_length(const char *host, const char *own_port)
{
	size_t n = strlen(host);
	size_t p = strlen(own_port);
	return n > p && strcmp(host + n - p, own_port) == 0 ? n - p : n;
}

bool origin_is_ours(const char *origin, const char *host, const char *base_url)
{
	bool secure = str_starts(origin, "https://");

	if (base_url && *base_url)
		return str_eq(origin, base_url);
	if (!host || !*host || (!secure && !str_starts(origin, "http://")))
		return false;
	const char *name = origin + (secure ? 8 : 7);
	size_t n = host_length(host, secure ? ":443" : ":80");
	return strlen(name) == n && strncasecmp(name, host, n) == 0;
}

bool site_keeps_cookies(const struct site_way *w)
{
	if (site_is_loopback(w->host) || w->fetch_site)
		return true;
	if (w->origin && str_starts(w->origin, "http"))
		return str_starts(w->origin, "https://");
	if (w->forwarded_proto && *w->forwarded_proto)
		return strncasecmp(w->forwarded_proto, "https", 5) == 0;
	return w->base_url && str_starts(w->base_url, "https://");
}

const char *site_cookie(arena *a, const char *name, const char *host)
{
	const char *port = site_is_loopback(host) ? strrchr(host, ':') : NULL;
	int64_t n;

	if (!port || !str_int(port + 1, 1, 65535, &n))
		return name;
	return arena_fmt(a, "%s-%lld", name, (long long)n);
}

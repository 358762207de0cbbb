/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* respond: an answer on the wire, with the headers that every answer carries. */
#include "gen/web.h"
#include "platform/auth/sign_in.h"
#include "platform/http/inside.h"
#include "platform/http/site.h"
#include <string.h>
#include <zlib.h>

static void add(struct MHD_Response *r, const char *name, const char *value)
{
	if (MHD_add_response_header(r, name, value) != MHD_YES)
		assert(!"a header of ours is not valid");
}

static void add_security(struct MHD_Response *r)
{
	add(r, "Content-Security-Policy",
		"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; "
		"frame-ancestors 'none'; base-uri 'none'");
	add(r, "X-Content-Type-Options", "nosniff");
	add(r, "X-Frame-Options", "DENY");
	add(r, "Referrer-Policy", "same-origin");
	add(r, "Cross-Origin-Opener-Policy", "same-origin");
	add(r, "Cross-Origin-Resource-Policy", "same-origin");
	add(r, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}

static enum MHD_Result send_response(struct exchange *x, struct MHD_Response *r, int status)
{
	if (x->close || atomic_load(&x->server->stopping))
		add(r, "Connection", "close");
	add_security(r);
	x->stage = STAGE_SENT;
	x->p.status = status;
	peer_until(x->peer, SEND_SECONDS);
	enum MHD_Result done = MHD_queue_response(x->mhd, (unsigned)status, r);
	MHD_destroy_response(r);
	return done;
}

/* Locations are paths of ours without prefix: the reader stays in his language. */
static const char *location(struct exchange *x)
{
	bool ours = x->p.location[0] == '/' && x->p.location[1] != '/';
	assert(ours && !strpbrk(x->p.location, "\r\n"));
	return x->q.lang == LANG_EN ? arena_fmt(&x->a, "/en%s", x->p.location) : x->p.location;
}

static const char *cookie(struct exchange *x, const char *name, const char *value, int seconds)
{
	const char *life = seconds < 0 ? "" : arena_fmt(&x->a, "; Max-Age=%d", seconds);
	name = site_cookie(&x->a, name, MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, "Host"));
	return arena_fmt(&x->a, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax%s", name, value, life);
}

static void add_cookies(struct exchange *x, struct MHD_Response *r)
{
	const struct res *p = &x->p;
	if (p->cookie)
		add(r, "Set-Cookie", cookie(x, SESSION_COOKIE, p->cookie, *p->cookie ? -1 : 0));
	if (p->visit)
		add(r, "Set-Cookie", cookie(x, VISIT_COOKIE, p->visit, VISIT_LIFE_S));
	if (p->device)
		add(r, "Set-Cookie", cookie(x, DEVICE_COOKIE, p->device, DEVICE_LIFE_S));
}

static bool accepts_gzip(struct exchange *x)
{
	const char *accepted = MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, "Accept-Encoding");
	const char *gzip = accepted ? strstr(accepted, "gzip") : NULL;
	return gzip && !str_starts(gzip, "gzip;q=0,") && !str_eq(gzip, "gzip;q=0");
}

/* The page packed, into the arena; false when it is not worth it.  HOUSE RULE: from 4 KB on, as fast as can be. */
static bool pack(struct exchange *x, const char **ret_bytes, size_t *ret_n)
{
	const struct buf *body = &x->p.body.out;
	z_stream z = { 0 };

	if (body->n < PACKED_LEAST || !str_starts(str_or(x->p.type, "text/"), "text/") || !accepts_gzip(x))
		return false;
	if (deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) /* 16: in gzip's wrapping */
		return false;
	size_t room = deflateBound(&z, body->n);
	char *packed = arena_get(&x->a, room);
	z.next_in = (unsigned char *)body->b;
	z.avail_in = (unsigned)body->n;
	z.next_out = (unsigned char *)packed;
	z.avail_out = (unsigned)room;
	bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
	*ret_bytes = packed;
	*ret_n = z.total_out;
	deflateEnd(&z);
	return whole;
}

enum MHD_Result respond(struct exchange *x)
{
	const struct res *p = &x->p;
	int status = p->status ? p->status : 200;
	const char *body = buf_str(&p->body.out);
	size_t n = p->body.out.n;
	bool packed = pack(x, &body, &n);

	/* The bytes stay in the arena until the request is over. */
	struct MHD_Response *r = MHD_create_response_from_buffer(n, (void *)(uintptr_t)body, MHD_RESPMEM_PERSISTENT);
	if (!r)
		return MHD_NO;
	add(r, "Content-Type", str_or(p->type, "text/html; charset=utf-8"));
	add(r, "Cache-Control", x->q.by.who.person || p->cookie || p->visit ? "no-store" : "no-cache");
	add(r, "Vary", "Cookie, Accept-Encoding");
	if (packed)
		add(r, "Content-Encoding", "gzip");
	if (status == 303)
		add(r, "Location", location(x));
	if (status == 405)
		add(r, "Allow", strcmp(x->method, "POST") == 0 ? "GET, HEAD" : "POST");
	if (status == 503)
		add(r, "Retry-After", "5");
	add_cookies(x, r);
	if (p->download)
		add(r, "Content-Disposition", arena_fmt(&x->a, "attachment; filename=\"%s\"", p->download));
	return send_response(x, r, status);
}

enum MHD_Result respond_web(struct exchange *x, bool *ret_found)
{
	const struct web_file *f = web_files;

	while (f->path && !str_eq(f->path, x->raw_target))
		f++;
	*ret_found = f->path && (str_eq(x->method, "GET") || str_eq(x->method, "HEAD"));
	if (!*ret_found)
		return MHD_NO;
	const char *known = MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, "If-None-Match");
	bool unchanged = known && strstr(known, f->tag);
	bool packed = accepts_gzip(x) && f->gzip_n < f->plain_n;
	const unsigned char *bytes = packed ? f->gzip : f->plain;
	size_t n = unchanged ? 0 : packed ? f->gzip_n : f->plain_n;
	struct MHD_Response *r = MHD_create_response_from_buffer(n, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
	if (!r)
		return MHD_NO;
	add(r, "Content-Type", f->type);
	add(r, "ETag", f->tag);
	add(r, "Cache-Control", "public, max-age=31536000, immutable");
	add(r, "Vary", "Accept-Encoding");
	if (packed && !unchanged)
		add(r, "Content-Encoding", "gzip");
	return send_response(x, r, unchanged ? 304 : 200);
}

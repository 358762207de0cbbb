/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* id: row ids of 63 bits: 42 of milliseconds since 2020-01-01 UTC (until 2159), 8 of node, 13 of counter.
 * Within one process ids of a node only grow, whatever the clock does, and no two are the same.  Of two
 * processes on one database each needs its own node.  Safe from any thread, lock-free.  The one place of this
 * room that reads a clock: an id orders rows, it is never a legal moment. */
#ifndef ID_H
#define ID_H
#include <stdatomic.h>
#include <stdint.h>

enum { ID_NODES = 256 };

int64_t id_new(int node); /* node is 0 ... ID_NODES - 1 */

/* The same with the clock given; what id_new is made of.  Start a line with { 0 }. */
struct id_line {
	_Atomic int64_t last; /* milliseconds and counter of the newest id */
};
int64_t id_next(struct id_line *line, int64_t unix_ms, int node);
#endif

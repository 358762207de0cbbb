/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* command_file: what commands that read a document share. */
#ifndef COMMAND_FILE_H
#define COMMAND_FILE_H
#include "platform/clock/date.h"

/* A text file of any encoding as clean UTF-8; refuses what is no text, empty or over 16 MB. */
err command_file_text(arena *a, const char *path, const char **ret);
/* Now: commands are doors and may ask the machine. */
int64_t command_now_us(void);
/* Says the failure on stderr, or as {"error": {...}} on stdout; returns the exit code. */
int command_refuse(arena *a, err e, bool as_json);
#endif

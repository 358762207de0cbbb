/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include <stddef.h>

const struct command commands[] = {
	{ "plan", "import",
	  "FILE --dry-run [--json] [--on YYYY-MM-DD]\n"
	  "    đọc văn bản .md, .txt: nhiệm vụ, hạn, viện dẫn, nơi nhận; --on: ngày để xét hiệu lực hôm nay",
	  command_plan_import },
	{ "law", "check",
	  "FILE [--on YYYY-MM-DD] [--json]\n"
	  "    từng văn bản được viện dẫn còn hiệu lực không, vào ngày ký và vào ngày --on (mặc định hôm nay)",
	  command_law_check },
	{ NULL, NULL, NULL, NULL },
};

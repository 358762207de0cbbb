# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""letters.py WORK: letters.jsonl becomes what near and its loader read, and the page that nginx serves: 8,192 bytes."""
import json
import os
import random
import sys
import urllib.parse

work = sys.argv[1]
with open(f"{work}/letters.jsonl") as f:
    letters = [json.loads(line) for line in f]
with open(f"{work}/letters.tsv", "w") as f:
    for x in letters:
        f.write("\t".join([str(x["id"]), x["title"], x["body"].replace("\n", "\\n"), x["sender"], x["ward"], x["category"],
                           str(x["created"]), str(x["due"]), x["status"]]) + "\n")
choice = random.Random(7)
with open(f"{work}/near_ids", "w") as f:
    f.write("\n".join(str(choice.randint(1, len(letters))) for _ in range(4000)) + "\n")
with open(f"{work}/near.body", "w") as f:
    f.write(urllib.parse.urlencode({"title": letters[776]["title"], "body": letters[776]["body"]}))
with open(f"{work}/form.headers", "w") as f:
    f.write("Content-Type: application/x-www-form-urlencoded\n")
page = "<!doctype html><html lang=vi><meta charset=utf-8><title>Trang chủ</title><body>"
while len(page.encode()) < 8100:
    page += "<p>Thông báo công khai về lịch tiếp công dân định kỳ.</p>"
os.makedirs(f"{work}/www", exist_ok=True)
with open(f"{work}/www/index.html", "wb") as f:
    f.write(page.encode().ljust(8192)[:8192])

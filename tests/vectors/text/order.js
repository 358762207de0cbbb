// SPDX-FileCopyrightText: 2026 The danchu authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// Sorts lines.txt and names.txt as ICU's Vietnamese collation does; text_sort_test.c expects this order.
//   node tests/vectors/text/order.js
const fs = require("fs");
const path = require("path");
const { compare } = new Intl.Collator("vi");

function parts(name) {
  const words = name.split(" ");
  const given = words.pop();
  return [given, words.shift() || "", words.join(" ")];
}

function byParts(x, y) {
  const a = parts(x);
  const b = parts(y);
  return compare(a[0], b[0]) || compare(a[1], b[1]) || compare(a[2], b[2]);
}

for (const [file, order] of [["lines.txt", compare], ["names.txt", byParts]]) {
  const at = path.join(__dirname, file);
  const lines = fs.readFileSync(at, "utf8").split("\n").slice(0, -1);
  fs.writeFileSync(at, [...new Set(lines)].sort(order).join("\n") + "\n");
}

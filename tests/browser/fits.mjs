// SPDX-FileCopyrightText: 2026 The danchu authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// What is wider than the window, by name.
import assert from 'node:assert/strict';

// Nothing but an element made to scroll sideways is wider than the window.
export async function assertFits(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth ? null : [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.getBoundingClientRect().right + scrollX > innerWidth + 1).slice(0, 4).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)} ${e.textContent.slice(0, 20)}`).join(', ') || 'the page');
  assert.equal(wide, null, `${what} is wider than the window`);
}

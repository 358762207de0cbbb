/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Everything works without this file.  It focuses the summary of errors or what was saved, holds a form back from a second
 * sending, and tells paper when it was printed. */
"use strict";

const summary = document.querySelector(".ersum[tabindex], .note[tabindex]");
if (summary)
	summary.focus();

document.addEventListener("submit", (event) => {
	const form = event.target;
	if (form.method !== "post")
		return;
	if (form.dataset.sent) {
		event.preventDefault();
		return;
	}
	form.dataset.sent = "1";
	setTimeout(() => { delete form.dataset.sent; }, 8000);
});
window.addEventListener("pageshow", () => {
	for (const form of document.forms)
		delete form.dataset.sent;
});
window.addEventListener("beforeprint", () => {
	for (const place of document.querySelectorAll("[data-in]"))
		place.textContent = ` · ${place.dataset.in} ${new Date().toLocaleString("vi-VN")}`;
});

/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/address.h"
#include "tests/test.h"

static void one_client_has_one_text(void **s)
{
	(void)s;
	static const struct {
		const char *address, *text;
	} c[] = {
		{ "10.0.0.1", "10.0.0.1" },
		{ "::ffff:10.0.0.1", "10.0.0.1" },
		{ "::ffff:a00:1", "10.0.0.1" },
		{ "2001:db8:1:2::", "2001:db8:1:2::/64" },
		{ "2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::/64" },
		{ "2001:0db8:0001:0002::9", "2001:db8:1:2::/64" },
		{ "::a00:1", "::/64" },
		{ "10.0.0.1.", "" },
		{ "", "" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++)
		assert_string_equal(address_text(&a, address_read(c[i].address)), c[i].text);
}

static void clients_and_machines_are_told_apart(void **s)
{
	(void)s;
	struct address one = address_read("2001:db8:1:2::1");
	struct address two = address_read("2001:db8:1:2::2");
	struct address none = address_read("nonsense");

	assert_true(address_same(one, two) && !address_equal(one, two));
	assert_false(address_same(one, address_read("2001:db8:1:3::1")));
	assert_false(address_same(none, none) || address_equal(none, none));
	assert_false(address_same(address_read("10.0.0.1"), address_read("10.0.0.2")));
	assert_false(address_same(address_read("0.0.0.1"), address_read("::9"))); /* both begin with zeros */
	assert_true(address_loopback(address_read("::ffff:127.0.0.9")) && address_loopback(address_read("::1")));
	assert_false(address_loopback(address_read("::2")) || address_loopback(none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_client_has_one_text),
		cmocka_unit_test(clients_and_machines_are_told_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

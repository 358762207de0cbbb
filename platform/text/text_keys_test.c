/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/text.h"
#include "tests/test.h"
#include <string.h>

static void a_folded_key_forgets_marks_case_and_layout(void **s)
{
	(void)s;
	static const struct {
		const char *text, *folded;
	} c[] = {
		{ "Ủy ban  nhân dân, xã Đông-Hòa!", "uy ban nhan dan xa dong hoa" },
		{ "U\u0309y ban", "uy ban" },
		{ "12/QĐ-UBND_2025", "12 qd ubnd 2025" },
		{ "kỹ thuật, LÝ LỊCH, quý vị, thúy, y tế", "ki thuat li lich qui vi thuy y te" },
		{ "ĥy", "hy" }, /* no Vietnamese h */
		{ "İstanbul Σοφία", "i stanbul σοφια" },
		{ "\u00AE¬n khiÕu n¹i", "don khieu nai" }, /* TCVN3 */
		{ "ñôn khieáu naïi", "don khieu nai" },    /* VNI */
		{ "hà", "ha" },
		{ " ... ", "" },
		{ "", "" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++)
		assert_string_equal(text_fold(&a, c[i].text), c[i].folded);
}

static void an_exact_key_keeps_letters_and_tone(void **s)
{
	(void)s;
	static const struct {
		const char *text, *other, *exact;
	} c[] = {
		{ "hòa", "HOÀ", "hoa2" },        { "thủy", "thuỷ", "thuy3" },   { "lý", "Lí", "li1" },
		{ "quỹ", "quĩ", "qui4" },        { "tạm", "ta\u0323m", "tam5" },
		{ "đường", "ĐƯỜNG", "đương2" },
		{ "Ấn Độ", "ấn,độ", "ân1 đô5" }, { "ba 3", "BA-3", "ba 3" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		assert_string_equal(text_exact(&a, c[i].text), c[i].exact);
		assert_string_equal(text_exact(&a, c[i].other), c[i].exact);
	}
}

static void the_tone_moves_to_where_schools_put_it(void **s)
{
	(void)s;
	static const struct {
		const char *old, *text;
	} c[] = {
		{ "hoà, HOÀ, Hoà", "hòa, HÒA, Hòa" },
		{ "thuý Thuỷ UỶ BAN", "thúy Thủy ỦY BAN" },
		{ "khoẻ, loã, toẽ", "khỏe, lõa, tõe" },
		{ "oà", "òa" },
		{ "hoà1 hoà_ hoà", "hòa1 hòa_ hòa" },
	};
	static const char *const unchanged[] = {
		"hòa thúy khỏe", "quý quỳ QUÝ Quỹ", "hoàn ngoài khuỷu loài", "hoa thuy", "", "o à u ý",
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++)
		assert_string_equal(text_new_tone(&a, c[i].old), c[i].text);
	for (size_t i = 0; i < COUNT_OF(unchanged); i++)
		assert_ptr_equal(text_new_tone(&a, unchanged[i]), unchanged[i]);
}

static void text_of_the_old_fonts_is_recognised(void **s)
{
	(void)s;
	static const struct {
		const char *text, *fixed, *kind;
	} c[] = {
		{ "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "tcvn3" },
		{ "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vni" },
		{ "COÄNG HOØA", "CỘNG HÒA", "vni" },
		{ "nh\u00ADng", "nhưng", "tcvn3" },
		{ "hà là và", "hà là và", "none" },
		{ "Cộng hòa", "Cộng hòa", "none" },
		{ "plain", "plain", "none" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		const char *kind;
		assert_string_equal(text_legacy_fix(&a, c[i].text, &kind), c[i].fixed);
		assert_string_equal(kind, c[i].kind);
	}
}

static void letters_of_the_old_fonts_survive_the_edge(void **s)
{
	(void)s;
	const char *paste = "T\u00ABi ®· nhiÒu lÇn göi ®¬n nh\u00ADng ch\u00ADa nhËn "
			    "®\u00AD\u00EEc v¨n b¶n tr¶ lêi.";
	const char *kind;
	size_t bad;
	ARENA a = { 0 };
	const char *text = text_clean(&a, paste, strlen(paste), &bad);
	assert_string_equal(text_legacy_fix(&a, text, &kind),
		"Tôi đã nhiều lần gửi đơn nhưng chưa nhận được văn bản trả lời.");
	assert_string_equal(kind, "tcvn3");
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folded_key_forgets_marks_case_and_layout),
		cmocka_unit_test(an_exact_key_keeps_letters_and_tone),
		cmocka_unit_test(the_tone_moves_to_where_schools_put_it),
		cmocka_unit_test(text_of_the_old_fonts_is_recognised),
		cmocka_unit_test(letters_of_the_old_fonts_survive_the_edge),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

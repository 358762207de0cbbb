/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/vietnamese.h"
#include <utf8proc.h>

/* ROW(vowel, small and capital of each tone) */
#define ROWS(ROW) \
	ROW(0, u'a', u'A', u'à', u'À', u'ả', u'Ả', u'ã', u'Ã', u'á', u'Á', u'ạ', u'Ạ') \
	ROW(1, u'ă', u'Ă', u'ằ', u'Ằ', u'ẳ', u'Ẳ', u'ẵ', u'Ẵ', u'ắ', u'Ắ', u'ặ', u'Ặ') \
	ROW(2, u'â', u'Â', u'ầ', u'Ầ', u'ẩ', u'Ẩ', u'ẫ', u'Ẫ', u'ấ', u'Ấ', u'ậ', u'Ậ') \
	ROW(3, u'e', u'E', u'è', u'È', u'ẻ', u'Ẻ', u'ẽ', u'Ẽ', u'é', u'É', u'ẹ', u'Ẹ') \
	ROW(4, u'ê', u'Ê', u'ề', u'Ề', u'ể', u'Ể', u'ễ', u'Ễ', u'ế', u'Ế', u'ệ', u'Ệ') \
	ROW(5, u'i', u'I', u'ì', u'Ì', u'ỉ', u'Ỉ', u'ĩ', u'Ĩ', u'í', u'Í', u'ị', u'Ị') \
	ROW(6, u'o', u'O', u'ò', u'Ò', u'ỏ', u'Ỏ', u'õ', u'Õ', u'ó', u'Ó', u'ọ', u'Ọ') \
	ROW(7, u'ô', u'Ô', u'ồ', u'Ồ', u'ổ', u'Ổ', u'ỗ', u'Ỗ', u'ố', u'Ố', u'ộ', u'Ộ') \
	ROW(8, u'ơ', u'Ơ', u'ờ', u'Ờ', u'ở', u'Ở', u'ỡ', u'Ỡ', u'ớ', u'Ớ', u'ợ', u'Ợ') \
	ROW(9, u'u', u'U', u'ù', u'Ù', u'ủ', u'Ủ', u'ũ', u'Ũ', u'ú', u'Ú', u'ụ', u'Ụ') \
	ROW(10, u'ư', u'Ư', u'ừ', u'Ừ', u'ử', u'Ử', u'ữ', u'Ữ', u'ứ', u'Ứ', u'ự', u'Ự') \
	ROW(11, u'y', u'Y', u'ỳ', u'Ỳ', u'ỷ', u'Ỷ', u'ỹ', u'Ỹ', u'ý', u'Ý', u'ỵ', u'Ỵ')

#define LETTERS(v, a, A, b, B, c, C, d, D, e, E, f, F) \
	[1 + (v) * 12] = a, A, b, B, c, C, d, D, e, E, f, F,
#define CODES(v, a, A, b, B, c, C, d, D, e, E, f, F) \
	[a] = 1 + (v) * 12, [A] = 2 + (v) * 12, \
	[b] = 3 + (v) * 12, [B] = 4 + (v) * 12, \
	[c] = 5 + (v) * 12, [C] = 6 + (v) * 12, \
	[d] = 7 + (v) * 12, [D] = 8 + (v) * 12, \
	[e] = 9 + (v) * 12, [E] = 10 + (v) * 12, \
	[f] = 11 + (v) * 12, [F] = 12 + (v) * 12,

const uint16_t vn_letters[VN_CODES] = { ROWS(LETTERS)[VN_DD] = u'đ', u'Đ' };
const uint8_t vn_codes[VN_LAST + 1] = { ROWS(CODES)[u'đ'] = VN_DD, [u'Đ'] = VN_DD + 1 };
static const char plain[VN_VOWELS + 1] = { 'a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y', 'd' };

/* A combining tone mark; VN_LEVEL for everything else. */
static enum vn_tone tone_of_mark(int32_t c)
{
	switch (c) {
	case 0x300:
		return VN_FALLING;
	case 0x309:
		return VN_ASKING;
	case 0x303:
		return VN_TUMBLING;
	case 0x301:
		return VN_SHARP;
	case 0x323:
		return VN_HEAVY;
	default:
		return VN_LEVEL;
	}
}

size_t vn_untone(int32_t c, int32_t ret[static UTF8_PARTS], enum vn_tone *ret_tone)
{
	unsigned code = vn_code(c);
	*ret_tone = VN_LEVEL;
	if (code) {
		*ret_tone = vn_tone(code);
		ret[0] = vn_bare(code);
		return 1;
	}
	if (c < 0x80) {
		ret[0] = utf8_lower(c);
		return 1;
	}

	size_t kept = 0;
	size_t n = utf8_parts(utf8_lower(c), ret);
	for (size_t i = 0; i < n; i++) {
		enum vn_tone tone = tone_of_mark(ret[i]);
		if (tone)
			*ret_tone = tone;
		else
			ret[kept++] = ret[i];
	}
	utf8proc_ssize_t composed =
		utf8proc_normalize_utf32(ret, (utf8proc_ssize_t)kept, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	assert(composed >= 0);
	return (size_t)composed;
}

void vn_put_plain(struct utf8_out *o, int32_t c)
{
	unsigned code = vn_code(c);
	if (code) {
		char letter = plain[vn_vowel(code)];
		utf8_put(o, vn_capital(code) ? letter - 0x20 : letter);
		return;
	}
	if (c < 0x80) {
		utf8_put(o, c);
		return;
	}
	int32_t part[UTF8_PARTS];
	size_t n = utf8_parts(c, part);
	for (size_t i = 0; i < n; i++)
		if (!utf8_is_mark(part[i]))
			utf8_put(o, part[i]);
}

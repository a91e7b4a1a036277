// Readings in brackets that somebody, or some software, put into a text: 網(wǎng)易 for 網易,
// 電力(でんりょく) for 電力 with ruby above it.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// The readings to be cut out: `at` is what is read and the brackets, the edit cuts the brackets.
// Brackets may be round, square, lenticular, of any width, and opened in one width and closed in
// another. Honest text has such brackets too, so all are judged together:
//
// "romanization": one syllable of Mandarin behind one Han character, in pinyin with a tone mark or
// a tone number, or in bopomofo. A gloss tells of a rare character, or of a common one that is read
// in a rare way; who injects strikes common ones read as ever, in the midst of words. At least
// three such, and half of all, make them injected. Then those of rare characters and readings go
// too where they stand at most occurrences of their character; not one that is plainly another
// character's, which shows that it was put into bytes of two characters (see slip.h). Many
// characters with two readings are a lesson.
//
// "ruby": kana behind kanji in a Japanese text. A gloss explains a name or word once; flattened
// ruby stands everywhere, so it is told by its density (a third as many as there are kanji or
// more), or by several words that have theirs at each of several occurrences, or one in hiragana at
// each of more than a few. Readings that are parted, as those of full names mostly are
// (やまだ・たろう), are glosses.
//
// Jyutping is left: 碳(co2) would be some, and nothing here knows Cantonese to tell. Korean glosses
// (漢字(한자)) are honest. Ruby without brackets (電力でんりょく) has no sure end.
//
// O(text). ICU's transliterator, 90 ms to load, is asked only where there are three candidates.
Repairs find_readings(const Texts& texts);

}  // namespace dealwire

// Syllables of Mandarin, and how characters are read.
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// One syllable with its tone, whatever it is written in (wǎng, WANG3, ㄨㄤˇ), as "wang3", "lü4";
// empty if it is none. Pinyin must have a tone (5 is the neutral one); bopomofo without one has
// the first. Syllables are those of ISO 7098:2015, annex A.
std::string mandarin_syllable(std::string_view text);

// How `c` is read most often, by ICU (Unihan's kMandarin), as "wang3"; empty if ICU does not know.
std::string usual_reading(char32_t c);

// Does everybody know the character? It is in level 1 of GB 2312 or of Big5.
bool is_common_character(char32_t c);

}  // namespace dealwire

// Which language a text is in, as a BCP 47 tag with the script where it matters.
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// "zh-Hant", "zh-Hans", "ja", "ko" by counting scripts and the characters only one variety of
// Chinese uses; languages of Latin, Cyrillic and other scripts by CLD2; "und" if nothing tells.
// `hint` ("" for none), a declared tag such as "zh-TW", decides only where the text does not.
std::string identify_language(std::string_view text, std::string_view hint);

// The region of a tag such as "zh-TW" or "en_GB", in capitals; "" if it names none.
std::string region_of(std::string_view lang);

}  // namespace dealwire

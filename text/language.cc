#include "text/language.h"

#include <cstdio>  // cld2 needs it and does not say so

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "text/chinese.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Text in Han characters alone. A short one may be Japanese, if the hint says so.
std::string chinese(std::string_view text, std::string_view hint) {
  constexpr size_t kShort = 60;
  const std::string tag = ascii_lower(hint);
  const auto seen = Simplifier::instance().evidence(text);
  if (tag.starts_with("ja") && text.size() <= kShort) return "ja";
  if (seen.traditional != seen.simplified) {
    return seen.traditional > seen.simplified ? "zh-Hant" : "zh-Hans";
  }
  const bool hant = tag.find("hant") != tag.npos || tag.ends_with("tw") || tag.ends_with("hk") ||
                    tag.ends_with("mo");
  return hant ? "zh-Hant" : "zh-Hans";
}

}  // namespace

std::string identify_language(std::string_view text, std::string_view hint) {
  constexpr size_t kEnough = 6'000;  // bytes; the rest of a long article says the same
  if (text.size() > kEnough) {
    size_t cut = kEnough;
    while ((text[cut] & 0xC0) == 0x80) --cut;
    text = text.substr(0, cut);
  }
  size_t han = 0, kana = 0, hangul = 0, other = 0;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    han += is_han(c);
    kana += is_kana(c);
    hangul += is_hangul(c);
    other += is_word_character(c);
  }
  // A word of Latin script has about five letters where Chinese has two characters.
  const size_t cjk = han + kana + hangul;
  if (cjk > 0 && cjk * 3 >= other) {
    if (hangul * 2 > cjk) return "ko";
    if (kana * 10 > cjk) return "ja";
    return chinese(text, hint);
  }
  if (other > 0) {
    bool reliable = false;
    const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()),
                                                         /*is_plain_text=*/true, &reliable);
    if (reliable && language != CLD2::UNKNOWN_LANGUAGE) {
      return CLD2::LanguageCode(language);
    }
  }
  if (!hint.empty() && hint != "und") return ascii_lower(hint.substr(0, hint.find_first_of("-_")));
  return "und";
}

std::string region_of(std::string_view lang) {
  for (size_t i = lang.find_first_of("-_"); i != lang.npos; i = lang.find_first_of("-_", i + 1)) {
    const std::string_view part = lang.substr(i + 1, lang.find_first_of("-_", i + 1) - i - 1);
    if (part.size() != 2) continue;
    std::string region(part);
    for (char& c : region) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (region[0] >= 'A' && region[0] <= 'Z') return region;
  }
  return {};
}

}  // namespace dealwire

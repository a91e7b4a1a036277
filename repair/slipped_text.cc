#include "repair/slipped_text.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kMostReadings = 1000;

// A character and the reading injected behind it.
const RE2& reading_pattern() {
  static const RE2 pattern(R"((\p{Han})[(（]([a-zü\x{C0}-\x{24F}]{1,7})[)）])");
  return pattern;
}

InjectedReadings injected_readings(const Texts& texts) {
  InjectedReadings out;
  for (std::string_view text : texts) {
    re2::StringPiece rest(text.data(), text.size()), character, reading;
    while (out.size() < kMostReadings &&
           RE2::FindAndConsume(&rest, reading_pattern(), &character, &reading)) {
      const char32_t c = character_at({character.data(), character.size()}, 0);
      std::u32string key;
      const std::string_view letters(reading.data(), reading.size());
      for (size_t pos = 0; pos < letters.size();) key += next_character(letters, pos);
      const auto [begin, end] = out.equal_range(key);
      if (std::none_of(begin, end, [&](const auto& known) { return known.second == c; })) {
        out.emplace(key, c);
      }
    }
  }
  return out;
}

// The texts without these readings, as their words stand in sound text.
std::vector<std::string> without(const InjectedReadings& readings, const Texts& texts) {
  std::vector<std::string> out;
  for (std::string_view text : texts) {
    std::string& read = out.emplace_back(text);
    if (!readings.empty()) RE2::GlobalReplace(&read, reading_pattern(), R"(\1)");
  }
  return out;
}

Written written_language(const Texts& texts) {
  size_t han = 0, hiragana = 0, hangul = 0;
  for (std::string_view text : texts) {
    for (size_t pos = 0; pos < text.size();) {
      const char32_t c = next_character(text, pos);
      han += is_han(c);
      hiragana += is_hiragana(c);
      hangul += is_hangul(c);
    }
  }
  return hangul > han + hiragana ? Written::kKorean
         : hiragana * 8 > han    ? Written::kJapanese
                                 : Written::kChinese;
}

}  // namespace

SlippedText::SlippedText(const Texts& texts)
    : readings(injected_readings(texts)),
      seen(without(readings, texts)),
      language(written_language(texts)) {}

bool SlippedText::has_seen(std::u32string_view text, size_t i, size_t times) const {
  return is_slipped() && ((i > 0 && seen(text[i - 1], text[i]) >= times) ||
                          (i + 1 < text.size() && seen(text[i], text[i + 1]) >= times));
}

std::u32string SlippedText::without_readings(std::u32string text) const {
  for (size_t open = text.find('('); open != text.npos && !readings.empty();) {
    const size_t close = text.find(')', open);
    if (close == text.npos) break;
    if (readings.count(text.substr(open + 1, close - open - 1)) > 0) {
      text.erase(open, close + 1 - open);
    } else {
      ++open;
    }
    open = text.find('(', open);
  }
  return text;
}

}  // namespace dealwire

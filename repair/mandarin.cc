#include "repair/mandarin.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/codec.h"
#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// ISO 7098:2015, annex A: the finals that each initial has, as they are spelled behind it.
struct Syllables {
  std::string_view initial, finals;
};
constexpr Syllables kSyllables[] = {
    {"b", "a o ai ei ao an en ang eng i ie iao ian in ing u"},
    {"p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"},
    {"m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"},
    {"f", "a o ei ou an en ang eng u"},
    {"d", "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un"},
    {"t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"},
    {"n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un ü üe"},
    {"l", "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe"},
    {"g", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"k", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"j", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"q", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"x", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"zh", "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"ch", "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"sh", "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang"},
    {"r", "i e ao ou an en ang eng ong u ua uo ui uan un"},
    {"z", "i a e ai ei ao ou an en ang eng ong u uo ui uan un"},
    {"c", "i a e ai ao ou an en ang eng ong u uo ui uan un"},
    {"s", "i a e ai ao ou an en ang eng ong u uo ui uan un"},
    {"y", "a o e ao ou an ang i in ing ong u ue uan un"},
    {"w", "a o ai ei an en ang eng u"},
    {"", "a o e ê ai ei ao ou an en ang eng er"},
};

bool is_syllable(std::string_view letters) {
  const size_t initial = letters.size() > 1 && letters[1] == 'h' ? 2 : 1;
  return std::any_of(std::begin(kSyllables), std::end(kSyllables), [&](const Syllables& row) {
    const bool begins = row.initial.empty() || row.initial == letters.substr(0, initial);
    const std::string_view final = letters.substr(std::min(row.initial.size(), letters.size()));
    return begins && !final.empty() && has_word(row.finals, final);
  });
}

// Pinyin with marks or a number. The letters are looked at one by one, so that the marks may stand
// above any of them; what is no letter of pinyin makes it none.
std::string numbered(const icu::UnicodeString& pinyin) {
  static constexpr std::u16string_view kMarks = u"\u0304\u0301\u030C\u0300";
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString parted;
  icu::Normalizer2::getNFKDInstance(status)->normalize(pinyin, parted, status).toLower();
  std::string letters;
  char tone = 0;
  for (int32_t i = 0; i < parted.length(); ++i) {
    const char16_t c = parted.charAt(i);
    const size_t mark = kMarks.find(c);
    const bool umlaut = c == u'\u0308' || c == u':' || c == u'v';
    if (mark != kMarks.npos || (c >= u'1' && c <= u'5')) {
      if (tone != 0) return "";
      tone = static_cast<char>(mark != kMarks.npos ? '1' + mark : c);
      if (mark == kMarks.npos && i + 1 < parted.length()) return "";
    } else if (umlaut) {
      if (c != u'v' && !letters.ends_with('u')) return "";
      if (c != u'v') letters.pop_back();
      letters += "ü";
    } else if (c == u'\u0302' && letters == "e") {
      letters = "ê";
    } else if (c >= u'a' && c <= u'z') {
      letters += static_cast<char>(c);
    } else {
      return "";
    }
  }
  return tone != 0 && is_syllable(letters) ? letters + tone : "";
}

const icu::Transliterator* transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status);
}

bool is_bopomofo(char32_t c) { return c >= 0x3105 && c <= 0x312F; }

// The mark of the neutral tone stands before the syllable.
std::string from_bopomofo(icu::UnicodeString text) {
  static const icu::Transliterator* const to_latin = transliterator("Bopomofo-Latin");
  constexpr char16_t kNeutral = u'˙';
  if (to_latin == nullptr) return "";
  const bool neutral = text.charAt(0) == kNeutral;
  if (neutral) text.remove(0, 1);
  to_latin->transliterate(text);
  std::string out = numbered(text);
  if (neutral && !out.empty()) out.back() = '5';
  return out;
}

// Are its bytes in `charset` two, the first from `low` to `high` and the second from `trail` on?
bool in_rows(char32_t c, std::string_view charset, unsigned char low, unsigned char high,
             unsigned char trail) {
  const Charset* found = find_charset(charset);
  if (c > 0xFFFF || found == nullptr) return false;
  const char16_t unit = static_cast<char16_t>(c);
  const auto bytes = to_bytes({&unit, 1}, *found);
  if (!bytes || bytes->size() != 2) return false;
  const auto lead = static_cast<unsigned char>((*bytes)[0]);
  return low <= lead && lead <= high && static_cast<unsigned char>((*bytes)[1]) >= trail;
}

}  // namespace

std::string mandarin_syllable(std::string_view text) {
  constexpr size_t kLongest = 24;  // bytes, of ｚｈｕａｎｇ３
  if (text.empty() || text.size() > kLongest) return "";
  const char32_t first = character_at(text, 0);
  const bool bopomofo = is_bopomofo(first) || first == U'˙';
  if (!bopomofo && !is_word_character(first)) return "";
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  return bopomofo ? from_bopomofo(units) : numbered(units);
}

std::string usual_reading(char32_t c) {
  static const icu::Transliterator* const to_latin = transliterator("Han-Latin");
  if (to_latin == nullptr) return "";
  icu::UnicodeString text(static_cast<UChar32>(c));
  to_latin->transliterate(text);
  return numbered(text);
}

bool is_common_character(char32_t c) {
  return in_rows(c, "gb18030", 0xB0, 0xD7, 0xA1) || in_rows(c, "big5", 0xA4, 0xC6, 0x40);
}

}  // namespace dealwire

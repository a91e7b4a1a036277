#include "repair/oddity.h"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>

#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Costs in nats, as in text/legibility.cc.
constexpr double kSpace = 6.5;     // no-break and ideographic spaces
constexpr double kLetter = 5.5;    // of the language: Latin beyond ASCII
constexpr double kOwn = 4;         // of a script with an alphabet of its own
constexpr double kSyllable = 7;    // Hangul, kana
constexpr double kCommonHan = 9;   // one of some thousands
constexpr double kSign = 5;        // a sign that the language or every web page uses
constexpr double kBorrowed = 9;    // a letter that the language uses in foreign words and names
constexpr double kOddSign = 9;     // a sign that is neither
constexpr double kStrange = 5;     // more for a letter that only other languages use
constexpr double kForeign = 11;    // a letter that hardly a language uses
constexpr double kNoText = 18;     // a control, an unassigned or malformed character
constexpr double kMixed = 7;       // two scripts in a word
constexpr double kCapital = 1;     // a capital behind a capital
constexpr double kInsideWord = 4;  // signs between two letters
constexpr double kUsual = 2;       // -log of the share of languages that use a usual letter
constexpr double kLoneLetter = 2;  // a letter by itself with a sign at its side
constexpr double kEnd =
    3;  // a capital that ends a word of small letters, or a small letter behind two capitals
constexpr double kBesideDrawing = 1;  // a letter beside a piece of a drawing
constexpr double kFormula = -3;       // an operator before a small Greek letter
constexpr double kDrawing = -6;       // lines are drawn of many pieces

// Languages that no charset of the web was made for, but that are written in those.
constexpr const char* kMoreLanguages[] = {"af", "ast", "br", "cy", "eo", "eu", "fo", "fur", "fy",
                                          "ga", "gd",  "gl", "hy", "ka", "kk", "ku", "ky",  "lb",
                                          "mn", "mt",  "oc", "ps", "qu", "rm", "sc", "sd",  "se",
                                          "tg", "tk",  "tt", "ug", "uz", "vi", "wo", "yi"};

// What all languages have in common use. Scripts of one alphabet are told by Unicode.
struct Common {
  std::map<std::string, Alphabet, std::less<>> more;
  icu::UnicodeSet letters;  // of alphabets that languages share
  std::unordered_map<UChar32, double>
      rarity;  // of each: -log of the share of languages that use it
  icu::UnicodeSet han;
  icu::UnicodeSet signs;
};

icu::UnicodeSet exemplars(ULocaleData* locale, ULocaleDataExemplarSetType type) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet out;
  ulocdata_getExemplarSet(locale, out.toUSet(), USET_ADD_CASE_MAPPINGS, type, &status);
  out.remove(0, 0x7F).removeAllStrings().freeze();
  return out;
}

Alphabet load(const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> locale(
      ulocdata_open(language, &status), ulocdata_close);
  Alphabet out;
  out.letters = exemplars(locale.get(), ULOCDATA_ES_STANDARD);
  out.borrowed = exemplars(locale.get(), ULOCDATA_ES_AUXILIARY);
  out.signs = exemplars(locale.get(), ULOCDATA_ES_PUNCTUATION);
  out.latin = !out.letters.containsNone(0xC0, 0x24F);
  return out;
}

void count_usual_letters(Common& common) {
  double latin = 0;
  for (const auto* languages : {&alphabets(), &std::as_const(common.more)}) {
    for (const auto& [language, alphabet] : *languages) {
      if (!alphabet.latin) continue;
      ++latin;
      for (int32_t i = 0; i < alphabet.letters.size(); ++i) {
        ++common.rarity[alphabet.letters.charAt(i)];
      }
    }
  }
  for (auto& [c, count] : common.rarity) count = std::log(latin / count) - kUsual;
}

Common load_common() {
  Common out;
  for (const auto& [language, alphabet] : alphabets()) {
    const bool han = language == "ja" || language.starts_with("zh");
    (han ? out.han : out.letters).addAll(alphabet.letters);
  }
  for (const char* language : kMoreLanguages) {
    const auto [entry, added] = out.more.emplace(language, load(language));
    out.letters.addAll(entry->second.letters);
  }
  count_usual_letters(out);
  UErrorCode status = U_ZERO_ERROR;
  out.han.retainAll(icu::UnicodeSet(u"[:sc=Han:]", status));
  out.signs = icu::UnicodeSet(u"[“”„‘’‚«»‹›–—…¡¿·•°©®™€£¥§ºª²³½¼¾×±]", status);
  for (icu::UnicodeSet* set : {&out.letters, &out.han, &out.signs}) set->freeze();
  return out;
}

const Common& common() {
  static const auto* const out = new Common(load_common());
  return *out;
}

double rarity(UChar32 c) {
  const auto found = common().rarity.find(c);
  return found == common().rarity.end() ? 0 : found->second;
}

UScriptCode script_of(char32_t c) {
  if (c < 0x80) return u_isalpha(static_cast<UChar32>(c)) ? USCRIPT_LATIN : USCRIPT_COMMON;
  if (c == U'µ') return USCRIPT_GREEK;  // as a sign it belongs to no script
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

// Scripts whose letters many languages share, each using some.
bool is_shared(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
         script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
}

// Not modifiers and ordinals, which Unicode calls letters.
bool is_written_letter(char32_t c) {
  if (c == U'ª' || c == U'º' || !u_isalpha(static_cast<UChar32>(c))) return false;
  return is_cjk(c) || script_of(c) != USCRIPT_COMMON;
}

// Small Greek letters are signs too: γ-globulin, IL-2Rγc, 5μm.
bool is_symbol(char32_t c) { return c >= 0x3B1 && c <= 0x3C9; }

// Of mathematics.
bool is_operator(char32_t c) { return c >= 0x2200 && c < 0x2300; }

// Accents by themselves, which stood on letters of typewriters.
bool is_accent(char32_t c) { return c >= 0x2C6 && c <= 0x2DD; }

bool is_combining(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

// From Hebrew on, scripts have marks of their own, that stand on no other script's letters.
constexpr char32_t kOwnMarks = 0x590;

bool is_drawing(char32_t c) { return c >= 0x2500 && c < 0x25A0; }

// A sign of Chinese, Japanese and Korean.
bool is_wide_sign(char32_t c) { return (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0); }

bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014; }

// Signs that stand inside words, and spaces.
bool joins(char32_t c) {
  return is_space(c) || c == 0x2019 || c == 0xB7 || c == 0xAD || c == 0x2010 || c == 0x2013 ||
         c == 0x2014;
}

// A sign beyond ASCII.
bool is_sign(char32_t c) {
  return c >= 0x80 && c != 0xFFFD && !is_space(c) && !is_written_letter(c) && !joins(c);
}

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

// Scripts whose letters are taken for others' in science and by those who deceive filters.
bool is_european(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
}

// What two neighbours cost.
double clash(char32_t a, char32_t b) {
  if (a < 0x80 && b < 0x80) return 0;
  if (is_drawing(a) && is_drawing(b)) return kDrawing;
  const UScriptCode left = script_of(a), right = script_of(b);
  if (right == USCRIPT_COMMON || left == USCRIPT_COMMON) return 0;
  if (is_cjk(a) && is_cjk(b)) return 0;
  if (left != right) {
    if ((is_symbol(a) && right == USCRIPT_LATIN) || (is_symbol(b) && left == USCRIPT_LATIN)) {
      return kCapital;
    }
    return is_european(left) && is_european(right) ? kMixed : kForeign;
  }
  return !is_upper(b) ? 0 : is_lower(a) ? kClash : kCapital;
}

// What it costs that a word begins with this letter.
double beginning(char32_t c) {
  switch (script_of(c)) {
    case USCRIPT_LATIN:
    case USCRIPT_COMMON:
      return 0;
    case USCRIPT_SYRIAC:
    case USCRIPT_THAANA:
    case USCRIPT_NKO:
      return kForeign + kStrange;
    default:
      return kStrange;
  }
}

}  // namespace

bool in_common_use(char32_t c) {
  if (c >= 0x300 && c < 0x370) return c <= 0x30C || (c >= 0x323 && c <= 0x338);
  if (!is_written_letter(c)) return u_isdefined(static_cast<UChar32>(c));
  const UScriptCode script = script_of(c);
  return is_shared(script) ? common().letters.contains(static_cast<UChar32>(c)) : true;
}

Oddity::Oddity(std::string_view language) {
  std::string name(language.substr(0, language.find('-')));
  if (language.ends_with("-Hant")) name += "_Hant";
  if (name == "nb" || name == "nn") name = "no";
  if (name == "iw") name = "he";
  for (const auto* languages : {&alphabets(), &common().more}) {
    const auto found = languages->find(name);
    if (found != languages->end()) home_ = &found->second;
  }
}

bool Oddity::at_home(char32_t c) const {
  const auto letter = static_cast<UChar32>(c);
  return home_ != nullptr && home_->letters.contains(letter);
}

double Oddity::of(char32_t c) const {
  if (c < 0x80) return c < ' ' && c != '\n' && c != '\t' ? kNoText : 0;
  const auto point = static_cast<UChar32>(c);
  if (is_space(c)) return kSpace;
  if (c == 0xFFFD || c == u'¤') return kNoText;
  if (is_han(c)) return common().han.contains(point) ? kCommonHan : kForeign + kStrange;
  if (is_hangul(c) && !common().letters.contains(point)) return kForeign + kStrange;
  if (is_cjk(c)) return kSyllable;
  if (home_ != nullptr) {
    if (home_->letters.contains(point)) return home_->latin ? kLetter : kOwn;
    if (home_->signs.contains(point)) return kSign;
    if (home_->borrowed.contains(point)) return kBorrowed;
  }
  if (common().signs.contains(point)) return kSign;
  const UScriptCode script = script_of(c);
  if (common().letters.contains(point)) {
    if (script != USCRIPT_LATIN) return kOwn;
    return kLetter + rarity(point) + (home_ == nullptr ? 0 : kStrange);
  }
  // What no table knows. Beyond legibility.h: marks, accents and full-width signs are told apart,
  // and letters of scripts that only one alphabet uses are at home where they stand.
  if (is_no_text(point)) return kNoText;
  if (!is_written_letter(c)) {
    if (is_combining(c) && script != USCRIPT_COMMON) return kOwn;
    if (is_accent(c)) return kForeign;
    return kOddSign + (is_wide_sign(c) ? kStrange : 0);
  }
  return is_shared(script) ? kForeign : kOwn;
}

double Oddity::of(std::u32string_view text) const {
  double out = 0;
  size_t signs = 0;    // side by side, behind a letter
  bool begun = false;  // a word
  for (size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const char32_t left = i > 0 ? text[i - 1] : U'\n';
    const char32_t right = i + 1 < text.size() ? text[i + 1] : U'\n';
    out += of(c) + clash(left, c);
    if (!is_written_letter(c)) {
      if (c < 0x80 || is_space(c)) begun = false;
      if (is_combining(c) && ((c >= kOwnMarks && left < kOwnMarks) || left <= U' '))
        out += kForeign;
      if (is_drawing(c) && is_written_letter(left)) out += kBesideDrawing;
      signs = is_sign(c) && (signs > 0 || is_written_letter(left)) ? signs + 1 : 0;
      continue;
    }
    if (signs > 0) {
      out += kInsideWord - (is_drawing(left) ? kDrawing * static_cast<double>(signs - 1) : 0);
    } else if (is_drawing(left)) {
      out += kBesideDrawing;
    }
    signs = 0;
    if (is_symbol(c) && is_operator(left)) {
      out += kFormula;
    } else if (!begun) {
      out += beginning(c);
    }
    begun = true;
    if (is_lower(c) && i > 1 && is_upper(left) && is_upper(text[i - 2]) &&
        (c >= 0x80 || left >= 0x80)) {
      out += kEnd;
    }
    if (c < 0x80 || is_cjk(c)) continue;
    if (is_upper(c) && is_lower(left) && !is_written_letter(right)) out += kEnd;
    if (!is_written_letter(left) && (is_sign(right) || is_dash(right))) out += kLoneLetter;
  }
  return out;
}

}  // namespace dealwire

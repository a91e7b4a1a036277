#include "text/legibility.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>

#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Costs in nats. They are orders of magnitude; nothing hangs on their digits.
constexpr double kAscii = 4;     // one of some 50 characters, whatever the language
constexpr double kSpace = 4;     // no-break and ideographic spaces
constexpr double kLatin = 5.5;   // one of ten letters beyond ASCII, which are a twentieth of a text
constexpr double kBorrowed = 9;  // a letter that the language uses in foreign words and names
constexpr double kOddSign = 9;   // a sign that the language does not use
constexpr double kForeign = 11;  // a letter that the language does not use
constexpr double kNoText = 18;   // a control, an unassigned or malformed character
constexpr double kCapital = 1;   // a capital behind a capital

constexpr size_t kKoreanWord = 10;  // syllables: Korean has spaces, unlike its neighbours

// A character and what reading needs to know of it.
struct Letter {
  UChar32 c = '\n';
  UScriptCode script = USCRIPT_COMMON;  // USCRIPT_COMMON if it is no letter and no mark on one
  bool is_cjk() const {
    return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA ||
           script == USCRIPT_KATAKANA;
  }
};

Letter letter(UChar32 c) {
  if (c < 0x80) return {c, u_isalpha(c) ? USCRIPT_LATIN : USCRIPT_COMMON};
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return {c, script == USCRIPT_INHERITED ? USCRIPT_COMMON : script};
}

// What two letters cost that stand side by side: hardly a word has two scripts, or a capital behind
// a small letter, and few have one behind another. ASCII has McDonald and iPhone; Chinese, Japanese
// and Korean have their scripts side by side, and AI and SK.
double clash(const Letter& a, const Letter& b) {
  if (a.script == USCRIPT_COMMON || b.script == USCRIPT_COMMON || (a.c < 0x80 && b.c < 0x80)) {
    return 0;
  }
  if (a.is_cjk() && b.is_cjk()) return 0;
  if (a.is_cjk() || b.is_cjk()) return u_islower(a.is_cjk() ? b.c : a.c) ? kClash : 0;
  if (a.script != b.script) return kClash;
  return !u_isupper(b.c) ? 0 : u_islower(a.c) ? kClash : kCapital;
}

// What a character beyond ASCII costs that the language does not know.
double unknown_cost(UChar32 c) {
  if (c == 0xFFFD || c == u'¤' || is_no_text(c)) return kNoText;  // ¤ is what € is taken for
  if (u_charType(c) == U_SPACE_SEPARATOR) return kSpace;
  return u_isalpha(c) ? kForeign : kOddSign;
}

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

bool is_no_text(UChar32 c) {
  constexpr uint32_t kMask = U_GC_CN_MASK | U_GC_CC_MASK | U_GC_CO_MASK | U_GC_CS_MASK;
  return (U_GET_GC_MASK(c) & kMask) != 0;
}

CharacterCost::CharacterCost(const Alphabet& alphabet)
    : alphabet_(&alphabet),
      letter_(alphabet.latin ? kLatin : std::log(alphabet.size / 0.8)),
      sign_(std::log(alphabet.signs_size / 0.05)) {}

double CharacterCost::operator()(UChar32 c) const {
  return alphabet_->letters.contains(c)    ? letter_
         : alphabet_->signs.contains(c)    ? sign_
         : alphabet_->borrowed.contains(c) ? kBorrowed
                                           : unknown_cost(c);
}

Spelling spell(std::u16string_view text, double stranger) {
  Spelling out;
  Letter last;
  bool met = false;     // a stranger in this word
  size_t run = 0;       // of Chinese, Japanese or Korean characters
  bool hangul = false;  // among them
  for (size_t i = 0; i < text.size();) {
    UChar32 c;
    U16_NEXT(text, i, text.size(), c);
    const Letter next = letter(c);
    if (c < 0x80) {
      out.cost += kAscii;
    } else {
      out.beyond.push_back(c);
    }
    out.cost += clash(last, next);
    run = next.is_cjk() ? run + 1 : 0;
    hangul = run > 0 && (hangul || next.script == USCRIPT_HANGUL);
    if (hangul && run > kKoreanWord) out.cost += kClash;
    if (c == '\n') met = false;
    if (!met && next.script != USCRIPT_COMMON && next.script != USCRIPT_LATIN) {
      met = true;
      out.cost += stranger;
    }
    last = next;
  }
  return out;
}

double reading_cost(const Spelling& spelling, const Alphabet& alphabet, double limit) {
  const CharacterCost cost(alphabet);
  double out = spelling.cost;
  for (size_t i = 0; i < spelling.beyond.size() && out <= limit; ++i) {
    out += cost(spelling.beyond[i]);
  }
  return out;
}

double reading_cost(std::string_view text, std::string_view languages) {
  const icu::UnicodeString units = to_utf16(text);
  const Spelling spelling = spell({units.getBuffer(), static_cast<size_t>(units.length())});
  double least = HUGE_VAL;
  for (const auto& [language, alphabet] : alphabets()) {
    if (has_word(languages, language)) {
      least = std::min(least, reading_cost(spelling, alphabet, least));
    }
  }
  return least;
}

std::vector<size_t> word_lengths(std::u32string_view text) {
  // Making one takes a millisecond; it keeps what it last read, so each thread has its own.
  thread_local const std::unique_ptr<icu::BreakIterator> words = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
  }();
  icu::UnicodeString units;
  for (const char32_t c : text) units.append(static_cast<UChar32>(c));
  words->setText(units);
  words->first();
  std::vector<size_t> out;
  out.reserve(text.size());
  int32_t unit = 0;
  for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
    const size_t begin = out.size();
    size_t cjk = 0;
    for (; unit < end; unit += U16_LENGTH(text[out.size() - 1])) {
      const char32_t c = text[out.size()];
      cjk += is_han(c) || is_kana(c);
      out.push_back(is_han(c) || is_kana(c));
    }
    for (size_t i = begin; i < out.size(); ++i) out[i] *= cjk;
  }
  return out;
}

WordCount count_in_words(std::string_view text) {
  std::u32string characters;
  for (size_t pos = 0; pos < text.size();) characters += next_character(text, pos);
  WordCount out;
  for (const size_t length : word_lengths(characters)) {
    out.characters += length > 0;
    out.in_words += length > 1;
  }
  return out;
}

}  // namespace dealwire

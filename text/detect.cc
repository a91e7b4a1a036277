#include "text/detect.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "text/alphabet.h"
#include "text/codec.h"
#include "text/language.h"
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
constexpr double kClash = 5;     // two letters that do not meet in words
constexpr double kCapital = 1;   // a capital behind a capital
constexpr double kAccord = 5;    // the ASCII words around are of that language
constexpr double kLabel = 5;     // what a label is worth: it lies once in a hundred times or two

constexpr size_t kKoreanWord = 10;  // syllables: Korean has spaces, unlike its neighbours

// A charset to try, what its rarity costs, and the languages written in it ("*": any).
struct Candidate {
  const char* charset;
  double rarity;
  std::string_view languages;
};
constexpr Candidate kCandidates[] = {
    {"UTF-8", 0, "*"},
    {"windows-1252", 0, "en de fr es pt it nl sv no da fi is ca"},
    {"gb18030", 2, "zh zh_Hant"},
    {"Big5", 2, "zh_Hant"},
    {"Shift_JIS", 2, "ja"},
    {"EUC-JP", 2, "ja"},
    {"EUC-KR", 2, "ko"},
    {"windows-1250", 2, "pl cs sk hu ro hr sl sq"},
    {"windows-1254", 2, "tr az"},
    {"windows-1257", 2, "lt lv et"},
    {"windows-1251", 3, "ru uk bg sr mk be"},
    {"windows-1256", 3, "ar fa ur"},
    {"windows-1253", 3, "el"},
    {"windows-1255", 3, "he"},
    {"windows-874", 3, "th"},
    {"ISO-8859-2", 3, "pl cs sk hu ro hr sl sq"},
    {"ISO-8859-15", 3, "de fr es pt it nl sv no da fi is ca"},
    {"KOI8-R", 4, "ru bg"},
    {"KOI8-U", 4, "ru uk bg be"},
    {"ISO-8859-5", 5, "ru uk bg sr mk be"},
    {"ISO-8859-6", 5, "ar"},
    {"ISO-8859-7", 5, "el"},
    {"ISO-8859-13", 5, "lt lv et"},
    {"ISO-8859-4", 5, "lt lv et"},
    {"IBM866", 5, "ru uk bg be"},
    {"macintosh", 8, "de fr es pt it nl sv no da is ca"},
    {"x-mac-cyrillic", 8, "ru uk bg sr mk be"},
};

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Does markup begin at `pos`: a tag, a comment, a declaration?
bool begins_markup(std::string_view bytes, size_t pos) {
  if (bytes[pos] != '<' || pos + 1 >= bytes.size()) return false;
  const char next = bytes[pos + 1];
  return next == '/' || next == '!' || next == '?' || is_letter(next);
}

// Behind the markup that begins at `pos`; behind its end tag, where that of a script or style does.
size_t skip_markup(std::string_view bytes, size_t pos) {
  const std::string name = ascii_lower(bytes.substr(pos + 1, 7));
  const std::string_view end = name.starts_with("!--")      ? "-->"
                               : name.starts_with("script") ? "</script"
                               : name.starts_with("style")  ? "</style"
                                                            : ">";
  for (size_t i = pos + 1; i + end.size() <= bytes.size(); ++i) {
    if (bytes[i] == end[0] && ascii_lower(bytes.substr(i, end.size())) == end) {
      return end[0] == '<' ? i : i + end.size();
    }
  }
  return bytes.size();
}

// Words of a text that are not ASCII, a line each.
struct Sample {
  std::string words;
  double stranger = 0;   // what it costs to read one of them as of another script than Latin
  std::string language;  // of the ASCII words around them
};

// Takes some 2 KB of words, as many from each eighth of the bytes: an ASCII head says nothing of
// the charset, and a menu of foreign names little. A word begins at a byte below '0', which is
// never the second of two that are one character, so that none is cut but in a word of half a
// kilobyte.
Sample take_sample(std::string_view bytes, bool in_markup) {
  constexpr size_t kParts = 8, kPart = 256, kWord = 512;
  Sample out;
  std::string ascii_words;
  size_t words = 0, latin = 0;  // that are not ASCII, and that are
  for (size_t i = 0; i < bytes.size();) {
    if (!in_markup && begins_markup(bytes, i)) {
      i = skip_markup(bytes, i);
      continue;
    }
    const size_t begin = i;
    bool ascii = true, letters = false;
    do {
      ascii = ascii && (bytes[i] & 0x80) == 0;
      letters = letters || is_letter(bytes[i]);
      ++i;
    } while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= '0' && bytes[i] != '<');
    (ascii ? latin : words) += letters || !ascii;
    std::string& taken = ascii ? ascii_words : out.words;
    if (taken.size() >= kPart * (1 + begin * kParts / bytes.size())) continue;
    taken += bytes.substr(begin, std::min(i - begin, kWord));
    if (i < bytes.size()) taken += '\n';
  }
  // Three Latin words to one of them make it as strange as a clash.
  const double crowd = static_cast<double>(latin) / static_cast<double>(3 * words + 1);
  out.stranger = kClash * std::min(1.0, crowd);
  out.language = identify_language(ascii_words, "");
  return out;
}

// The languages written in a charset; none if it is no candidate.
std::string_view languages_of(const Charset& charset) {
  for (const Candidate& candidate : kCandidates) {
    if (candidate.charset == charset.name) return candidate.languages;
  }
  return "";
}

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
  if (c < 0x80) return {c, is_letter(static_cast<char>(c)) ? USCRIPT_LATIN : USCRIPT_COMMON};
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

// A sample as one charset reads it.
struct Reading {
  std::vector<UChar32> beyond;  // its characters beyond ASCII
  double cost = 0;              // of all that hangs on no language
};

Reading read(const Sample& sample, const Charset& charset) {
  const std::vector<char16_t> units = to_units(sample.words, charset).text;
  Reading out;
  Letter last;
  bool stranger = false;  // met in this word
  size_t run = 0;         // of Chinese, Japanese or Korean characters
  bool hangul = false;    // among them
  for (size_t i = 0; i < units.size();) {
    UChar32 c;
    U16_NEXT(units, i, units.size(), c);
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
    if (c == '\n') stranger = false;
    if (!stranger && next.script != USCRIPT_COMMON && next.script != USCRIPT_LATIN) {
      stranger = true;
      out.cost += sample.stranger;
    }
    last = next;
  }
  if (last.c == 0xFFFD) {  // a character cut off by the end of the bytes is no damage
    out.beyond.pop_back();
    out.cost += kOddSign;
  }
  return out;
}

// What a character beyond ASCII costs that the language does not know.
double unknown_cost(UChar32 c) {
  if (c == 0xFFFD || c == u'¤') return kNoText;  // ¤ is what € is taken for
  switch (u_charType(c)) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
      return kNoText;
    case U_SPACE_SEPARATOR:
      return kSpace;
    default:
      return u_isalpha(c) ? kForeign : kOddSign;
  }
}

// What a reading costs in a language; what is above `limit` is not counted to its end.
double cost(const Reading& reading, const Alphabet& alphabet, double limit) {
  const double letter = alphabet.latin ? kLatin : std::log(alphabet.size / 0.8);
  const double sign = std::log(alphabet.signs.size() / 0.05);
  double out = reading.cost;
  for (size_t i = 0; i < reading.beyond.size() && out <= limit; ++i) {
    const UChar32 c = reading.beyond[i];
    out += alphabet.letters.contains(c)    ? letter
           : alphabet.signs.contains(c)    ? sign
           : alphabet.borrowed.contains(c) ? kBorrowed
                                           : unknown_cost(c);
  }
  return out;
}

// What the cheapest of the languages makes of it, if that is below `limit`.
double cost(const Sample& sample, const Charset& charset, std::string_view languages,
            double limit) {
  const Reading reading = read(sample, charset);
  double least = limit;
  for (const auto& [language, alphabet] : alphabets()) {
    if (languages != "*" && !has_word(languages, language)) continue;
    const double accord = language == sample.language ? kAccord : 0;
    least = std::min(least, cost(reading, alphabet, least + accord) - accord);
  }
  return least;
}

// Does the charset make Chinese, Japanese or Korean of the sample, surely? Of enough characters
// nine in ten must be of the language's common thousands. Chance makes seven at most, of Korean
// that is read as Chinese. It saves pages that declare themselves rightly the other charsets.
bool is_surely(const Sample& sample, const Charset& charset) {
  constexpr size_t kEnough = 100;
  constexpr int kThousands = 1000;
  const Reading reading = read(sample, charset);
  if (reading.beyond.size() < kEnough) return false;
  for (const auto& [language, alphabet] : alphabets()) {
    if (alphabet.size < kThousands || !has_word(languages_of(charset), language)) continue;
    const auto known = std::count_if(reading.beyond.begin(), reading.beyond.end(), [&](UChar32 c) {
      return alphabet.letters.contains(c) || alphabet.signs.contains(c);
    });
    if (known * 10 >= std::ssize(reading.beyond) * 9) return true;
  }
  return false;
}

// ASCII text, or a character of any of the languages.
bool is_known(char16_t c) {
  if (c < 0x80) return c >= ' ' || (c >= '\t' && c <= '\r');
  return std::any_of(alphabets().begin(), alphabets().end(), [c](const auto& entry) {
    return entry.second.letters.contains(c) || entry.second.signs.contains(c);
  });
}

}  // namespace

const Charset* detect_charset(std::string_view bytes, const Charset* declared) {
  constexpr size_t kLittle = 64;
  Sample sample = take_sample(bytes, false);
  if (sample.words.size() < kLittle) sample = take_sample(bytes, true);
  if (declared != nullptr && is_surely(sample, *declared)) return declared;
  // What is declared comes first, so that the others are given up early.
  const Charset* best = declared;
  double least = HUGE_VAL;
  if (declared != nullptr) least = cost(sample, *declared, "*", least) - kLabel;
  for (const Candidate& candidate : kCandidates) {
    const Charset* charset = find_charset(candidate.charset);
    if (charset == declared) continue;
    const double price =
        cost(sample, *charset, candidate.languages, least - candidate.rarity) + candidate.rarity;
    if (price < least) {
      least = price;
      best = charset;
    }
  }
  return best;
}

const Charset* detect_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  const bool zeros = head.find('\0') != head.npos;  // ASCII among it
  if (!zeros && bytes.size() % 2 != 0) return nullptr;
  const ptrdiff_t enough = zeros ? 2 : 8;
  for (const char* label : {"utf-16le", "utf-16be"}) {
    const Charset* charset = find_charset(label);
    const Units units = to_units(head, *charset);
    const auto known = std::count_if(units.text.begin(), units.text.end(), is_known);
    // In bytes of another charset one in five units is a character of those at most.
    if (known >= enough && known * 5 >= std::ssize(units.text) * 4) return charset;
  }
  return nullptr;
}

}  // namespace dealwire

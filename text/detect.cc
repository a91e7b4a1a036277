#include "text/detect.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "text/alphabet.h"
#include "text/codec.h"
#include "text/language.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// In nats, as legibility counts.
constexpr double kAccord = 5;  // the ASCII words around are of that language
constexpr double kCutOff = 9;  // a character cut off by the end of the bytes
constexpr double kLabel = 5;   // what a label is worth: it lies once in a hundred times or two

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

// Does markup begin at `pos`: a tag, a comment, a declaration?
bool begins_markup(std::string_view bytes, size_t pos) {
  if (bytes[pos] != '<' || pos + 1 >= bytes.size()) return false;
  const char next = bytes[pos + 1];
  return next == '/' || next == '!' || next == '?' || is_ascii_letter(next);
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
      letters = letters || is_ascii_letter(bytes[i]);
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

// A sample as one charset reads it.
Spelling read(const Sample& sample, const Charset& charset) {
  const std::vector<char16_t> units = to_units(sample.words, charset).text;
  Spelling out = spell({units.data(), units.size()}, sample.stranger);
  // A character cut off by the end of the bytes is no damage.
  if (!units.empty() && units.back() == 0xFFFD) {
    out.beyond.pop_back();
    out.cost += kCutOff;
  }
  return out;
}

// What the cheapest of the languages makes of it, if that is below `limit`.
double cost(const Sample& sample, const Charset& charset, std::string_view languages,
            double limit) {
  const Spelling reading = read(sample, charset);
  double least = limit;
  for (const auto& [language, alphabet] : alphabets()) {
    if (languages != "*" && !has_word(languages, language)) continue;
    const double accord = language == sample.language ? kAccord : 0;
    least = std::min(least, reading_cost(reading, alphabet, least + accord) - accord);
  }
  return least;
}

// Does the charset make Chinese, Japanese or Korean of the sample, surely? Of enough characters
// nine in ten must be of the language's common thousands. Chance makes seven at most, of Korean
// that is read as Chinese. It saves pages that declare themselves rightly the other charsets.
bool is_surely(const Sample& sample, const Charset& charset) {
  constexpr size_t kEnough = 100;
  constexpr int kThousands = 1000;
  const Spelling reading = read(sample, charset);
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

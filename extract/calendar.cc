#include "extract/calendar.h"

#include <unicode/dtfmtsym.h>
#include <unicode/reldatefmt.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Where two languages disagree on a word, the first one has it unless the page's language is told.
constexpr std::array<const char*, 58> kLocales = {
    "en", "en_GB", "zh", "zh_Hant", "ja", "ko",      "de", "de_AT", "fr", "fr_CA", "es", "it",
    "pt", "nl",    "pl", "tr",      "ru", "uk",      "bg", "cs",    "sk", "sl",    "hr", "sr",
    "mk", "sv",    "nb", "da",      "is", "sr_Latn", "fi", "et",    "lv", "lt",    "hu", "ro",
    "el", "he",    "ar", "ar_LB",   "fa", "hi",      "bn", "ta",    "ur", "th",    "id", "ms",
    "ca", "gl",    "eu", "sq",      "ka", "hy",      "az", "kk",    "sw", "vi"};

std::string to_utf8(icu::UnicodeString text) {
  std::string out;
  text.foldCase().toUTF8String(out);
  return out;
}

std::string fold_case(std::string_view text) {
  return to_utf8(icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
}

std::string_view language_of(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_"));
}

// A name without what stands around it in a date: Catalan "de març", "d’abril", and full stops.
std::string bare_month(const icu::UnicodeString& text) {
  std::string name = to_utf8(text);
  if (name.starts_with("de ")) name.erase(0, 3);
  if (name.starts_with("d’")) name.erase(0, std::string_view("d’").size());
  while (name.ends_with('.')) name.pop_back();
  return name;
}

class Months {
 public:
  Months() {
    for (const char* locale : kLocales) {
      UErrorCode error = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols(icu::Locale(locale), "gregorian", error);
      if (U_FAILURE(error)) continue;
      using Symbols = icu::DateFormatSymbols;
      for (auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        for (auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
          int32_t count = 0;
          const icu::UnicodeString* names = symbols.getMonths(count, context, width);
          for (int month = 1; month <= 12 && month <= count; ++month) {
            add(bare_month(names[month - 1]), month, locale);
          }
        }
      }
    }
  }

  int operator()(std::string_view word, std::string_view lang) const {
    const std::string name = fold_case(word);
    const auto theirs = disputed_.find(name + "@" + std::string(language_of(lang)));
    if (theirs != disputed_.end()) return theirs->second;
    const auto found = months_.find(name);
    return found == months_.end() ? 0 : found->second;
  }

 private:
  void add(const std::string& name, int month, const char* locale) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return;  // "9月" is read as a number
    if (months_.emplace(name, month).first->second != month) {
      disputed_.emplace(name + "@" + std::string(language_of(locale)), month);
    }
  }

  std::unordered_map<std::string, int> months_;
  std::unordered_map<std::string, int> disputed_;  // "listopada@hr"
};

// A line as phrases are looked up in it: in lower case, without spaces, each number a '#'.
struct Folded {
  std::string text;
  std::vector<size_t> from;   // where each byte stands in the line
  std::vector<int> numbers;   // in their order
  std::vector<size_t> marks;  // the '#' of each
};

Folded fold(std::string_view line) {
  constexpr int kMost = 100'000;
  Folded out;
  bool in_number = false;
  for (size_t pos = 0; pos < line.size();) {
    const size_t begin = pos;
    const auto c = static_cast<UChar32>(next_character(line, pos));
    const int digit = u_charDigitValue(c);
    if (digit >= 0) {
      if (!in_number) {
        out.marks.push_back(out.text.size());
        out.numbers.push_back(0);
        out.text += '#';
        out.from.push_back(begin);
      }
      out.numbers.back() = std::min(out.numbers.back() * 10 + digit, kMost);
    } else if (!is_space(static_cast<char32_t>(c)) && c != '#') {
      const size_t before = out.text.size();
      append_utf8(out.text, static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
      out.from.resize(out.from.size() + out.text.size() - before, begin);
    }
    in_number = digit >= 0;
  }
  return out;
}

class Phrases {
 public:
  struct Phrase {
    std::chrono::seconds each;  // of one, or of the whole if it holds no number
    bool whole_days, number;
  };

  Phrases() {
    std::vector<std::pair<std::string, int>> words;
    for (const char* locale : kLocales) {
      for (auto style : {UDAT_STYLE_LONG, UDAT_STYLE_SHORT, UDAT_STYLE_NARROW}) {
        add(locale, style, words);
      }
    }
    trie_ = Trie(std::move(words));
  }

  std::optional<TimeAgo> find(std::string_view line) const {
    const Folded folded = fold(line);
    for (size_t pos = 0; pos < folded.text.size(); pos += utf8_length(folded.text[pos])) {
      const Trie::Match match = trie_.longest(folded.text, pos);
      if (match.length == 0) continue;
      const size_t last = folded.from[pos + match.length - 1];
      const Range at{folded.from[pos], last + utf8_length(line[last])};
      const Phrase& phrase = phrases_[static_cast<size_t>(match.value)];
      if (cuts_word(line, at) || !(phrase.number || tells_a_day(line, at))) continue;
      return TimeAgo{at, phrase.each * count(folded, {pos, pos + match.length}), phrase.whole_days};
    }
    return std::nullopt;
  }

 private:
  void add(const char* locale, UDateRelativeDateTimeFormatterStyle style,
           std::vector<std::pair<std::string, int>>& words) {
    using std::chrono::hours;
    using std::chrono::minutes;
    UErrorCode error = U_ZERO_ERROR;
    const icu::RelativeDateTimeFormatter format(icu::Locale(locale), nullptr, style,
                                                UDISPCTX_CAPITALIZATION_NONE, error);
    const auto keep = [&](const icu::UnicodeString& text, const Phrase& phrase) {
      std::string key = fold(to_utf8(text)).text;
      // French and Russian also have "-3 h" for it, which is no words.
      if (U_FAILURE(error) || key.empty() || key[0] == '-' || key[0] == '+') return;
      words.emplace_back(std::move(key), static_cast<int>(phrases_.size()));
      phrases_.push_back(phrase);
    };
    const std::pair<UDateRelativeUnit, Phrase> units[] = {
        {UDAT_RELATIVE_MINUTES, {minutes(1), false, true}},
        {UDAT_RELATIVE_HOURS, {hours(1), false, true}},
        {UDAT_RELATIVE_DAYS, {hours(24), true, true}}};
    for (const auto& [unit, phrase] : units) {
      for (double number : {1, 2, 3, 5, 11, 21, 100}) {  // of every plural form
        icu::UnicodeString text;
        keep(format.format(number, UDAT_DIRECTION_LAST, unit, text, error), phrase);
      }
    }
    const std::pair<UDateDirection, int> days[] = {
        {UDAT_DIRECTION_THIS, 0}, {UDAT_DIRECTION_LAST, 1}, {UDAT_DIRECTION_LAST_2, 2}};
    for (const auto& [direction, before] : days) {
      icu::UnicodeString text;
      keep(format.format(direction, UDAT_ABSOLUTE_DAY, text, error),
           {hours(24) * before, true, false});
    }
  }

  // Does a word for a day fill the line, or a time of day follow it?
  static bool tells_a_day(std::string_view line, Range at) {
    if (trim(line).size() == at.size()) return true;
    const std::string_view behind = line.substr(at.end, 12);
    const size_t digit = behind.find_first_of("0123456789");
    return digit != behind.npos && behind.find(':', digit) != behind.npos;
  }

  static int count(const Folded& folded, Range at) {
    for (size_t i = 0; i < folded.marks.size(); ++i) {
      if (at.begin <= folded.marks[i] && folded.marks[i] < at.end) return folded.numbers[i];
    }
    return 1;
  }

  std::vector<Phrase> phrases_;
  Trie trie_;
};

}  // namespace

int month_named(std::string_view word, std::string_view lang) {
  static const Months months;
  return months(word, lang);
}

std::optional<TimeAgo> find_time_ago(std::string_view line) {
  static const Phrases phrases;
  return phrases.find(line);
}

}  // namespace dealwire

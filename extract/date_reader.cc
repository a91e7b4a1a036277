#include "extract/date_reader.h"

#include <unicode/uchar.h>

#include <array>
#include <cstdio>

#include "extract/calendar.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using std::chrono::year_month_day;

constexpr int kEarliest = 1900, kLatest = 2100;

// Eras, by the year before their first.
struct Era {
  std::string_view name;
  int before;
};
constexpr std::array<Era, 5> kEras = {
    {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}}};

// Does a language with this tag write the month before the day in 04/05/2025? nullopt where its
// readers disagree.
std::optional<bool> month_first(std::string_view lang) {
  if (lang.empty() || lang == "en" || lang == "en-CA") return std::nullopt;
  return lang == "en-US" || lang == "en-PH";
}

// Reads one date off a text. Each step moves over what it reads, or stays where it is.
class DateReader {
 public:
  DateReader(std::string_view text, size_t pos, std::string_view lang)
      : text_(text), pos_(pos), lang_(lang) {}

  std::optional<FoundDate> read() {
    const size_t begin = pos_;
    for (auto form : {&DateReader::era_first, &DateReader::year_first, &DateReader::day_first,
                      &DateReader::month_name_first}) {
      pos_ = begin;
      clock_ = zone_ = {};
      short_year_ = false;
      const auto day = (this->*form)();
      if (!day) continue;
      if (clock_.empty() && !clock()) return std::nullopt;
      if (short_year_ && clock_.empty()) continue;
      return FoundDate{{begin, pos_}, to_string(*day) + (zone_.empty() ? "" : clock_ + zone_)};
    }
    return std::nullopt;
  }

 private:
  std::optional<year_month_day> era_first() {
    for (const Era& era : kEras) {
      if (!take(era.name)) continue;
      spaces();
      const auto year = take("元") ? std::optional(1) : number(3);
      if (!year || !separator(U"年")) return std::nullopt;
      const auto month = number(2);
      if (!month || !separator(U"月")) return std::nullopt;
      const auto day = number(2);
      if (!day || !take("日")) return std::nullopt;
      return make_day(era.before + *year, *month, *day);
    }
    return std::nullopt;
  }

  // 2025-10-14, 2025年10月14日, 2025. 10. 14., "2025. október 14."
  std::optional<year_month_day> year_first() {
    const auto year = number(4);
    if (!year || digits_ != 4) return std::nullopt;
    const size_t behind_year = pos_;
    const char32_t mark = separator(U"-/.年년");
    const auto month = mark == 0 ? std::nullopt : number(2);
    if (!month) {
      pos_ = behind_year;
      return named_month_and_day(*year);
    }
    const char32_t next = mark == U'年' ? U'月' : mark == U'년' ? U'월' : mark;
    if (!separator({&next, 1})) return std::nullopt;
    const auto day = number(2);
    if (!day) return std::nullopt;
    const size_t behind_day = pos_;
    spaces();
    if (!take("日") && !take("号") && !take("號") && !take("일") && !take(".")) pos_ = behind_day;
    return make_day(*year, *month, *day);
  }

  std::optional<year_month_day> named_month_and_day(int year) {
    gap();
    const int month = month_name();
    if (month == 0) return std::nullopt;
    gap();
    const auto day = number(2);
    return day ? make_day(year, month, *day) : std::nullopt;
  }

  // 14.10.2025, 14/10/2025, "14. Oktober 2025", "14 de octubre de 2025", "14 tháng 10, 2025"
  std::optional<year_month_day> day_first() {
    const auto day = number(2);
    if (!day) return std::nullopt;
    const size_t behind_day = pos_;
    const char32_t mark = separator(U"./-");
    const auto month = mark == 0 ? std::nullopt : number(2);
    if (month && separator({&mark, 1})) {
      const auto year = number(4);
      short_year_ = digits_ == 2 && mark == U'.';  // counts with a time behind it
      if (!year || (digits_ != 4 && !short_year_)) return std::nullopt;
      return in_order(short_year_ ? 2000 + *year : *year, *day, *month, mark);
    }
    pos_ = behind_day;
    ordinal();
    gap();
    const int named = take("tháng ") ? number(2).value_or(0) : month_name();
    if (named == 0) return std::nullopt;
    gap();
    return with_year(named, *day);
  }

  std::optional<year_month_day> in_order(int year, int first, int second, char32_t mark) const {
    const std::optional<bool> swapped = mark == U'.'                     ? false
                                        : first > 12                     ? false
                                        : second > 12 || first == second ? true
                                                                         : month_first(lang_);
    if (!swapped) return std::nullopt;
    return *swapped ? make_day(year, first, second) : make_day(year, second, first);
  }

  // "October 14, 2025", "Tue Oct 14 09:30:00 CST 2025"
  std::optional<year_month_day> month_name_first() {
    const int month = word_before_digit() ? month_name() : 0;
    if (month == 0) return std::nullopt;
    gap();
    const auto day = number(2);
    if (!day) return std::nullopt;
    ordinal();
    const size_t behind_day = pos_;
    gap();
    if (const auto date = with_year(month, *day)) return date;
    pos_ = behind_day;
    if (!clock() || clock_.empty()) return std::nullopt;
    if (zone_.empty()) {
      spaces();
      word();  // the name of a zone, which several places may have
    }
    gap();
    return with_year(month, *day);
  }

  std::optional<year_month_day> with_year(int month, int day) {
    const auto year = number(4);
    return year && digits_ == 4 ? make_day(*year, month, day) : std::nullopt;
  }

  // The time of day behind the date, if there is one; false if it is none that a day has.
  bool clock() {
    const size_t begin = pos_;
    while (pos_ < text_.size() && (take(",") || take(" ") || take("\u00A0") || take("|"))) {
    }
    if (digit_at(text_, pos_) < 0) word();  // the T of ISO 8601; "um", "at"
    spaces();
    const auto hour = number(2);
    const auto minute = hour && separator(U":：時时点點시") ? number(2) : std::nullopt;
    if (!minute) {
      pos_ = begin;
      return true;
    }
    if (take("分") || take("분")) return *hour < 24 && *minute < 60;
    const int second = take(":") ? number(2).value_or(0) : 0;
    if (take(".")) number(9);
    const size_t behind = pos_;
    spaces();
    const std::string half = ascii_lower(word());
    if (half != "am" && half != "pm") pos_ = behind;
    const int hours = half == "pm" && *hour < 12 ? *hour + 12 : half == "am" ? *hour % 12 : *hour;
    if (hours > 23 || *minute > 59 || second > 60) return false;
    char out[40];
    std::snprintf(out, sizeof out, "T%02d:%02d:%02d", hours, *minute, second);
    clock_ = out;
    zone();
    return true;
  }

  // Z, GMT, +08:00, +0800, GMT+0800; none that is farther away than the Earth is wide.
  void zone() {
    const size_t begin = pos_;
    spaces();
    take("(");
    const bool utc = take("Z") || take("GMT") || take("UTC");
    const size_t behind_name = pos_;
    const bool west = pos_ < text_.size() && text_[pos_] == '-';
    if (take("+") || take("-")) {
      const auto hours = number(4);
      const int count = digits_;
      const auto minutes = count == 2 && take(":") ? number(2) : std::optional(0);
      if (hours && minutes) {
        const int total = count == 4 ? *hours / 100 * 60 + *hours % 100 : *hours * 60 + *minutes;
        const bool known = total <= 14 * 60 && total % 15 == 0 && count != 3;
        char out[40];
        std::snprintf(out, sizeof out, "%c%02d:%02d", west ? '-' : '+', total / 60, total % 60);
        if (known) zone_ = out;
        return;
      }
    }
    pos_ = utc ? behind_name : begin;
    if (utc) zone_ = "Z";
  }

  std::optional<int> number(size_t most) {
    int value = 0;
    digits_ = 0;
    size_t pos = pos_;
    for (int digit = digit_at(text_, pos); digit >= 0; digit = digit_at(text_, pos)) {
      if (++digits_ > static_cast<int>(most)) return std::nullopt;
      value = value * 10 + digit;
      pos += utf8_length(text_[pos]);
    }
    if (digits_ == 0) return std::nullopt;
    pos_ = pos;
    return value;
  }

  // A word, or the beginning of one longer than any month.
  std::string_view word() {
    constexpr size_t kLongest = 64;
    const size_t begin = pos_;
    while (pos_ < text_.size() && pos_ < begin + kLongest) {
      const auto c = static_cast<UChar32>(character_at(text_, pos_));
      if (!u_isalpha(c) && (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) break;
      pos_ += utf8_length(text_[pos_]);
    }
    return text_.substr(begin, pos_ - begin);
  }

  // A month's name, which may be of two words.
  int month_name() {
    const size_t begin = pos_;
    const std::string_view first = word();
    if (first.empty()) return 0;
    if (const int month = month_named(first, lang_)) return month;
    const size_t behind_first = pos_;
    if (take(" ") && !word().empty()) {
      if (const int month = month_named(text_.substr(begin, pos_ - begin), lang_)) return month;
    }
    pos_ = behind_first;
    return 0;
  }

  // Do one or two words and a number follow? Cheaper to see than what the words mean.
  bool word_before_digit() {
    const size_t begin = pos_;
    bool found = false;
    for (int words = 0; words < 2 && !found && !word().empty(); ++words) {
      gap();
      found = digit_at(text_, pos_) >= 0;
    }
    pos_ = begin;
    return found;
  }

  // "1st", "1er", "1º"
  void ordinal() {
    for (const char* ending : {"st", "nd", "rd", "th", "er", "º", "ª", "°"}) {
      if (take(ending)) return;
    }
  }

  // What stands between the parts of a date: spaces, a comma or another mark, a short word.
  void gap() {
    constexpr size_t kMost = 3;
    for (size_t i = 0; i < kMost && (take(" ") || take("\u00A0") || take(",") || take(".") ||
                                     take("-") || take("/"));
         ++i) {
    }
    for (const char* filler : {"de ", "del ", "of ", "m. ", "gada ", "năm "}) {
      if (take(filler)) return;
    }
  }

  // One of `marks`, spaces around it; 0 if there is none.
  char32_t separator(std::u32string_view marks) {
    const size_t begin = pos_;
    spaces();
    const char32_t c = character_at(text_, pos_);
    if (c == 0 || marks.find(c) == marks.npos) {
      pos_ = begin;
      return 0;
    }
    pos_ += utf8_length(text_[pos_]);
    spaces();
    return c;
  }

  void spaces() {
    while (pos_ < text_.size() && is_space(character_at(text_, pos_))) {
      pos_ += utf8_length(text_[pos_]);
    }
  }

  bool take(std::string_view what) {
    if (text_.substr(pos_, what.size()) != what) return false;
    pos_ += what.size();
    return true;
  }

  std::string_view text_;
  size_t pos_;
  std::string_view lang_;
  int digits_ = 0;           // of the last number
  bool short_year_ = false;  // the date has a year of two digits
  std::string clock_, zone_;
};

}  // namespace

std::optional<FoundDate> read_date_at(std::string_view text, size_t pos, std::string_view lang) {
  return DateReader(text, pos, lang).read();
}

std::optional<year_month_day> make_day(int year, int month, int day) {
  constexpr int kBuddhist = 543;  // what Thai pages count years from
  if (year > kLatest + 300) year -= kBuddhist;
  if (year < kEarliest || year > kLatest || month < 1 || day < 1) return std::nullopt;
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string to_string(year_month_day day) {
  return to_rfc3339(std::chrono::sys_days(day)).substr(0, 10);
}

int digit_at(std::string_view text, size_t pos) {
  if (pos >= text.size()) return -1;
  const char c = text[pos];
  if ((c & 0x80) == 0) return c >= '0' && c <= '9' ? c - '0' : -1;
  return u_charDigitValue(static_cast<UChar32>(character_at(text, pos)));
}

}  // namespace dealwire

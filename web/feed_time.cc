#include "web/feed_time.h"

#include <vector>

#include "text/labels.h"
#include "text/utf8.h"
#include "web/iso_date.h"
#include "web/time_words.h"

namespace dealwire {
namespace {

bool is_of_word(char c) { return is_ascii_letter(c) || (c & 0x80) != 0; }

using Number = DateNumber;
using Date = ReadDate;

// Takes the digits off the front of `text`; no more than nine.
Number take_number(std::string_view& text) {
  Number out;
  while (!text.empty() && is_ascii_digit(text[0]) && out.digits < 9) {
    out.value = out.value * 10 + (text[0] - '0');
    ++out.digits;
    text.remove_prefix(1);
  }
  return out;
}

bool take(std::string_view& text, char sign) {
  if (text.empty() || text[0] != sign) return false;
  text.remove_prefix(1);
  return true;
}

// Reads a time piece by piece, in whatever order the pieces come.
class TimeReader {
 public:
  std::optional<FeedTime> read(std::string_view text) {
    rest_ = text;
    iso_ = take_iso_date(rest_);
    first_ = !iso_;
    while (!rest_.empty()) {
      if (!read_piece()) return std::nullopt;
      first_ = false;
    }
    return result();
  }

 private:
  bool read_piece() {
    const char c = rest_[0];
    if (is_ascii_digit(c)) return read_number();
    if (is_of_word(c)) return read_word();
    if ((c == '+' || c == '-') && clock_) return read_offset();
    if (c == '(') return read_remark();
    if (numbers_.size() == 1 && separator_ == 0) separator_ = c;
    rest_.remove_prefix(1);
    return std::string_view(" \t\r\n,.-/").find(c) != std::string_view::npos;
  }

  // Years, days, or the hours of a clock.
  bool read_number() {
    const Number number = take_number(rest_);
    if (!rest_.empty() && rest_[0] == ':') return read_clock(number.value);
    if (after_t_) return read_basic_clock(number);
    numbers_.push_back(number);
    return numbers_.size() <= 3;
  }

  bool read_clock(int hour) {
    take(rest_, ':');
    const Number minute = take_number(rest_);
    Number second;
    if (take(rest_, ':')) second = take_number(rest_);
    if (rest_.size() > 1 && (rest_[0] == '.' || rest_[0] == ',') && is_ascii_digit(rest_[1])) {
      rest_.remove_prefix(1);
      while (take_number(rest_).digits > 0) {
      }
    }
    return minute.digits > 0 && set_clock(hour, minute.value, second.value);
  }

  // "1014" or "101455" behind the T of ISO 8601.
  bool read_basic_clock(Number number) {
    after_t_ = false;
    if (number.digits == 2) return set_clock(number.value, 0, 0);
    if (number.digits == 4) return set_clock(number.value / 100, number.value % 100, 0);
    return number.digits == 6 &&
           set_clock(number.value / 10'000, number.value / 100 % 100, number.value % 100);
  }

  bool set_clock(int hour, int minute, int second) {
    if (clock_ || hour > 24 || minute > 59 || second > 60) return false;
    if (hour == 24 && minute + second > 0) return false;
    clock_ = std::chrono::hours(hour) + std::chrono::minutes(minute) + seconds(second);
    after_t_ = false;
    return true;
  }

  // "+08:00", "-0500" or "+8"; takes the place of a name before it ("GMT+8").
  bool read_offset() {
    const bool west = rest_[0] == '-';
    rest_.remove_prefix(1);
    const Number hours = take_number(rest_);
    Number minutes;
    if (take(rest_, ':')) minutes = take_number(rest_);
    const bool joined = hours.digits > 2;
    const int hour = joined ? hours.value / 100 : hours.value;
    const int minute = joined ? hours.value % 100 : minutes.value;
    if (offset_ || hours.digits == 0 || hour > 14 || minute > 59) return false;
    const seconds offset = std::chrono::hours(hour) + std::chrono::minutes(minute);
    offset_ = west ? -offset : offset;
    return true;
  }

  // What stands in brackets says the zone once more, or for the first time: "(PST)".
  bool read_remark() {
    const size_t end = rest_.find(')');
    if (end == rest_.npos) return false;
    if (zone_.empty()) zone_ = lower(trim(rest_.substr(1, end - 1)));
    rest_.remove_prefix(end + 1);
    return clock_.has_value();
  }

  bool read_word() {
    size_t end = 0;
    while (end < rest_.size() && (is_of_word(rest_[end]) || rest_[end] == '/')) ++end;
    const std::string word = lower(rest_.substr(0, end));
    rest_.remove_prefix(end);
    if (const unsigned month = month_of(word); month > 0 && (month_ == 0 || month_first_)) {
      month_ = month;  // "mar" may be a Tuesday before a month
      month_first_ = first_;
      return true;
    }
    if (first_ || is_filler(word)) return true;  // weekdays of all languages
    if (read_half_of_day(word)) return true;
    if (word == "t" && !clock_) return after_t_ = true;
    if (!clock_ || !zone_.empty() || offset_) return false;
    zone_ = word;
    return true;
  }

  bool is_filler(std::string_view word) {
    korean_ |= has_word("년 월 일", word);
    const bool ordinal = !numbers_.empty() && has_word("st nd rd th", word);
    return ordinal || has_word("de of at um à den the le 년 월 일 年 月 日", word);
  }

  bool read_half_of_day(std::string_view word) {
    const bool morning = has_word("am 오전 上午 午前", word);
    if (!morning && !has_word("pm 오후 下午 午後", word)) return false;
    korean_ |= has_word("오전 오후", word);
    half_ = morning ? 'a' : 'p';
    return true;
  }

  std::optional<Date> date() const {
    if (iso_) return numbers_.empty() && month_ == 0 ? iso_ : std::nullopt;
    if (month_ > 0) return date_by_name();
    if (numbers_.size() != 3) return std::nullopt;
    const Number &a = numbers_[0], &b = numbers_[1], &c = numbers_[2];
    if (a.digits == 4) return date_of(a, static_cast<unsigned>(b.value), c.value);
    if (c.digits != 4) return std::nullopt;
    // Whether 03/04/2025 is in March or in April, nobody knows.
    const bool day_first = a.value > 12 || a.value == b.value || separator_ == '.';
    if (day_first) return date_of(c, static_cast<unsigned>(b.value), a.value);
    if (b.value > 12) return date_of(c, static_cast<unsigned>(a.value), b.value);
    return std::nullopt;
  }

  std::optional<Date> date_by_name() const {
    if (numbers_.size() == 1 && numbers_[0].digits == 4) {
      auto month = date_of(numbers_[0], month_, 1);
      if (month) month->told = FeedTime::Told::kMonth;
      return month;
    }
    if (numbers_.size() != 2) return std::nullopt;
    const bool year_first = numbers_[0].digits > 2;
    return date_of(numbers_[year_first ? 0 : 1], month_, numbers_[year_first ? 1 : 0].value);
  }

  seconds clock() const {
    const auto noon = std::chrono::hours(12);
    if (half_ == 'p' && *clock_ < noon) return *clock_ + noon;
    if (half_ == 'a' && *clock_ >= noon && *clock_ < noon + std::chrono::hours(1)) {
      return *clock_ - noon;
    }
    return *clock_;
  }

  std::optional<FeedTime> result() const {
    const auto day = date();
    if (!day) return std::nullopt;
    if (!clock_) return FeedTime{day->day, day->told};
    if (day->told == FeedTime::Told::kMonth) return std::nullopt;
    const Time local = day->day + clock();
    auto offset = offset_;
    if (!offset && !zone_.empty()) offset = zone_offset(zone_, local);
    // Only Korea writes so.
    if (!offset && zone_.empty() && korean_) offset = std::chrono::hours(9);
    if (!offset) return FeedTime{local, FeedTime::Told::kClock};
    return FeedTime{local - *offset, FeedTime::Told::kInstant};
  }

  std::string_view rest_;
  std::optional<Date> iso_;
  std::vector<Number> numbers_;
  unsigned month_ = 0;
  std::optional<seconds> clock_, offset_;
  std::string zone_;    // as it is called
  char separator_ = 0;  // behind the first number
  char half_ = 0;       // 'a' or 'p'
  bool first_ = true;   // nothing was read yet
  bool month_first_ = false;
  bool after_t_ = false;
  bool korean_ = false;
};

}  // namespace

std::optional<FeedTime> read_time(std::string_view text) {
  constexpr size_t kLongest = 100;
  text = trim(text);
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  return TimeReader().read(text);
}

std::optional<std::string> read_feed_time(std::string_view text) {
  const auto read = read_time(text);
  if (!read || read->told == FeedTime::Told::kMonth) return std::nullopt;
  constexpr Time kEarliest = std::chrono::sys_days(std::chrono::year(1900) / 1 / 1);
  constexpr Time kEnd = std::chrono::sys_days(std::chrono::year(10'000) / 1 / 1);
  if (read->time < kEarliest || read->time >= kEnd || read->time == Time()) return std::nullopt;
  const std::string out = to_rfc3339(read->time);
  return read->told == FeedTime::Told::kInstant ? out : out.substr(0, 10);
}

}  // namespace dealwire

#include "rules/figure.h"

#include <array>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_digit_at(std::string_view text, size_t pos) {
  return pos < text.size() && is_ascii_digit(text[pos]);
}

struct VulgarFraction {
  char32_t sign;
  const char* value;
};
// Those of Latin-1 and Number Forms; thirds and the like to twelve places.
constexpr std::array<VulgarFraction, 18> kVulgarFractions = {{{U'½', "0.5"},
                                                              {U'¼', "0.25"},
                                                              {U'¾', "0.75"},
                                                              {U'⅓', "0.333333333333"},
                                                              {U'⅔', "0.666666666667"},
                                                              {U'⅕', "0.2"},
                                                              {U'⅖', "0.4"},
                                                              {U'⅗', "0.6"},
                                                              {U'⅘', "0.8"},
                                                              {U'⅙', "0.166666666667"},
                                                              {U'⅚', "0.833333333333"},
                                                              {U'⅛', "0.125"},
                                                              {U'⅜', "0.375"},
                                                              {U'⅝', "0.625"},
                                                              {U'⅞', "0.875"},
                                                              {U'⅑', "0.111111111111"},
                                                              {U'⅐', "0.142857142857"},
                                                              {U'⅒', "0.1"}}};

std::optional<Decimal> vulgar_fraction(char32_t c) {
  for (const VulgarFraction& known : kVulgarFractions) {
    if (known.sign == c) return Decimal::parse(known.value);
  }
  return std::nullopt;
}

constexpr std::array<char32_t, 10> kSuperscripts = {U'⁰', U'¹', U'²', U'³', U'⁴',
                                                    U'⁵', U'⁶', U'⁷', U'⁸', U'⁹'};

// The exponent written at `pos`, which moves behind it; "" if there is none.
std::string exponent_at(std::string_view text, size_t& pos) {
  std::string out;
  for (size_t next = pos; next < text.size(); pos = next) {
    const char32_t c = next_character(text, next);
    const auto* digit = std::find(kSuperscripts.begin(), kSuperscripts.end(), c);
    if (digit != kSuperscripts.end()) {
      out += static_cast<char>('0' + (digit - kSuperscripts.begin()));
    } else if (c == U'⁻' && out.empty()) {
      out += '-';
    } else {
      break;
    }
  }
  return out;
}

// Digits, and the marks between them.
struct Runs {
  std::vector<std::string_view> digits;
  std::vector<char32_t> marks;
};

// Reads runs at `pos`, which moves behind them.
Runs read_runs(std::string_view text, size_t& pos, const Marks& marks) {
  const std::string known = marks.decimal + marks.group + ".,";
  Runs out;
  for (;;) {
    const size_t begin = pos;
    while (is_digit_at(text, pos)) ++pos;
    out.digits.push_back(text.substr(begin, pos - begin));
    if (pos == text.size()) return out;
    size_t next = pos;
    const char32_t mark = next_character(text, next);
    if (known.find(text.substr(pos, next - pos)) == known.npos || !is_digit_at(text, next)) {
      return out;
    }
    if (mark == ' ') {  // parts groups only: "2024 500" are two figures
      size_t end = next;
      while (is_digit_at(text, end)) ++end;
      const size_t first = out.digits[0].size();
      if (end - next != 3 || first > 3 || (out.marks.empty() ? false : out.marks[0] != ' ')) {
        return out;
      }
    }
    out.marks.push_back(mark);
    pos = next;
  }
}

bool is_mark_of(char32_t mark, const std::string& marks) {
  for (size_t pos = 0; pos < marks.size();) {
    if (next_character(marks, pos) == mark) return true;
  }
  return false;
}

// Are the first `count` runs groups of three, or, with commas, of two with three at the end?
bool are_groups(const Runs& runs, size_t count) {
  if (runs.digits[0].empty() || runs.digits[0].size() > 3 || runs.digits[0][0] == '0') return false;
  bool threes = true, indian = runs.digits[0].size() <= 2 && runs.marks[0] == ',';
  for (size_t i = 1; i < count; ++i) {
    threes = threes && runs.digits[i].size() == 3;
    indian = indian && runs.digits[i].size() == (i + 1 == count ? 3u : 2u);
  }
  return threes || indian;
}

std::string join(const Runs& runs, size_t groups) {
  std::string out;
  for (size_t i = 0; i < runs.digits.size(); ++i) {
    if (i == groups) out += '.';
    out += runs.digits[i];
  }
  return out;
}

std::optional<Decimal> value_of(const Runs& runs, const Marks& marks) {
  const size_t count = runs.digits.size();
  if (count == 1) return Decimal::parse(runs.digits[0]);
  const char32_t first = runs.marks.front(), last = runs.marks.back();
  bool same_before = true;
  for (size_t i = 0; i + 1 < runs.marks.size(); ++i) same_before &= runs.marks[i] == first;
  if (!same_before) return std::nullopt;
  if (first != last) {  // 1,250.50
    return are_groups(runs, count - 1) ? Decimal::parse(join(runs, count - 1)) : std::nullopt;
  }
  const bool groups = is_mark_of(first, marks.group);
  if (groups && are_groups(runs, count)) return Decimal::parse(join(runs, count));
  // A comma that parts no groups where commas do is a slip of the pen: 1,00.
  const bool decimal = is_mark_of(first, marks.decimal) || (groups && first == '.');
  if (decimal && count == 2) return Decimal::parse(join(runs, 1));
  return std::nullopt;
}

// " × 10⁹" at `pos`, which moves behind it: the factor.
std::optional<Decimal> power_of_ten_at(std::string_view text, size_t& pos) {
  size_t next = pos;
  if (next < text.size() && text[next] == ' ') ++next;
  if (character_at(text, next) != U'×') return std::nullopt;
  next += utf8_length(text[next]);
  if (next < text.size() && text[next] == ' ') ++next;
  if (text.substr(next, 2) != "10") return std::nullopt;
  next += 2;
  const std::string exponent = exponent_at(text, next);
  if (exponent.empty()) return std::nullopt;
  pos = next;
  return Decimal::parse("1e" + exponent);
}

}  // namespace

bool is_vulgar_fraction(std::string_view text, size_t pos) {
  return vulgar_fraction(character_at(text, pos)).has_value();
}

Figure read_figure(std::string_view text, size_t pos, const Marks& marks) {
  if (!is_ascii_digit(text[pos])) {
    const auto value = vulgar_fraction(next_character(text, pos));
    return {pos, value, true};
  }
  const Runs runs = read_runs(text, pos, marks);
  std::optional<Decimal> value = value_of(runs, marks);
  if (const std::string exponent = exponent_at(text, pos); !exponent.empty()) {
    // 10²⁶ is a figure; 5² is one with a footnote, or none.
    const bool power = runs.digits.size() == 1 && runs.digits[0] == "10";
    return {pos, power ? Decimal::parse("1e" + exponent) : std::nullopt, false};
  }
  if (pos < text.size() && (text[pos] & 0x80) != 0) {
    size_t next = pos;
    if (const auto half = vulgar_fraction(next_character(text, next))) {
      pos = next;
      value = value && runs.digits.size() == 1 ? value->plus(*half) : std::nullopt;
    }
  }
  if (const auto factor = power_of_ten_at(text, pos)) {
    value = value ? value->times(*factor) : std::nullopt;
  }
  return {pos, value, false};
}

}  // namespace dealwire

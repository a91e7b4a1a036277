// Adds up the parts of a number: of 兩千三百萬 two, thousand, three, hundred and ten thousand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/decimal.h"
#include "rules/number.h"

namespace dealwire {

inline std::optional<Decimal> product(const std::optional<Decimal>& a, const Decimal& b) {
  return a ? a->times(b) : std::nullopt;
}

inline std::optional<Decimal> sum(const std::optional<Decimal>& a, const Decimal& b) {
  return a ? a->plus(b) : std::nullopt;
}

// Adds up counts and magnitudes from the left. Small magnitudes (hundred; in scripts that count in
// myriads also 千) build a section; a large one closes it, and if it is larger than those before it
// multiplies all so far: 1萬億, 2萬5千億, two hundred thousand million. Each method takes one part
// and says whether it fits behind those before.
class NumberSum {
 public:
  explicit NumberSum(const NumberGrammar& grammar)
      : grammar_(&grammar), small_below_(grammar.myriads ? 10'000 : 1'000) {}

  bool figure(const Decimal& value) {
    if (count_ && zero_ && seen_magnitude_ && count_->is_zero()) count_.reset();  // 3億零50萬
    if (count_ || point_) return false;
    begin_count();
    count_ = value;
    count_is_word_ = false;
    figures_ = true;
    return true;
  }

  bool digit(const Decimal& value) {
    if (point_) {
      count_ = sum(product(value, *Decimal::parse("1e-" + std::to_string(++places_))), *count_);
    } else if (!count_) {
      if (figures_ && !grammar_->myriads) return false;  // 12 millions | un an plus tôt
      begin_count();
      count_ = value;
      count_is_word_ = true;
    } else if (count_is_word_ && value.less_than(room_behind(last_digit_))) {
      count_ = sum(count_, value);
    } else if (count_is_word_ && grammar_->myriads && value.less_than(Decimal(10)) &&
               last_digit_.less_than(Decimal(10))) {
      count_ = sum(product(count_, Decimal(10)), value);
    } else {
      return false;
    }
    last_digit_ = value;
    zero_ = zero_ || value.is_zero();
    return count_.has_value();
  }

  bool point() {
    if (point_) return false;
    if (!count_ && pending_) {  // 二十點五億
      count_ = section_;
      section_ = Decimal(0);
      pending_ = false;
      count_is_word_ = true;
    }
    return point_ = count_.has_value();
  }

  bool magnitude(const Decimal& value) {
    ++magnitudes_;
    if (value.less_than(small_below_)) {
      const bool falls = section_->is_zero() || value.less_than(section_magnitude_);
      if (!falls && count_) return false;  // one hundred and two | hundred
      section_ = sum(product(count_.value_or(Decimal(1)), value), *section_);
      section_magnitude_ = value;
      pending_ = true;
      small_unit_ = small_unit_.times(value).value_or(value);
    } else {
      if (!close_section(value)) return false;
      section_ = Decimal(0);
      pending_ = false;
      large_unit_ = large_unit_.times(value).value_or(value);
    }
    count_.reset();
    point_ = zero_ = false;
    places_ = 0;
    last_ = value;
    seen_magnitude_ = true;
    return section_.has_value();
  }

  // Ends a section by a large magnitude, which multiplies all smaller parts before it too:
  // 2萬5千億.
  bool close_section(const Decimal& magnitude) {
    std::optional<Decimal> part = sum(section_, count_.value_or(Decimal(0)));
    bool multiplies = false;
    while (!parts_.empty() && !magnitude.less_than(parts_.back().magnitude)) {
      // Two million and three billion are two numbers, two thousand five hundred million and 萬萬
      // one.
      const Decimal& smaller = parts_.back().magnitude;
      const bool thousands = !grammar_->myriads && smaller == Decimal(1'000);
      if (count_ && (grammar_->myriads ? magnitude == smaller : !thousands)) return false;
      part = sum(part, parts_.back().value);
      parts_.pop_back();
      multiplies = true;
    }
    if (!multiplies && !count_ && !pending_) part = Decimal(1);  // a bare 億
    part = product(part, magnitude);
    if (part) parts_.push_back({*part, magnitude});
    return part.has_value();
  }

  // "a million", "mille": nothing needs to be counted before them.
  void count_one() { counted_ = true; }

  // Half of the unit that was counted: two and a half, a million and a half.
  bool and_half() {
    if (count_) return (count_ = sum(count_, *Decimal::parse("0.5"))).has_value();
    if (!seen_magnitude_) return false;
    count_ = last_.times(*Decimal::parse("0.5"));
    count_is_word_ = false;
    return count_.has_value();
  }

  // Two thirds, a quarter.
  bool denominator(const Decimal& value) {
    if (ratio_ || (!count_ && !counted_)) return false;
    count_ = count_.value_or(Decimal(1)).over(value);
    ratio_ = true;
    return count_.has_value();
  }

  // 三分之一: what was read is the denominator of what follows.
  bool fraction_mark() {
    if (denominator_ || ratio_) return false;
    counted_ = true;  // 百 of 百分之 counts
    const auto value = finish();
    if (!value || value->value.is_zero()) return false;
    *this = NumberSum(*grammar_);
    denominator_ = value->value;
    return true;
  }

  bool is_one_digit() const {
    return count_ && count_is_word_ && !point_ && *count_ == last_digit_;
  }
  const Decimal& last_digit() const { return last_digit_; }
  bool has_magnitude() const { return seen_magnitude_; }
  bool has_count() const { return count_.has_value(); }
  const Decimal& last_magnitude() const { return last_; }
  bool is_one_magnitude() const { return magnitudes_ == 1 && !counts_; }

  std::optional<Number> finish() const {
    if (!count_ && !seen_magnitude_) return std::nullopt;
    // 千億 is a figure; 億 alone is what is left of one (48[...]億), or no figure at all.
    if (!counted_ && magnitudes_ < 2) return std::nullopt;
    std::optional<Decimal> rest = count_.value_or(Decimal(0));
    // 三萬五 is 35,000: one digit word behind a magnitude counts its tenth.
    const bool tenth = grammar_->tenths && seen_magnitude_ && count_ && count_is_word_ && !zero_ &&
                       !point_ && count_->less_than(Decimal(10)) && !last_.less_than(Decimal(100));
    if (tenth) rest = product(product(rest, last_), *Decimal::parse("0.1"));
    std::optional<Decimal> section = section_;
    if (grammar_->elides && !count_ && !section_magnitude_.less_than(Decimal(100)) &&
        !parts_.empty() && parts_.back().magnitude == Decimal(100'000'000)) {
      section = product(section, Decimal(10'000));
    }
    auto value = sum(section, rest.value_or(Decimal(0)));
    for (const Part& part : parts_) value = sum(value, part.value);
    if (value && denominator_) value = value->over(*denominator_);
    if (!value || !rest) return std::nullopt;
    Number out;
    out.value = *value;
    out.small_unit = small_unit_;
    out.large_unit = large_unit_;
    out.last_magnitude = last_;
    out.has_magnitude = seen_magnitude_;
    out.has_large = !parts_.empty();
    out.ratio = (ratio_ && !seen_magnitude_) || denominator_.has_value();
    return out;
  }

 private:
  void begin_count() {
    counted_ = counts_ = true;
    small_unit_ = large_unit_ = Decimal(1);
  }

  // What may be added behind a digit word: one to nine behind twenty, and in French up to nineteen
  // behind sixty and eighty; tens behind hundreds.
  static Decimal room_behind(const Decimal& digit) {
    if (digit.less_than(Decimal(20))) return Decimal(0);
    if (!digit.less_than(Decimal(100))) return Decimal(100);
    return digit == Decimal(60) || digit == Decimal(80) ? Decimal(20) : Decimal(10);
  }

  const NumberGrammar* grammar_;
  Decimal small_below_;
  struct Part {
    Decimal value, magnitude;
  };
  std::vector<Part> parts_;  // closed by large magnitudes, which fall
  Decimal last_{1}, last_digit_, section_magnitude_;
  Decimal small_unit_{1}, large_unit_{1};
  std::optional<Decimal> section_ = Decimal(0), count_, denominator_;
  bool count_is_word_ = false, point_ = false, zero_ = false, ratio_ = false;
  bool pending_ = false, seen_magnitude_ = false;
  bool counted_ = false;  // something but magnitudes was read
  bool counts_ = false;   // a digit or figure was
  bool figures_ = false;  // some of it was in digits
  int places_ = 0, magnitudes_ = 0;
};

}  // namespace dealwire

#include "rules/number.h"

#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1,200.5" at `pos`; commas only between groups of three.
std::optional<Decimal> read_arabic(std::string_view text, size_t& pos) {
  std::string digits;
  size_t i = pos, group = 0;
  bool grouped = false;
  for (; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits += text[i];
      ++group;
    } else if (text[i] == ',' && i + 1 < text.size() && is_digit(text[i + 1])) {
      if (group > 3 || (grouped && group != 3)) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      break;
    }
  }
  if (grouped && group != 3) return std::nullopt;
  if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
    digits += '.';
    for (++i; i < text.size() && is_digit(text[i]); ++i) digits += text[i];
  }
  pos = i;
  return Decimal::parse(digits);
}

std::optional<Decimal> product(const std::optional<Decimal>& a, const Decimal& b) {
  return a ? a->times(b) : std::nullopt;
}

std::optional<Decimal> sum(const std::optional<Decimal>& a, const Decimal& b) {
  return a ? a->plus(b) : std::nullopt;
}

// Adds up counts and magnitudes from the left. Small magnitudes (hundred; in scripts that count in
// myriads also 千) build a section; a large one closes it, and if it is larger than those before it
// multiplies all so far: 1萬億, 2萬5千億, two hundred thousand million.
class Reader {
 public:
  explicit Reader(const Decimal& small_below) : small_below_(small_below) {}

  bool figure(const Decimal& value) {
    if (count_ || point_) return false;
    counted_ = true;
    count_ = value;
    count_is_word_ = false;
    return true;
  }

  bool digit(const Decimal& value) {
    counted_ = true;
    if (point_) {
      count_ = sum(product(value, *Decimal::parse("1e-" + std::to_string(++places_))), *count_);
    } else if (!count_) {
      count_ = value;
      count_is_word_ = true;
    } else if (count_is_word_ && value.less_than(Decimal(10))) {
      // 廿五 and twenty-five add up, 二〇二五 reads by position.
      const bool tens = !last_digit_.less_than(Decimal(20));
      count_ = sum(tens ? count_ : product(count_, Decimal(10)), value);
    } else {
      return false;
    }
    last_digit_ = value;
    zero_ = zero_ || value.is_zero();
    return count_.has_value();
  }

  bool point() {
    if (!count_ || point_) return false;
    return point_ = true;
  }

  bool magnitude(const Decimal& value) {
    ++magnitudes_;
    if (value.less_than(small_below_)) {
      section_ = sum(product(count_.value_or(Decimal(1)), value), *section_);
      pending_ = true;
    } else {
      std::optional<Decimal> part = sum(section_, count_.value_or(Decimal(0)));
      const bool multiplies = total_used_ && largest_.less_than(value);
      if (multiplies) {
        part = sum(part, total_);
        total_ = Decimal(0);
      } else if (!count_ && !pending_) {
        part = Decimal(1);  // a bare 億
      }
      const auto total = sum(product(part, value), total_);
      if (!total) return false;
      total_ = *total;
      total_used_ = true;
      largest_ = value;
      section_ = Decimal(0);
      pending_ = false;
    }
    count_.reset();
    point_ = zero_ = false;
    places_ = 0;
    last_ = value;
    seen_magnitude_ = true;
    return section_.has_value();
  }

  // "a million": the word stands for one.
  void filler() { counted_ = true; }

  std::optional<Number> finish(bool open) const {
    if (!count_ && !seen_magnitude_) return std::nullopt;
    // 千億 is a figure; 億 alone is what is left of one (48[...]億), or no figure at all.
    if (!counted_ && magnitudes_ < 2) return std::nullopt;
    std::optional<Decimal> rest = count_.value_or(Decimal(0));
    // 三萬五 is 35,000: one digit word behind a magnitude counts its tenth.
    const bool tenth = seen_magnitude_ && count_ && count_is_word_ && !zero_ && !point_ &&
                       count_->less_than(Decimal(10)) && !last_.less_than(Decimal(100));
    if (tenth) rest = product(product(rest, last_), *Decimal::parse("0.1"));
    const auto value = sum(sum(section_, total_), rest.value_or(Decimal(0)));
    if (!value || !rest) return std::nullopt;
    return Number{*value, last_, seen_magnitude_, open};
  }

 private:
  Decimal small_below_;
  Decimal total_, largest_, last_{1}, last_digit_;
  std::optional<Decimal> section_ = Decimal(0), count_;
  bool count_is_word_ = false, point_ = false, zero_ = false;
  bool pending_ = false, total_used_ = false, seen_magnitude_ = false;
  bool counted_ = false;  // something but magnitudes was read
  int places_ = 0, magnitudes_ = 0;
};

}  // namespace

std::optional<Number> read_number(std::string_view words, const Pack& pack) {
  const std::string text = ascii_lower(words);
  Reader reader(pack.small_magnitudes_below);
  bool open = false;
  for (size_t pos = 0; pos < text.size();) {
    if (is_digit(text[pos])) {
      const auto value = read_arabic(text, pos);
      if (!value || !reader.figure(*value)) return std::nullopt;
      continue;
    }
    const Trie::Match word = pack.number_words.longest(text, pos);
    if (word.length == 0) {
      if (text[pos] != ' ' && text[pos] != '-') return std::nullopt;
      ++pos;
      continue;
    }
    const NumberWord& meaning = pack.number_meanings[static_cast<size_t>(word.value)];
    bool fits = true;
    switch (meaning.role) {
      case NumberWord::kDigit:
        fits = reader.digit(meaning.value);
        break;
      case NumberWord::kMagnitude:
        fits = reader.magnitude(meaning.value);
        break;
      case NumberWord::kPoint:
        fits = reader.point();
        break;
      case NumberWord::kMore:
        open = true;
        break;
      case NumberWord::kFiller:
        reader.filler();
        break;
    }
    if (!fits) return std::nullopt;
    pos += word.length;
  }
  return reader.finish(open);
}

}  // namespace dealwire

#include "rules/number.h"

#include "rules/number_sum.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Reads words and figures one by one; remembers the longest number so far.
class NumberReader {
 public:
  NumberReader(std::string_view text, size_t pos, const NumberGrammar& grammar)
      : text_(text), grammar_(grammar), begin_(pos), pos_(pos), low_(grammar) {
    best_.end = pos;
  }

  ReadNumber run() {
    while (pos_ < text_.size()) {
      if (begins_figure(text_, pos_)) {
        if (!take_figure()) break;
        continue;
      }
      const auto word = grammar_.words.longest(text_, pos_);
      if (word.length > 0 && word.word->role != TokenWord::kNoNumber) {
        if (!take_word(word)) break;
        continue;
      }
      if (word.length > 0) {
        // Of 50兆瓦 the number is 50; but 一萬二千瓦 may be twelve kilowatts.
        const bool doubtful = low_.has_magnitude() && low_.has_count() && pos_ == best_.end &&
                              is_numeral(character_at(text_, pos_));
        if (doubtful) best_.number.reset();
        break;
      }
      if (!skip_separator()) break;
    }
    return best_;
  }

 private:
  bool take_figure() {
    const Figure figure = read_figure(text_, pos_, grammar_.marks);
    if (low_.has_magnitude() && !grammar_.myriads && !joins(figure)) return false;
    if (!figure.value) {
      if (!best_.number) best_.end = figure.end;
      return false;
    }
    // 数100億, mehrere 100: a count that nobody gives is of tens, hundreds or thousands.
    if (after_vague_ && !is_power_of_ten(*figure.value)) return false;
    if (!each([&](NumberSum& sum) { return sum.figure(*figure.value); })) return false;
    pos_ = figure.end;
    after_vague_ = false;
    after_figure_ = true;
    in_words_ = false;
    ratio_figure_ = figure.is_fraction;
    keep();
    return true;
  }

  // 18 mil 400.5 millones: fewer than the magnitude before, and of something. "5 million 300
  // people" are two numbers, and so are "$5 million of 6.75% notes".
  bool joins(const Figure& figure) const {
    if (!figure.value || !figure.value->less_than(low_.last_magnitude()) ||
        !figure.value->less_than(Decimal(1'000))) {
      return false;
    }
    const size_t next = figure.end + (text_.substr(figure.end, 1) == " " ? 1 : 0);
    if (next >= text_.size()) return false;
    const auto word = grammar_.words.longest(text_, next);
    return word.length > 0 && word.word->unit != Token::kPercent &&
           (word.word->role == TokenWord::kMagnitude || word.word->unit != Token::kNone);
  }

  bool take_word(const TokenWords::Match& match) {
    if (!may_follow(match)) return false;
    if (!add(match)) {
      // What stands behind a filler word belongs to another number: one hundred | and two hundred.
      if (before_filler_ && before_filler_->number) best_ = *before_filler_;
      return false;
    }
    const TokenWord::Role role = match.word->role;
    pos_ += match.length;
    after_figure_ = false;
    after_mark_ = role == TokenWord::kFractionMark;
    after_vague_ = role == TokenWord::kVagueCount;
    if (may_end(role)) keep(role);
    return true;
  }

  // May the word go on with the number? Of "5 m" nothing tells that it is millions; cents behind
  // figures are coins, cent behind words a hundred.
  bool may_follow(const TokenWords::Match& match) const {
    const TokenWord& word = *match.word;
    const bool spaced = pos_ > begin_ && text_[pos_ - 1] == ' ';
    if (word.one_letter) {
      const size_t end = pos_ + match.length;
      const char32_t next = character_at(text_, end);  // a trial is neither 3 t nor rials
      const bool in_word = next >= 'a' && next <= 'z';
      if (!after_figure_ || (spaced && (in_word || !is_before_unit(end)))) return false;
    }
    return word.unit == Token::kNone || !after_figure_;
  }

  // Does the word fit?
  bool add(const TokenWords::Match& match) {
    const Decimal& value = match.word->value;
    const auto count_one = [](NumberSum& sum) { return sum.count_one(), true; };
    switch (match.word->role) {
      case TokenWord::kDigit:
        return add_digit(match);
      case TokenWord::kMagnitude:
        if (match.word->alone) each(count_one);
        return each([&](NumberSum& sum) { return sum.magnitude(value); });
      case TokenWord::kPoint:
        return each([](NumberSum& sum) { return sum.point(); });
      case TokenWord::kMore:
        if (!open_) bare_end_ = best_.end;
        open_ = true;
        return best_.number.has_value();
      case TokenWord::kFiller:
        before_filler_ = best_;
        each(count_one);
        return pos_ > begin_ || counts(pos_ + match.length);
      case TokenWord::kLink:
        before_filler_ = best_;
        return pos_ > begin_;
      case TokenWord::kAndHalf:
        return each(
            [&](NumberSum& sum) { return pos_ == begin_ ? sum.digit(value) : sum.and_half(); });
      case TokenWord::kDenominator:
        return each([&](NumberSum& sum) { return sum.denominator(value); });
      case TokenWord::kFractionMark:
        return each([](NumberSum& sum) { return sum.fraction_mark(); });
      case TokenWord::kVagueCount:
      case TokenWord::kVagueNumber:
        vague_ = true;
        return each(count_one);
      case TokenWord::kNoNumber:
        return false;
    }
    return false;
  }

  bool add_digit(const TokenWords::Match& match) {
    const Decimal& value = match.word->value;
    const bool next = grammar_.myriads && low_.is_one_digit() && !high_ &&
                      value == low_.last_digit().plus(Decimal(1)) && is_approximate(match);
    if (next) {  // 兩三億: from two to three
      high_ = high_start_.value_or(NumberSum(grammar_));
      return high_->digit(value);
    }
    if (grammar_.myriads && !high_) high_start_ = low_;
    return each([&](NumberSum& sum) { return sum.digit(value); });
  }

  // Does a word that "a" may count stand there: million, third?
  bool counts(size_t pos) const {
    if (pos < text_.size() && text_[pos] == ' ') ++pos;
    if (pos >= text_.size()) return false;
    const auto word = grammar_.words.longest(text_, pos);
    return word.length > 0 &&
           (word.word->role == TokenWord::kMagnitude || word.word->role == TokenWord::kDenominator);
  }

  // May a number end in such a word?
  static bool may_end(TokenWord::Role role) {
    switch (role) {
      case TokenWord::kFiller:
      case TokenWord::kLink:
      case TokenWord::kPoint:
      case TokenWord::kFractionMark:
      case TokenWord::kVagueCount:
        return false;
      default:
        return true;
    }
  }

  // A space or a hyphen between words of a number. Chinese typesetters put more than one.
  bool skip_separator() {
    size_t next = pos_;
    while (next < text_.size() && text_[next] == ' ') ++next;
    if (next == pos_ && text_[pos_] == '-') ++next;
    const size_t length = next - pos_;
    if (length == 0 || next == text_.size() || length > (grammar_.myriads ? 3 : 1)) {
      return false;
    }
    if (begins_figure(text_, next)) {  // 1만 2000; but 오만 5조 is Oman's
      const bool behind_magnitude =
          low_.has_magnitude() && (!grammar_.myriads || !in_words_ || low_.is_one_magnitude());
      const bool goes_on = after_vague_ || behind_magnitude || (grammar_.myriads && after_mark_);
      if (text_[pos_] != ' ' || !goes_on) return false;
    }
    pos_ = next;
    return true;
  }

  // Does 兩三 stand before a magnitude, so that it is two or three and no 23?
  bool is_approximate(const TokenWords::Match& match) const {
    const size_t next = pos_ + match.length;
    if (next >= text_.size()) return false;
    const auto word = grammar_.words.longest(text_, next);
    return word.length > 0 &&
           (word.word->role == TokenWord::kMagnitude || word.word->unit != Token::kNone);
  }

  bool is_before_unit(size_t pos) const {
    if (pos >= text_.size()) return false;
    const auto word = grammar_.words.longest(text_, pos);
    return word.length > 0 && word.word->unit != Token::kNone;
  }

  template <typename F>
  bool each(F f) {
    return f(low_) && (!high_ || f(*high_));
  }

  // What was read so far is a number, if it does not end inside a word.
  void keep(TokenWord::Role last = TokenWord::kNoNumber) {
    if (cuts_word(text_, {begin_, pos_}) && is_word_character(character_at(text_, pos_)) &&
        !ends_in_digit() && !is_before_unit(pos_)) {  // zehn|prozentig
      return;
    }
    auto number = low_.finish();
    if (!number && (last == TokenWord::kVagueNumber || (vague_ && low_.has_magnitude()))) {
      number = Number{};
    }
    if (!number) return;
    number->open = open_;
    number->vague = vague_;
    number->in_words = in_words_;
    number->ratio = number->ratio || (ratio_figure_ && !number->has_magnitude);
    if (high_) {
      const auto high = high_->finish();
      if (!high) return;
      number->upto = high->value;
    }
    best_ = {pos_, last == TokenWord::kMore ? bare_end_ : pos_, number};
  }

  static bool is_power_of_ten(const Decimal& value) {
    const std::string digits = value.str();
    return digits.size() > 1 && digits[0] == '1' && digits.find_first_not_of('0', 1) == digits.npos;
  }

  // Letters may follow digits: 10GW.
  bool ends_in_digit() const {
    const char32_t last = character_before(text_, pos_);
    return last >= '0' && last <= '9';
  }

  std::string_view text_;
  const NumberGrammar& grammar_;
  size_t begin_, pos_, bare_end_ = 0;
  NumberSum low_;
  std::optional<NumberSum> high_, high_start_;  // of 兩三億 the upper end; low_ before the 兩
  ReadNumber best_;
  std::optional<ReadNumber> before_filler_;
  bool after_figure_ = false, after_mark_ = false, after_vague_ = false, ratio_figure_ = false;
  bool open_ = false, vague_ = false, in_words_ = true;
};

}  // namespace

ReadNumber read_number(std::string_view text, size_t pos, const NumberGrammar& grammar) {
  return NumberReader(text, pos, grammar).run();
}

}  // namespace dealwire

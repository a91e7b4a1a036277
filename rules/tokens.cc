#include "rules/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kShownSize = 3;  // bytes of a private-use character

bool is_letter(char32_t c) { return is_word_character(c) && !(c >= '0' && c <= '9'); }

// Walks through a block and lists its tokens.
class TokenFinder {
 public:
  TokenFinder(std::string_view block, const NumberGrammar& grammar)
      : text_(block), grammar_(grammar) {}

  std::vector<TokenAt> run() {
    while (pos_ < text_.size()) {
      if (begins_figure(text_, pos_)) {
        take_figure();
      } else if (grammar_.words.may_begin(text_, pos_)) {
        take_word();
      } else {
        skip();
      }
    }
    return std::move(tokens_);
  }

 private:
  // H100 and A14 are names; of USD20 and Rs500 the letters are a currency.
  bool is_glued() const {
    return pos_ > 0 && is_letter(character_before(text_, pos_)) && unit_end_ != pos_;
  }

  // The 2 of m2 and rad∕s2 is part of a unit, though 3億 of Meta3億 is not of a name.
  bool is_exponent(const ReadNumber& read) const {
    const char32_t before = pos_ > 0 ? character_before(text_, pos_) : 0;
    return before >= 'a' && before <= 'z' && read.end == pos_ + 1 && !read.number->has_magnitude;
  }

  // Goes on behind a character, or behind all letters that follow it: words begin at their start.
  // An address (https://...) is one word.
  void skip() {
    const size_t begin = pos_;
    pos_ += utf8_length(text_[pos_]);
    if (!is_ascii_letter(text_[begin])) return;
    while (pos_ < text_.size() && is_ascii_letter(text_[pos_])) ++pos_;
    const bool address =
        text_.substr(pos_, 3) == "://" || text_.substr(begin, pos_ + 1 - begin) == "www.";
    while (address && pos_ < text_.size() && text_[pos_] > ' ') ++pos_;
  }

  bool is_inside_word() const {
    const auto byte = [&](size_t pos) { return static_cast<unsigned char>(text_[pos]); };
    if (pos_ == 0 || byte(pos_ - 1) < '0') return false;
    const char32_t before = character_before(text_, pos_);
    const char32_t first = character_at(text_, pos_);
    if (is_letter(before) && is_letter(first)) return true;
    // Korean words may follow a figure or a unit (5억원, 이달러이십삼센트), no other syllable.
    const bool free = unit_end_ == pos_ || (!tokens_.empty() && tokens_.back().at.end == pos_);
    return is_hangul(before) && is_hangul(first) && !free;
  }

  bool ends_inside_word(size_t end) const {
    return is_letter(character_before(text_, end)) && is_letter(character_at(text_, end));
  }

  // Does nothing but a space or a hyphen lie between?
  bool is_next_to(size_t end, size_t begin) const {
    return end == begin || (end + 1 == begin && (text_[end] == ' ' || text_[end] == '-'));
  }

  // A fraction inside of UTF-8 that was read as another charset: a letter that is none of ours or
  // what could not be read touches it.
  bool is_misread_fraction() const {
    const size_t end = pos_ + utf8_length(text_[pos_]);
    const char32_t before = pos_ > 0 ? character_before(text_, pos_) : 0;
    const char32_t behind = end < text_.size() ? character_at(text_, end) : 0;
    const auto strange = [](char32_t c) { return c > 0x7F && is_letter(c) && !is_cjk(c); };
    return (text_[pos_] & 0x80) != 0 &&
           (before == '?' || before == 0xFFFD || strange(before) || strange(behind));
  }

  void take_figure() {
    if (is_misread_fraction()) return skip();
    const ReadNumber read = read_number(text_, pos_, grammar_);
    // Where words are not parted by spaces, 50億円 of EBITDA50億円 is no part of a name.
    const bool parted = grammar_.myriads && read.number && !is_exponent(read) &&
                        (read.number->has_magnitude || unit_behind(read.end).second.length > 0);
    if (read.number && (parted || !is_glued())) {
      add_number(read);
    } else {
      pos_ = std::max(read.end, pos_ + utf8_length(text_[pos_]));
    }
  }

  void take_word() {
    const auto word = grammar_.words.longest(text_, pos_);
    if (word.length == 0 || is_inside_word()) return skip();
    if (word.word->role != TokenWord::kNoNumber) {
      const ReadNumber read = read_number(text_, pos_, grammar_);
      if (read.number && is_number(read)) return add_number(read);
      if (word.word->unit == Token::kNone && !word.word->counted) {
        // "a percentage of twenty": a link leads from the unit to its number.
        const bool link = word.word->role == TokenWord::kLink && is_next_to(unit_end_, pos_);
        // Nothing inside of it is a number either.
        pos_ = std::max(read.end, pos_ + word.length);
        if (link) unit_end_ = pos_;
        return;
      }
    }
    take_unit(word);
  }

  // A unit or a counted word, which may stand before a number.
  void take_unit(const TokenWords::Match& word) {
    const Range at{pos_, pos_ + word.length};
    pos_ = at.end;
    if (ends_inside_word(at.end)) return;
    if (word.word->counted) counted_end_ = at.end;
    if (word.word->unit == Token::kNone || word.word->only_behind) return;
    const TokenAt unit = unit_at(at, *word.word);
    if (unit.token == Token::kPowerUnit) {
      tokens_.push_back(unit);
    } else {
      if (!waiting_.empty() && !is_next_to(waiting_.back().at.end, at.begin)) waiting_.clear();
      waiting_.push_back(unit);
    }
    unit_end_ = at.end;
  }

  // Is a number in words one? See the header.
  bool is_number(const ReadNumber& read) const {
    if (!read.number->in_words || read.number->ratio) return true;
    // Korean numerals are syllables of many words: 5% 오른.
    const bool behind = is_next_to(unit_end_, pos_) || is_next_to(counted_end_, pos_);
    if (behind && !is_hangul(character_at(text_, pos_))) return true;
    const auto word = word_behind(read.end).second;
    return word.length > 0 && (word.word->unit != Token::kNone || word.word->counted);
  }

  void add_number(const ReadNumber& read) {
    if (!waiting_.empty() && is_next_to(waiting_.back().at.end, pos_)) {
      for (const TokenAt& unit : waiting_) {
        if (!unit.only_large || read.number->has_magnitude) tokens_.push_back(unit);
      }
    }
    waiting_.clear();
    const Number& number = *read.number;
    TokenAt out;
    out.token = number.vague           ? Token::kVague
                : number.ratio         ? Token::kRatio
                : number.has_magnitude ? Token::kLarge
                : number.in_words      ? Token::kWord
                                       : Token::kDigits;
    const auto [unit_begin, unit] = unit_behind(read.end);
    const bool has_unit = unit.length > 0 && unit_begin <= read.end + 1;
    out.at = {pos_, has_unit ? read.end : read.bare_end};
    out.number = number;
    tokens_.push_back(out);
    pos_ = read.end;
    take_units_behind(number.has_magnitude);
  }

  // Units right behind a number, one behind the other: 元人民幣.
  void take_units_behind(bool large) {
    for (;;) {
      const auto [begin, word] = unit_behind(pos_);
      if (word.length == 0 || (word.word->only_large && !large)) return;
      tokens_.push_back(unit_at({begin, begin + word.length}, *word.word));
      pos_ = unit_end_ = begin + word.length;
    }
  }

  std::pair<size_t, TokenWords::Match> unit_behind(size_t pos) const {
    const auto found = word_behind(pos);
    const bool is_unit = found.second.length > 0 && found.second.word->unit != Token::kNone;
    return is_unit ? found : std::pair<size_t, TokenWords::Match>{pos, {}};
  }

  // The word behind a number: a space, a hyphen or words without meaning may lie between.
  std::pair<size_t, TokenWords::Match> word_behind(size_t pos) const {
    for (int fillers = 0; fillers < 3 && pos < text_.size(); ++fillers) {
      if (text_[pos] == ' ' || text_[pos] == '-') ++pos;
      if (pos >= text_.size()) break;
      const auto word = grammar_.words.longest(text_, pos);
      if (word.length == 0 || ends_inside_word(pos + word.length)) break;
      const auto role = word.word->role;
      if (role != TokenWord::kFiller && role != TokenWord::kLink) return {pos, word};
      pos += word.length;
    }
    return {pos, {}};
  }

  static TokenAt unit_at(Range at, const TokenWord& word) {
    TokenAt out;
    out.token = word.unit;
    out.at = at;
    out.meaning = word.meaning;
    out.only_large = word.only_large;
    return out;
  }

  static constexpr size_t kNowhere = static_cast<size_t>(-2);

  std::string_view text_;
  const NumberGrammar& grammar_;
  size_t pos_ = 0;
  size_t unit_end_ = kNowhere, counted_end_ = kNowhere;  // of the last unit, and counted word
  std::vector<TokenAt> waiting_;  // units that stand next to each other, and maybe to a number
  std::vector<TokenAt> tokens_;
};

struct Placeholder {
  std::string_view name;
  Token first, last;
};
constexpr std::array<Placeholder, 10> kPlaceholders = {{
    {"number", Token::kDigits, Token::kVague},
    {"digits", Token::kDigits, Token::kDigits},
    {"large", Token::kLarge, Token::kLarge},
    {"word", Token::kWord, Token::kWord},
    {"ratio", Token::kRatio, Token::kRatio},
    {"vague", Token::kVague, Token::kVague},
    {"currency", Token::kCurrency, Token::kCurrency},
    {"power_unit", Token::kPowerUnit, Token::kPowerUnit},
    {"percent", Token::kPercent, Token::kPercent},
    {"minor_unit", Token::kMinorUnit, Token::kMinorUnit},
}};

}  // namespace

Tokens::Tokens(std::string_view block, const NumberGrammar& grammar)
    : tokens_(TokenFinder(block, grammar).run()) {
  show(block);
}

void Tokens::show(std::string_view block) {
  text_.reserve(block.size() + kShownSize);
  const bool maybe_private = block.find('\xEE') != block.npos || block.find('\xEF') != block.npos;
  const auto copy = [&](size_t begin, size_t end) {
    const size_t start = text_.size();
    text_ += block.substr(begin, end - begin);
    if (!maybe_private) return;
    // U+E000 to U+F8FF are EE 80 80 to EF A3 BF.
    for (size_t i = start; i < text_.size(); ++i) {
      const auto lead = static_cast<unsigned char>(text_[i]);
      if (lead != 0xEE && lead != 0xEF) continue;
      const bool is_private = lead == 0xEE || static_cast<unsigned char>(text_[i + 1]) <= 0xA3;
      if (is_private) text_.replace(i, 3, "\xEF\xBF\xBD");
    }
  };
  size_t done = 0;
  for (TokenAt& token : tokens_) {
    copy(done, token.at.begin);
    token.shown = text_.size();
    text_ += character_of(token.token);
    done = token.at.end;
  }
  copy(done, block.size());
}

const TokenAt* Tokens::at(size_t shown) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), shown,
                       [](const TokenAt& token, size_t pos) { return token.shown < pos; });
  return found != tokens_.end() && found->shown == shown ? &*found : nullptr;
}

size_t Tokens::block_position(size_t shown) const {
  const auto next =
      std::upper_bound(tokens_.begin(), tokens_.end(), shown,
                       [](size_t pos, const TokenAt& token) { return pos < token.shown; });
  if (next == tokens_.begin()) return shown;
  const TokenAt& last = *std::prev(next);
  if (shown == last.shown) return last.at.begin;
  return last.at.end + (shown - last.shown - kShownSize);
}

Range Tokens::block_range(Range shown) const {
  return {block_position(shown.begin), block_position(shown.end)};
}

std::string character_of(Token token) {
  std::string out;
  append_utf8(out, static_cast<char32_t>(kFirstToken + static_cast<int>(token)));
  return out;
}

std::string token_pattern(std::string_view placeholder) {
  if (placeholder == "text") {  // a character that is none of them
    return "[^" + character_of(Token::kDigits) + "-" + character_of(Token::kNone) + "]";
  }
  for (const Placeholder& known : kPlaceholders) {
    if (known.name != placeholder) continue;
    return "[" + character_of(known.first) + "-" + character_of(known.last) + "]";
  }
  return "";
}

}  // namespace dealwire

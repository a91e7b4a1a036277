#include "rules/name_block.h"

#include <algorithm>
#include <string>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_quoted_character(char32_t c) {
  return is_name_run(c) || c == ' ' || c == U'·' || c == '&' || c == '-';
}

}  // namespace

bool is_name_run(char32_t c) {
  return is_han(c) || is_katakana(c) || is_word_character(c) || c == U'・';
}

bool is_opening_quote(char32_t c) {
  return c == U'‘' || c == U'“' || c == '\'' || c == U'「' || c == U'『';
}

NameBlock::NameBlock(std::string_view block, const std::vector<Found>& mentions, const Pack& words)
    : text(block), found(mentions), pack(words), all_nouns(words.capitalises_nouns()) {}

bool NameBlock::is_lead(Range word) const {
  const std::string lower = ascii_lower(text_at(text, word));
  return pack.word_class("name_lead").has(lower);
}

bool NameBlock::opens_sentence(size_t pos) const {
  const std::string_view left = trim(text.substr(0, pos));
  if (left.empty()) return true;
  const char32_t last = character_before(left, left.size());
  return last == '.' || last == '?' || last == '!' || last == ':' || last == '"' || last == U'“' ||
         last == U'•' || last == U'—' || last == '-' || last == U'–';
}

bool NameBlock::is_behind_article(size_t pos) const {
  return pack.word_class("article").has(last_word(trim(text.substr(0, pos))));
}

bool NameBlock::has_stock_code(size_t pos) const {
  constexpr size_t kLeast = 4, kMost = 6;  // digits
  constexpr size_t kMarket = 4;            // ".HK", "-TW"
  if (character_at(text, pos) != '(') return false;
  const std::string_view behind = text.substr(pos + 1, kMost + kMarket + 1);
  const size_t close = behind.find(')');
  if (close == behind.npos) return false;
  const std::string_view code = behind.substr(0, close);
  const size_t digits = run_end(code, 0, is_ascii_digit);
  return digits >= kLeast && digits <= kMost && code.size() - digits <= kMarket &&
         (digits == code.size() || code[digits] == '.' || code[digits] == '-');
}

bool NameBlock::is_institution(std::string_view word) const {
  return pack.word_class("institution").has(trim(word));
}

size_t NameBlock::behind_of(size_t pos) const {
  if (character_at(text, pos) != ' ') return pos;
  const size_t length = pack.word_class("institution_of").longest(text, pos + 1).length;
  const size_t end = pos + 1 + length;
  if (length == 0 || cuts_word(text, {pos + 1, end})) return pos;
  const bool elided = !is_word_character(character_before(text, end));  // d'
  return elided ? end : character_at(text, end) == ' ' ? end + 1 : pos;
}

bool NameBlock::is_behind_of(size_t pos) const {
  constexpr int kLongest = 2;  // words: de la
  size_t space = pos;
  for (int i = 0; i < kLongest && space != text.npos && space >= 2; ++i) {
    space = text.rfind(' ', space - (i == 0 ? 2 : 1));
    if (space != text.npos && behind_of(space) == pos) return true;
  }
  return false;
}

const Found* NameBlock::mention_at(size_t pos) const {
  const auto mention =
      std::lower_bound(found.begin(), found.end(), pos,
                       [](const Found& known, size_t begin) { return known.at.begin < begin; });
  return mention != found.end() && mention->at.begin == pos ? &*mention : nullptr;
}

bool NameBlock::may_be_quoted(Range at) const {
  const auto overlaps = [&](const Found& mention) { return mention.at.overlaps(at); };
  if (std::any_of(found.begin(), found.end(), overlaps)) return false;
  const std::string_view name = text_at(text, at);
  const bool in_name = run_end(text, at.begin, is_quoted_character) >= at.end;
  const bool term = !is_han(character_at(name, 0)) && is_term_or_count(name, pack);
  return in_name && may_name_company(name, pack) && !names_place(name, pack) && !term &&
         !is_made_of_general_words(name, pack);
}

size_t NameBlock::full_name_begin(Range at) const {
  size_t begin = at.begin;
  for (bool more = true; more && at.end - begin < kLongestName;) {
    more = false;
    if (const size_t place = place_before(begin); place < begin) {
      begin = place;
      more = true;
    } else if (begin > 0 && text[begin - 1] == ')') {
      constexpr size_t kPlace = 12;  // bytes
      const size_t bracket = text.rfind('(', begin);
      if (bracket == text.npos || begin - bracket > kPlace + 2) break;
      if (run_end(text, bracket + 1, is_han) != begin - 1) break;
      begin = bracket;
      while (begin > 0 && is_han(character_before(text, begin)) && word_before(begin) == begin) {
        begin = previous_position(text, begin);
      }
      if (begin == bracket) return at.begin;
      more = true;
    }
  }
  return begin;
}

size_t NameBlock::word_before(size_t pos, std::string_view word_class) const {
  constexpr int kLongest = 7;  // characters
  size_t out = pos, begin = pos;
  for (int i = 0; i < kLongest && begin > 0; ++i) {
    begin = previous_position(text, begin);
    const auto word = pack.general_words.longest(text, begin);
    if (word.length != pos - begin) continue;
    if (word_class.empty() || word.value == word_class) out = begin;
  }
  return out;
}

size_t NameBlock::place_before(size_t pos) const {
  if (is_hangul(character_at(text, pos)) && pos > 0 && text[pos - 1] == ' ') {
    return std::min(word_before(pos - 1, "place"), word_before(pos - 1, "nation"));
  }
  // 市 and the like may stand between: 深圳市.
  size_t end = pos;
  if (pos > 0 && word_before(pos, "place") == pos) {
    const size_t last = previous_position(text, pos);
    const std::string_view character = text_at(text, {last, pos});
    if (pack.word_class("place_end").has(character)) end = last;
  }
  const size_t begin = word_before(end, "place");
  return begin < end ? begin : pos;
}

}  // namespace dealwire

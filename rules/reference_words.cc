#include "rules/reference_words.h"

#include <algorithm>
#include <string>

#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool any_overlaps(const std::vector<Word>& words, Range at) {
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return word.at.overlaps(at); });
}

bool names_at(const Sentence& sentence, size_t pos) {
  return std::any_of(sentence.items.begin(), sentence.items.end(),
                     [&](const auto& item) { return item.at.begin == pos && item.is_party(); });
}

// Does a word stand before `pos` that no name or noun is made with: 此前公司, 宣布公司?
bool behind_free_word(std::string_view text, size_t pos, const Pack& pack) {
  constexpr int kLongest = 4;  // characters
  size_t begin = pos;
  for (int i = 0; i < kLongest && begin > 0; ++i) {
    begin = previous_position(text, begin);
    const auto word = pack.general_words.longest(text, begin);
    if (word.length != pos - begin) continue;
    if (word.value == "function" || word.value == "time" || word.value == "verb") return true;
  }
  return false;
}

// 這家泰國水泥商: in Chinese a word of class `pointer` and nouns, the last of which says what
// companies are. Where a name follows, they stand for nobody else.
void add_descriptions_in_han(const Sentence& sentence, const Pack& pack, std::vector<Word>& out) {
  static const std::string kTopic = "topic";
  constexpr size_t kLongest = 36;  // bytes
  const std::string_view text = sentence.text;
  for (const Word& pointer : find_words(text, "pointer", pack)) {
    size_t pos = pointer.at.end;
    bool ends_so = false;
    while (pos < text.size() && pos - pointer.at.end < kLongest) {
      const auto word = pack.general_words.longest(text, pos);
      const std::string_view what = word.value;
      if (what != "head" && what != "noun" && what != "place" && what != "common") break;
      ends_so = what == "head" || ends_in(text.substr(pos, word.length), "name_kind", pack);
      pos += word.length;
    }
    const bool known = any_overlaps(out, pointer.at);
    const bool goes_on =
        is_han(character_at(text, pos)) && pack.general_words.longest(text, pos).length == 0;
    if (ends_so && !known && !names_at(sentence, pos) && !goes_on)
      out.push_back({{pointer.at.begin, pos}, &kTopic});
  }
}

// The words of class `reference`, and those that call somebody by what they are: an article and a
// noun of class `name_lead`, with up to two words between them (the Danish miner). Where a name
// follows, or what it is the miner of, they stand for nobody else.
std::vector<Word> references_in(const Sentence& sentence, const Pack& pack) {
  static const std::string kSubject = "subject";
  constexpr size_t kWords = 3;
  const std::string_view text = sentence.text;
  std::vector<Word> out = find_words(text, "reference", pack);
  add_descriptions_in_han(sentence, pack, out);
  for (const Word& article : find_words(text, "article", pack)) {
    size_t pos = article.at.end;
    for (size_t i = 0; i < kWords && pos < text.size() && text[pos] == ' '; ++i) {
      size_t end = pos + 1;
      while (is_word_character(character_at(text, end)) || character_at(text, end) == '-') {
        end += utf8_length(text[end]);
      }
      const std::string_view noun = text.substr(pos + 1, end - pos - 1);
      pos = end;
      // The power its smelter needs: something else begins.
      if (pack.word_class("determiner").has(noun)) break;
      if (!pack.word_class("name_lead").has(noun)) continue;
      const std::string_view behind = text.substr(end);
      const bool named = std::any_of(sentence.items.begin(), sentence.items.end(),
                                     [&](const auto& item) { return item.at.begin == end + 1; });
      const std::string_view next = word_at(behind, behind.starts_with(' ') ? 1 : 0);
      const std::string* place = pack.word_class("case").value(next);
      const bool goes_on =
          pack.word_class("relative").has(next) || (place != nullptr && *place == "of");
      const Range at{article.at.begin, end};
      // The buyer is who the sentence says, and the chemicals unit somebody else.
      const bool says_part = pack.word_class("counterpart").has(noun) ||
                             pack.word_class("counterpart").has(next) ||
                             pack.word_class("role_noun").has(noun);
      if (!named && !goes_on && !says_part && !any_overlaps(out, at))
        out.push_back({at, &kSubject});
      break;
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Word& a, const Word& b) { return a.at.begin < b.at.begin; });
  return out;
}

// El grupo de prestamistas, la chaîne de magasins: a noun goes on behind the word, which is of that
// rather than of somebody named before. Not in la empresa de su socio, where somebody else begins.
bool goes_on_as_noun(std::string_view text, size_t pos, const Pack& pack) {
  const WordClass& stops = pack.word_class("reach_stop");
  if (stops.empty() || character_at(text, pos) != ' ') return false;
  const std::string_view of = word_at(text, pos + 1);
  const std::string* place = pack.word_class("case").value(of);
  const size_t next = pos + 1 + of.size();
  if (place == nullptr || *place != "of" || character_at(text, next) != ' ') return false;
  const std::string_view noun = word_at(text, next + 1);
  return !noun.empty() && is_word_character(character_at(noun, 0)) &&
         !is_upper(character_at(noun, 0)) && !is_ascii_digit(character_at(noun, 0)) &&
         !stops.has(noun);
}

// Does the word only say what the name behind it is: der Konzern X, le groupe minier X?
bool introduces_name(const Sentence& sentence, Range word, const Pack& pack) {
  constexpr int kFarthest = 6;  // words between, where a head reaches over some
  const WordClass& stops = pack.word_class("reach_stop");
  const std::string_view text = sentence.text;
  size_t pos = word.end;
  for (int i = 0; i <= kFarthest && pos < text.size(); ++i) {
    const char32_t gap = character_at(text, pos);
    if (gap != ' ' && gap != '\'' && gap != U'’') return false;
    pos += utf8_length(text[pos]);
    if (names_at(sentence, pos)) return true;
    const std::string_view next = word_at(text, pos);
    if (stops.empty() || next.empty() || stops.has(next)) return false;
    pos += next.size();
  }
  return false;
}

}  // namespace

size_t clause_begin(std::string_view text, size_t pos, const Pack& pack) {
  const std::string_view left = text.substr(0, pos);
  const size_t mark = left.find_last_of(",;:");
  const size_t stop = left.rfind("。");
  re2::StringPiece rest(left.data(), left.size());
  while (RE2::FindAndConsume(&rest, *pack.clause_end)) continue;
  const auto word = static_cast<size_t>(rest.data() - left.data());
  return std::max({mark == left.npos ? 0 : mark + 1, stop == left.npos ? 0 : stop + 3, word});
}

bool behind_case_word(std::string_view text, size_t pos, const Pack& pack) {
  const size_t begin = clause_begin(text, pos, pack);
  const std::string_view before = trim(text_at(text, {begin, pos}));
  const WordClass& cases = pack.word_class("case");
  if (!before.empty() && is_word_character(character_before(before, before.size()))) {
    constexpr int kMost = 4;  // words of one: on behalf of
    size_t space = before.size();
    for (int i = 0; i < kMost && space != before.npos && space > 0; ++i) {
      space = before.rfind(' ', space - 1);
      const size_t first = space == before.npos ? 0 : space + 1;
      if (cases.has(before.substr(first))) return true;
    }
    return false;
  }
  const size_t word = cases.ending(before);
  return word > 0 && !cuts_word(before, {before.size() - word, before.size()});
}

bool before_case_word(std::string_view text, size_t pos, const Pack& pack) {
  const std::string_view place = pack.case_after.longest(text, pos).value;
  return !place.empty() && !is_about(place);
}

bool opens_clause(std::string_view text, size_t pos, const Pack& pack) {
  for (size_t at = clause_begin(text, pos, pack); at < pos;) {
    const char32_t c = next_character(text, at);
    if (is_cjk(c) || (is_word_character(c) && !(c >= '0' && c <= '9'))) return false;
  }
  return true;
}

bool may_be_subject(std::string_view text, size_t pos, const Pack& pack) {
  return !pack.marks_behind() || is_about(pack.case_after.longest(text, pos).value);
}

// Does a stake stand at `pos`, or a word for one?
bool is_share(const Sentence& sentence, size_t pos, const Pack& pack) {
  const auto word = pack.word_class("asset").longest(sentence.text, pos);
  return (word.length > 0 && *word.value == "share") ||
         std::any_of(sentence.items.begin(), sentence.items.end(), [&](const auto& item) {
           return item.at.begin == pos && item.found->kind == Kind::kStake;
         });
}

// 其旗下石灰石礦, 其電池廠: does something follow that somebody has, but for a company of theirs?
bool is_of_owner(const Sentence& sentence, size_t pos, const Pack& pack) {
  constexpr size_t kFarthest = 30;  // bytes
  const std::string_view text = sentence.text;
  if (pack.word_class("relation").longest(text, pos).length > 0) return false;
  if (pack.word_class("possessive").longest(text, pos).length > 0) return true;
  for (size_t at = pos; at - pos < kFarthest && is_han(character_at(text, at));) {
    const auto word = pack.word_class("asset").longest(text, at);
    if (word.length > 0) return *word.value == "asset" && at > pos;
    at += utf8_length(text[at]);
  }
  return false;
}

std::vector<Reference> find_references(const Sentence& sentence, const Pack& pack) {
  std::vector<Reference> out;
  const std::string_view text = sentence.text;
  for (const Word& word : references_in(sentence, pack)) {
    const auto& [begin, end] = word.at;
    const bool taken = std::any_of(sentence.items.begin(), sentence.items.end(),
                                   [&](const auto& item) { return item.at.overlaps(word.at); });
    const bool has_case = behind_case_word(text, begin, pack) || before_case_word(text, end, pack);
    const bool needs_sign = *word.value == "topic_alone" || *word.value == "self_alone";
    // 收購其股權, 收購其旗下電池廠: what somebody takes is another one's.
    const bool of_other = *word.value == "topic_alone" &&
                          (is_share(sentence, end, pack) || is_of_owner(sentence, end, pack)) &&
                          ends_in(text.substr(0, begin), "taking", pack);
    const bool alone =
        has_case || opens_clause(text, begin, pack) || behind_free_word(text, begin, pack);
    if (taken || introduces_name(sentence, word.at, pack) || goes_on_as_noun(text, end, pack) ||
        (needs_sign && !alone && !of_other)) {
      continue;
    }
    out.push_back({word.at, of_other ? std::string_view("other") : *word.value, has_case});
  }
  return out;
}

}  // namespace dealwire

#include "rules/described_asset.h"

#include <algorithm>
#include <ranges>
#include <string_view>

#include "rules/described_phrase.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/trigger.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFarthestAsset = 40;  // bytes between the deed and it

class Describer {
 public:
  Describer(const Masked& masked, const Pack& pack, const Hit& hit, const std::vector<Hit>& hits)
      : masked_(masked), text_(masked.text), pack_(pack), hit_(hit), hits_(hits) {}

  std::optional<Range> find() const {
    const size_t clause = masked_.clause_begin(hit_.at.begin);
    if (pack_.marks_behind()) return marked({clause, hit_.at.end});
    const auto behind = behind_deed();
    return behind ? behind : marked({clause, hit_.at.begin});
  }

 private:
  // The first one in or behind the deed.
  std::optional<Range> behind_deed() const {
    const Range part{hit_.at.begin, end_of_deed(masked_, hit_, hits_)};
    for (const Word& noun : nouns_in(part)) {
      const bool inside = noun.at.begin < hit_.at.end;
      const size_t floor = inside ? behind_verb() : hit_.at.end;
      if (noun.at.begin < floor || !may_end(noun.at.end)) continue;
      const auto at = reach(noun, floor);
      if (!at || (!inside && at->begin - hit_.at.end > kFarthestAsset)) return std::nullopt;
      return at;
    }
    return std::nullopt;
  }

  // The last one in a part of the clause that is marked as what is dealt in.
  std::optional<Range> marked(Range part) const {
    const std::vector<Word> nouns = nouns_in(part);
    for (const Word& noun : std::views::reverse(nouns)) {
      const bool ends =
          noun.at.end == hit_.at.begin ||
          (pack_.marks_behind() ? has_object_mark(noun.at.end) : may_end(noun.at.end));
      if (!ends) continue;
      const auto at = reach(noun, part.begin);
      if (at && (pack_.marks_behind() || is_marked_before(at->begin))) return at;
    }
    return std::nullopt;
  }

  std::vector<Word> nouns_in(Range part) const {
    std::vector<Word> out = find_words(text_, part, "asset_noun", pack_);
    if (out.empty()) out = pack_.marks_behind() ? inflected(part) : heads(part);
    return out;
  }

  // General words that lead names and end in one: 飼料廠.
  std::vector<Word> heads(Range part) const {
    std::vector<Word> out;
    const WordClass& nouns = pack_.word_class("asset_noun");
    for (size_t pos = part.begin; pos < part.end;) {
      const WordTrie::Match word = pack_.general_words.longest(text_, pos);
      const std::string_view text = text_at(text_, {pos, pos + word.length});
      const size_t length = word.value == "head" ? nouns.ending(text) : 0;
      if (length > 0) {
        const std::string* value = nouns.value(text.substr(text.size() - length));
        out.push_back({{pos, pos + word.length}, value});
      }
      pos = word.length > 0 ? pos + word.length : next_beginning(text_, pos);
    }
    return out;
  }

  // The nouns whose case ends their word: 정비공장을.
  std::vector<Word> inflected(Range part) const {
    std::vector<Word> out;
    const WordClass& cases = pack_.word_class("case_after");
    const WordClass& nouns = pack_.word_class("asset_noun");
    for (size_t pos = part.begin; pos < part.end; pos = next_beginning(text_, pos)) {
      const std::string_view word = word_at(text_, pos);
      if (word.empty() || !is_hangul(character_at(word, 0))) continue;
      const std::string_view stem = word.substr(0, word.size() - cases.ending(word));
      const size_t length = nouns.ending(stem);
      if (length == 0) continue;
      const size_t end = pos + stem.size();
      out.push_back({{end - length, end}, nouns.value(stem.substr(stem.size() - length))});
    }
    return out;
  }

  // Behind the first word of the trigger, where spaces part words.
  size_t behind_verb() const {
    const size_t space = text_.find(' ', hit_.at.begin);
    return space < hit_.at.end ? space : hit_.at.begin;
  }

  // Also by "too": 倉庫も取得した.
  bool has_object_mark(size_t pos) const {
    const auto word = pack_.word_class("case_after").longest(text_, pos);
    return (word.length > 0 && *word.value == "object") ||
           (word.length > 0 && pack_.word_class("too").has(text_.substr(pos, word.length)));
  }

  bool is_marked_before(size_t pos) const {
    const WordClass& cases = pack_.word_class("case");
    const size_t length = cases.ending(text_.substr(0, pos));
    const std::string* place = cases.value(text_.substr(pos - length, length));
    return place != nullptr && *place == "object";
  }

  // Is the noun that ends here the head of what it stands in? Not in "plant equipment".
  bool may_end(size_t pos) const {
    if (pos == text_.size()) return true;
    size_t next = pos;
    char32_t c = next_character(text_, next);
    if (c == ' ') {
      if (next == text_.size()) return true;
      c = character_at(text_, next);
      if (is_mask(c)) return !is_party(next);
      return !is_letter(c) || is_bound(word_at(text_, next));
    }
    if (is_mask(c)) return !is_party(pos);
    if (!is_letter(c)) return c != '-' && c != '\'';
    if (is_spaced(c)) return false;
    return pack_.word_class("case").longest(text_, pos).length > 0 ||
           parts(pack_.general_words.longest(text_, pos));
  }

  // From the noun to the left.
  std::optional<Range> reach(const Word& noun, size_t floor) const {
    const bool spaced = is_spaced(character_at(text_, noun.at.begin));
    const Range at{spaced ? spaced_begin(noun.at, floor) : unspaced_begin(noun.at, floor),
                   noun.at.end};
    if (at.size() > kLongestDescription || (at.begin == noun.at.begin && *noun.value == "plain")) {
      return std::nullopt;
    }
    return at;
  }

  size_t spaced_begin(Range noun, size_t floor) const {
    size_t begin = noun.begin;
    while (begin > floor && is_letter(character_before(text_, begin))) {
      begin = previous_position(text_, begin);  // the front of a compound
    }
    while (begin > floor && text_[begin - 1] == ' ') {
      const size_t next = word_before(begin, floor);
      if (next == begin) break;
      begin = next;
    }
    return begin;
  }

  // Where no spaces part words: behind the last one that is no part of a description.
  size_t unspaced_begin(Range noun, size_t floor) const {
    size_t begin = floor;
    for (size_t pos = floor; pos < noun.begin;) {
      const char32_t c = character_at(text_, pos);
      const WordTrie::Match word = pack_.general_words.longest(text_, pos);
      const bool whole = word.length > 0 && pos + word.length <= noun.begin;
      const size_t length = whole ? word.length : utf8_length(text_[pos]);
      const bool is_case = !whole && pack_.word_class("case").longest(text_, pos).length > 0;
      const bool ends = !is_letter(c) || is_hiragana(c) || is_case;
      if (ends || (whole && parts(word))) begin = pos + length;
      pos += length;
    }
    // 修船子公司: what may be a name, though it is made of words, is a part of it.
    for (const Masked::Slot& slot : masked_.slots) {
      const bool touches = slot.at.end == begin || slot.at.contains({begin, begin});
      if (slot.is_party() && slot.weak() && touches) begin = std::min(begin, slot.at.begin);
    }
    return begin;
  }

  // Where the word before a space begins, or `pos` if it does not belong to the description.
  size_t word_before(size_t pos, size_t floor) const {
    const size_t end = pos - 1;
    if (end <= floor) return pos;
    const size_t space = text_.rfind(' ', end - 1);
    const size_t begin = space == text_.npos || space < floor ? floor : space + 1;
    const std::string_view word = text_at(text_, {begin, end});
    const WordTrie::Match general = pack_.general_words.longest(word, 0);
    if (word.empty() || is_bound(word) || has_case(word) || is_owner(word) ||
        (general.length == word.size() && parts(general))) {
      return pos;
    }
    for (size_t at = begin; at < end;) {
      const size_t first = at;
      const char32_t c = next_character(text_, at);
      const bool fits =
          is_mask(c) ? is_weak_party(first) : is_letter(c) || c == '-' || c == '\'' || c == '&';
      if (!fits) return pos;
    }
    return begin;
  }

  // Is it a general word that names and descriptions do not reach over?
  static bool parts(const WordTrie::Match& word) {
    const std::string_view kind = word.value;
    return kind == "function" || kind == "verb" || kind == "time" || kind == "title" ||
           kind == "joint" || kind == "person";
  }

  bool is_bound(std::string_view word) const {
    return pack_.word_class("asset_bound").longest(word, 0).length == word.size();
  }

  bool is_owner(std::string_view word) const {
    return pack_.word_class("possessive").ending(word) > 0;
  }

  // 사천의: a Korean word with its case at its end. Not 을지로, which only sounds like one.
  bool has_case(std::string_view word) const {
    const WordClass& cases = pack_.word_class("case_after");
    const size_t length = pack_.marks_behind() ? cases.ending(word) : 0;
    return length > 0 && *cases.value(word.substr(word.size() - length)) != "using";
  }

  static bool is_spaced(char32_t c) { return !is_han(c) && !is_kana(c); }
  // Of a word; masks are none.
  static bool is_letter(char32_t c) { return is_word_character(c) || is_cjk(c); }

  const Masked::Slot* slot_at(size_t pos) const {
    const auto slot = std::find_if(masked_.slots.begin(), masked_.slots.end(),
                                   [&](const auto& one) { return one.at.begin == pos; });
    return slot == masked_.slots.end() ? nullptr : &*slot;
  }
  bool is_party(size_t pos) const {
    const Masked::Slot* slot = slot_at(pos);
    return slot != nullptr && slot->is_party();
  }
  bool is_weak_party(size_t pos) const {
    const Masked::Slot* slot = slot_at(pos);
    return slot != nullptr && slot->is_party() && slot->weak();
  }

  const Masked& masked_;
  const std::string_view text_;
  const Pack& pack_;
  const Hit& hit_;
  const std::vector<Hit>& hits_;
};

}  // namespace

std::optional<Range> described_asset(const Masked& masked, const Pack& pack, const Hit& hit,
                                     const std::vector<Hit>& hits) {
  if (pack.word_class("asset_noun").empty()) return std::nullopt;
  if (has_asset_phrases(pack)) return asset_phrase(masked, pack, hit, hits);
  return Describer(masked, pack, hit, hits).find();
}

}  // namespace dealwire

#include "rules/names.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_scanner.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Candidates = std::vector<Candidate>;  // of one block

std::string_view text_at(const BlockMentions& block, Range at) {
  return block.text.substr(at.begin, at.size());
}

Found mention(Range at, std::string rule, Party who) {
  Found out;
  out.kind = Kind::kParty;
  out.at = at;
  out.rule = std::move(rule);
  out.company = !who.id.empty();
  out.party = std::move(who);
  return out;
}

// A party of which only the name is known.
Party named(std::string_view name) { return {"", std::string(name), std::string(name)}; }

// The first mention that ends behind `pos`, in order.
auto first_behind(const BlockMentions& block, size_t pos) {
  return std::upper_bound(block.found.begin(), block.found.end(), pos,
                          [](size_t begin, const Found& found) { return begin < found.at.end; });
}

bool is_free(const BlockMentions& block, Range at) {
  const auto next = first_behind(block, at.begin);
  return next == block.found.end() || !next->at.overlaps(at);
}

// Adds mentions that are in order and apart from those of the block.
void merge_in(BlockMentions& block, std::vector<Found> more) {
  if (more.empty()) return;
  std::vector<Found> all;
  std::merge(std::make_move_iterator(block.found.begin()),
             std::make_move_iterator(block.found.end()), std::make_move_iterator(more.begin()),
             std::make_move_iterator(more.end()), std::back_inserter(all),
             [](const Found& a, const Found& b) { return a.at.begin < b.at.begin; });
  block.found = std::move(all);
}

// Calls `f` with the index of each block, up to that in which mentions become more than `enough`.
template <typename F>
void for_first_blocks(const std::vector<BlockMentions>& blocks, size_t enough, F f) {
  size_t total = 0;
  for (size_t i = 0; i < blocks.size() && total <= enough; ++i) {
    f(i);
    total += blocks[i].found.size();
  }
}

// Does a name in Han go on to another one: to one in full (中遠海運特種運輸股份有限公司), or to
// what a party has that is another one (阿里巴巴創業者基金)?
bool goes_on_in_han(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kArm = 15, kFull = 36;  // bytes before the word that tells
  const auto bounds = [&](size_t at) {
    if (!is_han(character_at(text, at))) return true;
    if (pack.word_class("possessive").longest(text, at).length > 0) return true;
    const Trie::Match word = pack.general_words.longest(text, at);
    if (word.length == 0) return false;
    const std::string& word_class = pack.general_class[static_cast<size_t>(word.value)];
    return word_class == "verb" || word_class == "function" || word_class == "title";
  };
  const WordClass& forms = pack.word_class("name_form");
  if (forms.longest(text, pos).length > 0) return false;  // the party itself
  for (size_t at = pos; at - pos <= kFull; at += utf8_length(text[at])) {
    const size_t form = forms.longest(text, at).length;
    if (form > 0) return ends_in(text.substr(at, form), "full_form", pack);
    if (at - pos <= kArm && pack.word_class("arm_suffix").longest(text, at).length > 0) return true;
    if (bounds(at)) return false;
  }
  return false;
}

// Does a word behind a known name make another one of it, where capitals are of names only (Siemens
// Healthineers)? Before a noun it is rather what the party makes (Boeing Starliner capsules), and
// so it is behind a number.
bool makes_other_name(std::string_view text, Range at, const Pack& pack) {
  if (character_at(text, at.end) != ' ' || !is_upper(character_at(text, at.end + 1))) return false;
  const std::string_view next = word_at(text, at.end + 1);
  if (pack.general_words.longest(text, at.end + 1).length >= next.size()) return false;
  if (pack.word_class("aside").values().empty() || !pack.word_class("noun_end").values().empty()) {
    return false;
  }
  if (pack.word_class("name_form").value(next) != nullptr) return false;
  if (at.begin > 1 && is_digit(character_at(text, at.begin - 2))) return false;
  const std::string_view behind = text.substr(at.end + 1 + next.size());
  if (!behind.starts_with(' ') || is_upper(character_at(behind, 1))) return true;
  const std::string_view word = word_at(behind, 1);
  return pack.word_class("case").value(word) != nullptr ||
         pack.word_class("name_verb").value(word) != nullptr ||
         pack.word_class("case_stop").value(word) != nullptr ||
         pack.word_class("conjunction").value(word) != nullptr;
}

// Does nothing but the end of another name follow in Japanese: 三井住友建設?
bool ends_like_other(std::string_view text, size_t pos, const Pack& pack) {
  if (pack.case_after_places.empty()) return false;
  const size_t end = run_end(text, pos, is_han, kLongestName);
  const std::string_view run = text.substr(pos, end - pos);
  constexpr size_t kLongest = 18;  // bytes
  return run.size() <= kLongest && ends_in(run, "name_suffix", pack);
}

// Is there more behind a dot in katakana than what any name may have?
bool goes_on_behind_dot(std::string_view text, size_t pos, const Pack& pack) {
  const size_t end = run_end(text, pos, is_katakana, kLongestName);
  const std::string_view word = text.substr(pos, end - pos);
  return suffix_length(word, pack) > 0 && pack.word_class("name_suffix").value(word) == nullptr;
}

// Does a name in Latin script go on in Korean with more than case words and nouns: AMD파트너스?
bool goes_on_in_hangul(std::string_view text, size_t pos, const Pack& pack) {
  // 한솔KPS
  if (is_hangul(character_before(text, pos))) {
    return is_upper(character_at(text, pos)) && is_upper(character_at(text, pos + 1));
  }
  if (!is_word_character(character_before(text, pos))) return false;
  const size_t end = hangul_end(text, pos);
  if (end == pos || is_case_ending(text, {pos, end}, pack)) return false;
  const std::string_view noun = text.substr(pos, noun_end(text, {pos, end}, pack) - pos);
  return columns(noun) > 2 && !is_korean_word(noun, pack);
}

// Is a name the beginning of another company's (Hitachi Energy, Intel Capital), or of a product's
// (GLP-1)? A form of company behind it changes nothing.
bool goes_on(std::string_view text, Range at, const Pack& pack) {
  if (pack.word_class("affiliate").longest(text, at.end).length > 0) return true;  // 三輪系
  const size_t dot = utf8_length("・"[0]);
  const bool dotted = character_at(text, at.end) == U'・' && !pack.case_after_places.empty() &&
                      is_katakana(character_before(text, at.end)) &&
                      is_katakana(character_at(text, at.end + dot));
  // ミワ・ミュージック, but not where a word follows: ミワ・グループ
  if (dotted && goes_on_behind_dot(text, at.end + dot, pack)) return true;
  if (character_at(text, at.end) == '-' && is_digit(character_at(text, at.end + 1))) return true;
  if (is_han(character_before(text, at.end))) {
    return goes_on_in_han(text, at.end, pack) || ends_like_other(text, at.end, pack);
  }
  if (goes_on_in_hangul(text, at.end, pack)) return true;
  if (!is_word_character(character_before(text, at.end)) || character_at(text, at.end) != ' ' ||
      !is_upper(character_at(text, at.end + 1))) {
    return false;
  }
  const std::string_view next = word_at(text, at.end + 1);
  const bool only_names = !pack.word_class("reach_stop").values().empty();
  if (only_names && pack.general_words.longest(text, at.end + 1).length < next.size()) {
    return true;  // Renault Trucks, where only names have capitals
  }
  // Where all nouns have a capital, what a known company sells may stand behind it.
  return pack.word_class("name_suffix").value(next) != nullptr && !ends_like_noun(next, pack);
}

// A name in Latin script with the ending that its language puts to it: Orsteds.
Range inflected(std::string_view text, Range at, const Pack& pack) {
  if (!is_word_character(character_at(text, at.end))) return at;
  const std::string_view ending = word_at(text, at.end);
  const bool inflects = pack.word_class("name_inflection").value(ending) != nullptr;
  return {at.begin, at.end + (inflects ? ending.size() : 0)};
}

// Does one character follow in Chinese that begins no word, so that a longer name goes on (信和 in
// 信和隆)? Several are rather a verb (友達標租).
bool is_cut_from_name(std::string_view text, size_t pos, const Pack& pack) {
  const auto is_open = [&](size_t at) {
    return is_han(character_at(text, at)) && pack.general_words.longest(text, at).length == 0;
  };
  if (!leaves_subjects_out(pack) || !is_open(pos)) return false;
  if (pack.word_class("name_suffix").longest(text, pos).length > 0) return true;  // 零跑國際
  const std::string_view next = text.substr(pos, utf8_length(text[pos]));
  if (is_open(pos + next.size())) return false;
  return pack.word_class("name_bar").value(next) == nullptr &&
         pack.word_class("name_glue").value(next) == nullptr &&
         pack.word_class("possessive").longest(text, pos).length == 0;
}

// Is a short name in Han part of a general word (新華 in 新華社)?
bool is_hidden(std::string_view text, Range at, const Pack& pack) {
  constexpr size_t kShort = 4;  // columns
  const std::string_view name = text.substr(at.begin, at.size());
  if (!is_han(character_at(name, 0)) || columns(name) > kShort) return false;
  return is_part_of_word(text, at, pack) || is_cut_from_name(text, at.end, pack);
}

// ミワ・クボタ: does a katakana name of nobody we know stand before it, and a dot?
bool is_behind_dot(std::string_view text, size_t pos, const Trie& names, const Pack& pack) {
  constexpr size_t kFarthest = 45;  // bytes
  if (pack.case_after_places.empty() || pos == 0 || character_before(text, pos) != U'・')
    return false;
  const size_t dot = previous_position(text, pos);
  size_t begin = dot;
  while (begin > 0 && dot - begin < kFarthest && is_katakana(character_before(text, begin))) {
    begin = previous_position(text, begin);
  }
  return begin < dot && is_katakana(character_at(text, pos)) &&
         begin + names.longest(text, begin).length != dot;
}

// Does a Japanese name only end like one that we know: 北東北電力? General words before it
// (大手東北電力) are no part of a name.
bool begins_before(std::string_view text, Range at, const Trie& names, const Pack& pack) {
  if (is_behind_dot(text, at.begin, names, pack)) return true;
  if (pack.case_after_places.empty() || at.begin == 0 || !is_han(character_at(text, at.begin))) {
    return false;
  }
  constexpr int kFarthest = 4;  // characters
  size_t pos = at.begin;
  if (!is_han(character_before(text, pos))) return false;
  for (int i = 0; i < kFarthest && pos > 0 && is_han(character_before(text, pos)); ++i) {
    pos = previous_position(text, pos);
    if (pos + pack.general_words.longest(text, pos).length == at.begin) return false;
  }
  return true;
}

// Marks every place of the block where a word of `names` stands free. `in_text` tells that only
// names have capitals there, and others than these may begin with one of them.
template <typename F>
void mark(BlockMentions& block, const Trie& names, const Pack& pack, bool in_text, F make) {
  std::vector<Found> out;
  size_t next = 0;
  for (size_t pos = 0; pos < block.text.size();) {
    while (next < block.found.size() && block.found[next].at.end <= pos) ++next;
    const Trie::Match match = names.longest(block.text, pos);
    const Range at{pos, pos + match.length};
    const bool in_bracket = pos > 0 && block.text[pos - 1] == '(' &&
                            character_at(block.text, at.end) == ')' &&
                            ends_in(text_at(block, at), "authority_end", pack);  // X(三輪市)
    const bool taken = next < block.found.size() && block.found[next].at.begin < at.end;
    if (match.length > 0 && !taken && !in_bracket &&
        stands_free(block.text, inflected(block.text, at, pack), pack) &&
        !goes_on(block.text, at, pack) && !(in_text && makes_other_name(block.text, at, pack)) &&
        !is_hidden(block.text, at, pack) && !begins_before(block.text, at, names, pack)) {
      out.push_back(make(at, static_cast<size_t>(match.value)));
      pos = at.end;
    } else {
      pos += utf8_length(block.text[pos]);
    }
  }
  merge_in(block, std::move(out));
}

void mark_known(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                size_t enough) {
  for_first_blocks(blocks, enough, [&](size_t i) {
    mark(blocks[i], packs.party_names, pack, !blocks[i].title, [&](Range at, size_t value) {
      const KnownParty& known = packs.parties[value];
      return mention(at, "name/known", {known.id, known.name, known.id});
    });
  });
}

void mark_weak(std::vector<BlockMentions>& blocks, const std::vector<Candidates>& candidates,
               size_t enough) {
  for_first_blocks(blocks, enough, [&](size_t i) {
    std::vector<Found> weak;
    for (const Candidate& candidate : candidates[i]) {
      if (candidate.strong || !is_free(blocks[i], candidate.at)) continue;
      weak.push_back(mention(candidate.at, "name/weak", named(text_at(blocks[i], candidate.at))));
      weak.back().weak = true;
    }
    merge_in(blocks[i], std::move(weak));
  });
}

// Headlines capitalise everything, so that only the body can tell a new name, unless it is one in
// full: who a filing is of, its title may say alone.
std::vector<Candidates> scan_blocks(const std::vector<BlockMentions>& blocks, const Pack& pack) {
  std::vector<Candidates> out;
  for (const BlockMentions& block : blocks) {
    Candidates names = scan_names(block.text, block.found, pack);
    if (block.title && pack.case_after_places.empty()) {
      std::erase_if(names, [&](const Candidate& name) {
        return !ends_in(text_at(block, name.at), "full_form", pack);
      });
    }
    out.push_back(std::move(names));
  }
  return out;
}

// Drops persons, and what goes by their last names.
void drop_persons(const std::vector<BlockMentions>& blocks, std::vector<Candidates>& candidates) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (const Candidate& candidate : candidates[i]) {
      if (!candidate.person) continue;
      const std::string_view name = text_at(blocks[i], candidate.at);
      names.insert(name);
      names.insert(name.substr(name.rfind(' ') + 1));
    }
  }
  for (size_t i = 0; i < blocks.size(); ++i) {
    std::erase_if(candidates[i], [&](const Candidate& candidate) {
      return !candidate.strong && names.count(text_at(blocks[i], candidate.at)) > 0;
    });
  }
}

// Where an 's ends that stands behind a name, or `pos`.
size_t genitive_end(std::string_view text, size_t pos) {
  for (const std::string_view mark : {"'s", "’s"}) {
    const bool stands = text.compare(pos, mark.size(), mark) == 0;
    if (stands && !is_word_character(character_at(text, pos + mark.size())))
      return pos + mark.size();
  }
  return pos;
}

// Wendy's, the burger chain: a name may end in 's itself. So it does where the document never has
// it without, and what stands behind it somewhere is nothing that it could own.
void take_in_genitives(const std::vector<BlockMentions>& blocks, const Pack& pack,
                       std::vector<Candidates>& candidates) {
  if (pack.word_class("possessive").value("'s") == nullptr) return;
  const auto owns_nothing = [&](std::string_view behind) {
    if (!behind.starts_with(' ')) return !behind.starts_with('-');
    const std::string_view word = word_at(behind, 1);
    return pack.word_class("name_verb").value(word) != nullptr ||
           pack.word_class("case").value(word) != nullptr;
  };
  std::set<std::string_view> bare, own;
  const auto for_each = [&](auto f) {
    for (size_t i = 0; i < blocks.size(); ++i) {
      for (Candidate& candidate : candidates[i]) {
        f(blocks[i], candidate.at, genitive_end(blocks[i].text, candidate.at.end));
      }
    }
  };
  for_each([&](const BlockMentions& block, Range at, size_t end) {
    if (end == at.end) {
      bare.insert(text_at(block, at));
    } else if (owns_nothing(block.text.substr(end))) {
      own.insert(text_at(block, at));
    }
  });
  for_each([&](const BlockMentions& block, Range& at, size_t end) {
    const std::string_view name = text_at(block, at);
    if (own.count(name) > 0 && bare.count(name) == 0) at.end = end;
  });
}

// A word that the dictionary knows is hardly a name, unless more than two things speak for it.
void drop_words(const std::vector<BlockMentions>& blocks, const Pack& pack,
                std::vector<Candidates>& candidates) {
  if (!leaves_subjects_out(pack)) return;
  for (size_t i = 0; i < blocks.size(); ++i) {
    std::erase_if(candidates[i], [&](const Candidate& candidate) {
      return !candidate.strong && is_han(character_at(blocks[i].text, candidate.at.begin)) &&
             (candidate.evidence & (kCoined | kQuoted)) == 0 &&
             std::popcount(candidate.evidence) < 2;
    });
  }
}

// Three characters that begin with a family name: it takes more to take them for a company.
bool may_be_person(std::string_view name, const Pack& pack) {
  constexpr size_t kLength = 9;  // bytes
  if (name.size() != kLength || !is_han(character_at(name, 0))) return false;
  return pack.word_class("family_name").value(name.substr(0, utf8_length(name[0]))) != nullptr;
}

// Makes a name strong where several places of the document speak for it, each in another way.
// Capitals have told a name in Latin script already, so that it needs less.
void weigh_evidence(const std::vector<BlockMentions>& blocks, const Pack& pack,
                    std::vector<Candidates>& candidates) {
  constexpr int kEnoughCjk = 3, kEnoughLatin = 2;
  const auto for_each_weak = [&](auto f) {
    for (size_t i = 0; i < blocks.size(); ++i) {
      for (Candidate& candidate : candidates[i]) {
        if (!candidate.strong) f(text_at(blocks[i], candidate.at), candidate);
      }
    }
  };
  std::map<std::string_view, unsigned> seen;
  for_each_weak([&](std::string_view name, const Candidate& candidate) {
    const auto [known, first] = seen.emplace(name, candidate.evidence);
    if (!first) known->second |= candidate.evidence | kRepeated;
  });
  // A longer name that the article shortens elsewhere comes again, where words with capitals are of
  // names.
  std::set<std::string_view> names;
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (const Candidate& candidate : candidates[i]) names.insert(text_at(blocks[i], candidate.at));
  }
  const bool all_nouns = !pack.word_class("noun_end").values().empty();
  for (auto& [name, evidence] : seen) {
    for (size_t space = name.find(' '); space != name.npos && !all_nouns;
         space = name.find(' ', space + 1)) {
      if (names.count(name.substr(0, space)) > 0) evidence |= kRepeated;
    }
  }
  for (auto& [name, evidence] : seen) {
    if (!is_han(character_at(name, 0)) || !leaves_subjects_out(pack)) continue;
    if (is_coined(name, pack)) evidence |= kCoined;
    // What common nouns share with names speaks for these only where nobody knows the word.
    if ((evidence & kCoined) == 0) evidence &= ~static_cast<unsigned>(kActs | kListed);
  }
  for_each_weak([&](std::string_view name, Candidate& candidate) {
    const bool person = may_be_person(name, pack);
    const int enough = is_cjk(character_at(name, 0)) ? kEnoughCjk + person : kEnoughLatin;
    candidate.evidence = seen[name];
    candidate.strong = std::popcount(candidate.evidence) >= enough;
  });
  drop_words(blocks, pack, candidates);
}

// Can `alias` be short for `name`, or its name in another script? Chinese short forms keep
// characters in order; a Latin name begins with a capital and is not all digits or ticker.
bool abbreviates(std::string_view alias, std::string_view name) {
  if (!is_cjk(character_at(alias, 0))) {
    return is_upper(character_at(alias, 0)) && alias.find('.') == alias.npos;
  }
  size_t in_name = 0;
  for (size_t pos = 0; pos < alias.size();) {
    const char32_t c = next_character(alias, pos);
    bool found = false;
    while (in_name < name.size() && !found) found = next_character(name, in_name) == c;
    if (!found) return false;
  }
  return true;
}

// Behind the form of company at `pos`, if there is one: Halden, Inc. (the "Company").
size_t behind_form(std::string_view text, size_t pos, const Pack& pack) {
  size_t begin = pos;
  if (text.substr(begin).starts_with(',')) ++begin;
  if (text.substr(begin).starts_with(' ')) ++begin;
  size_t end = begin + pack.word_class("name_form").longest(text, begin).length;
  if (end == begin) {  // 三輪重電株式会社(三輪)
    const Trie::Match word = pack.general_words.longest(text, begin);
    const bool form =
        word.length > 0 && pack.general_class[static_cast<size_t>(word.value)] == "company";
    if (form) end += word.length;
  }
  return end > begin && !cuts_word(text, {begin, end}) ? end : pos;
}

// The name in brackets behind `at`, if it can be a short form: 台灣積體電路製造(台積電).
std::optional<Range> alias_behind(std::string_view text, Range at, const Pack& pack) {
  const size_t begin_of_rest = behind_form(text, at.end, pack);
  const re2::StringPiece rest(text.data() + begin_of_rest, text.size() - begin_of_rest);
  re2::StringPiece alias;
  if (!RE2::PartialMatch(rest, pack.alias->re2(), &alias)) return std::nullopt;
  const auto begin = static_cast<size_t>(alias.data() - text.data());
  // 以下簡稱甬港: said to be one.
  const std::string_view before = text.substr(begin_of_rest, begin - begin_of_rest);
  const auto& leads = pack.word_class("alias_lead").values();
  const bool said =
      leaves_subjects_out(pack) && std::any_of(leads.begin(), leads.end(), [&](const auto& lead) {
        return before.find(lead.first) != before.npos;
      });
  if (!said && !abbreviates({alias.data(), alias.size()}, text.substr(at.begin, at.size()))) {
    return std::nullopt;
  }
  return Range{begin, begin + alias.size()};
}

// What the document calls its parties, besides the names that are known.
class Register {
 public:
  explicit Register(const Pack& pack) : pack_(pack) {}

  // Takes in the names that a block introduces, and its short forms.
  void read(const BlockMentions& block, const Candidates& candidates) {
    for (const Candidate& candidate : candidates) {
      if (candidate.strong) introduce(block, candidate.at);
      if (candidate.company) companies_.insert(named(text_at(block, candidate.at)).key);
    }
    for (const Found& found : block.found) {
      if (found.kind != Kind::kParty) continue;
      const std::string_view name = text_at(block, found.at);
      const bool marks_behind = !pack_.case_after_places.empty();
      if (marks_behind && is_katakana(character_at(name, 0))) add(name, found.party);
      if (!found.party.id.empty() && leaves_subjects_out(pack_)) {
        known_.emplace(name, found.party);
      }
      if (const auto alias = alias_behind(block.text, found.at, pack_)) {
        add(text_at(block, *alias), found.party);
      }
    }
  }

  // Halden for Halden AI, Halden Ridge for Halden Ridge AI: where only one party's names begin so,
  // it is no general word, and nobody else is known by it: a name that came before the longer one
  // is of somebody else.
  void add_first_words() {
    constexpr size_t kShortest = 4;
    std::map<std::string, const Party*> begun;  // null: by several parties
    for (const auto& [name, who] : names_) {
      for (size_t space = name.find(' '); space != name.npos; space = name.find(' ', space + 1)) {
        const auto [entry, first] = begun.emplace(name.substr(0, space), &who);
        if (!first && entry->second && entry->second->key != who.key) entry->second = nullptr;
      }
      // ミワ for ミワ・モビリティ.
      const size_t dot = name.find("・");
      constexpr size_t kShort = 9;  // bytes
      if (dot == name.npos || dot < kShort || !is_katakana(character_at(name, 0))) continue;
      if (is_suffix(name.substr(0, dot), pack_)) continue;
      const auto [entry, first] = begun.emplace(name.substr(0, dot), &who);
      if (!first && entry->second && entry->second->key != who.key) entry->second = nullptr;
    }
    // Where all nouns have capitals, a longer name may be one with a noun behind it.
    const bool all_nouns = !pack_.word_class("noun_end").values().empty();
    std::vector<std::pair<std::string, Party>> shorts;
    for (const auto& [words, who] : begun) {
      const bool prefix = pack_.word_class("name_prefix").value(words) != nullptr;
      if (who && words.size() >= kShortest && !prefix && !is_general(words)) {
        shorts.emplace_back(words, *who);
      }
    }
    for (const auto& [words, who] : shorts) {
      const auto known = names_.find(words);
      const bool by_itself = known != names_.end() && known->second.key == words &&
                             came_before(who.key, words) && !all_nouns;
      if (by_itself) {
        known->second = who;
      } else {
        add(words, who);
      }
    }
  }

  // The first characters of a Chinese name that ends like none or has more than a suffix behind
  // them (同萊 of 同萊海運集團), where only one party's names begin so.
  void add_first_characters() {
    constexpr size_t kShort = 6;                // bytes: two characters
    std::map<std::string, const Party*> begun;  // null: by several parties
    std::map<std::string, Party> all = known_;
    all.insert(names_.begin(), names_.end());
    for (const auto& [name, who] : all) {
      if (!is_han(character_at(name, 0))) continue;
      size_t begin = 0;
      if (ends_in(name, "full_form", pack_)) begin = place_length(name);
      if (name.size() < begin + 2 * kShort || columns(name.substr(begin, kShort)) != 4) continue;
      if (!is_han(character_at(name, begin + kShort / 2))) continue;
      const auto [entry, first] = begun.emplace(name.substr(begin, kShort), &who);
      if (!first && entry->second && entry->second->key != who.key) entry->second = nullptr;
    }
    for (const auto& [word, who] : begun) {
      if (!who || is_general(word)) continue;
      if (!who->id.empty() && !is_coined(word, pack_)) continue;  // 中國 of 中國石油
      add(word, *who);
      // What was taken for a party of its own.
      if (names_[word].key == word) names_[word] = *who;
    }
  }

  // The beginning of a Japanese name that stands alone elsewhere (ミツワ of ミツワデンタル): of
  // those that begin so the one named first, if it came before; else the only one.
  void add_beginnings() {
    if (pack_.case_after_places.empty()) return;
    std::vector<std::pair<std::string, Party>> shorts;
    for (auto entry = names_.begin(); entry != names_.end(); ++entry) {
      const auto& [name, who] = *entry;
      const char32_t first = character_at(name, 0);
      if (who.key != name || !(is_han(first) || is_katakana(first))) continue;
      const std::string* longer = nullptr;
      bool only = true;
      for (auto next = std::next(entry); next != names_.end() && next->first.starts_with(name);
           ++next) {
        if (next->second.key == name) continue;
        only = only && (longer == nullptr || names_.at(*longer).key == next->second.key);
        if (longer == nullptr || came_before(next->first, *longer)) longer = &next->first;
      }
      if (longer != nullptr && (only || came_before(*longer, name))) {
        shorts.emplace_back(name, names_.at(*longer));
      }
    }
    for (const auto& [name, who] : shorts) names_[name] = who;
  }

  void mark_all(std::vector<BlockMentions>& blocks) const {
    std::vector<const Party*> parties;
    std::vector<std::pair<std::string, int>> words;
    for (const auto& [name, who] : names_) {
      words.emplace_back(name, static_cast<int>(parties.size()));
      parties.push_back(&who);
    }
    const Trie trie(std::move(words));
    for (BlockMentions& block : blocks) {
      mark(block, trie, pack_, /*in_text=*/false, [&](Range at, size_t value) {
        Found out = mention(at, "name/document", *parties[value]);
        out.company = out.company || companies_.count(out.party.key) > 0;
        return out;
      });
    }
  }

 private:
  // What a name stands for is said where it comes first.
  void add(std::string_view name, const Party& who) {
    if (names_.emplace(name, who).second) order_.emplace(name, order_.size());
  }

  bool came_before(const std::string& name, const std::string& other) const {
    const auto first = order_.find(name), second = order_.find(other);
    return first != order_.end() && second != order_.end() && first->second < second->second;
  }

  // 星座能源(Constellation): who is known under the name in brackets is known. Else it is a party
  // of its own.
  void introduce(const BlockMentions& block, Range at) {
    const std::string_view name = text_at(block, at);
    const auto alias = alias_behind(block.text, at, pack_);
    if (alias) {
      const auto known = first_behind(block, alias->begin);
      if (known != block.found.end() && known->kind == Kind::kParty && known->at == *alias) {
        add(name, known->party);
        return;
      }
    }
    add(name, named(name));
    add_variant(name);
    add_stem(name);
    add_without_prefix(name);
    if (alias) add(text_at(block, *alias), named(name));
  }

  // 한결손보 for 한결손해보험, whichever comes first.
  void add_variant(std::string_view name) {
    for (const auto& [full, brief] : pack_.word_class("brief_suffix").values()) {
      if (!name.ends_with(full)) continue;
      const std::string stem(name.substr(0, name.size() - full.size()));
      if (columns(stem) < 4) continue;
      const std::string variant = stem + brief;
      const auto known = names_.find(variant);
      if (known == names_.end()) {
        add(variant, named(name));
      } else if (known->second.key == variant) {
        rename(variant, named(name));
      }
    }
  }

  // The name without its suffixes, unless that is too short or a general word: 한결금융 and 한결
  // for 한결금융지주.
  void add_stem(std::string_view name) {
    for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
      if (!is_suffix(name.substr(pos), pack_) || cuts_word(name, {pos, name.size()})) continue;
      std::string_view stem = trim(name.substr(0, pos));
      constexpr std::string_view kDot = "・";
      if (stem.ends_with(kDot)) stem.remove_suffix(kDot.size());  // ミワ・ホールディングス
      if (columns(stem) < 4 || is_general(stem)) continue;
      // A form of company changes nothing about who it is: 한결금융 and 한결금융지주 are one.
      const bool form = pack_.word_class("name_form").value(name.substr(pos)) != nullptr;
      const auto known = names_.find(std::string(stem));
      if (form && known != names_.end() && known->second.key == stem &&
          is_cjk(character_at(stem, 0))) {
        const std::string key = known->second.key;  // of what is renamed too
        rename(key, named(name));
      }
      add(stem, named(name));
    }
  }

  // Gives all that goes by the party of a key to another one.
  void rename(const std::string& key, const Party& who) {
    for (auto& [name, party] : names_) {
      if (party.key == key) party = who;
    }
  }

  // Horizon for Groupe Horizon.
  void add_without_prefix(std::string_view name) {
    const std::string_view first = word_at(name, 0);
    if (pack_.word_class("name_prefix").value(first) == nullptr) return;
    const std::string_view rest = trim(name.substr(first.size()));
    if (columns(rest) >= 4 && is_upper(character_at(rest, 0)) && !is_general(rest)) {
      add(rest, named(name));
    }
  }

  // How much of a name says where it is from: 江蘇, 深圳市.
  size_t place_length(std::string_view name) const {
    const Trie::Match word = pack_.general_words.longest(name, 0);
    if (word.length == 0) return 0;
    if (pack_.general_class[static_cast<size_t>(word.value)] != "place") return 0;
    const std::string_view behind = name.substr(word.length);
    const size_t next = behind.empty() ? 0 : utf8_length(behind[0]);
    const bool city = pack_.word_class("place_end").value(behind.substr(0, next)) != nullptr;
    return word.length + (city ? next : 0);
  }

  bool is_general(std::string_view word) const {
    return pack_.general_words.longest(word, 0).length == word.size();
  }

  const Pack& pack_;
  std::map<std::string, Party> names_;
  std::map<std::string, Party> known_;   // in Chinese, those that the document names of parties.tsv
  std::map<std::string, size_t> order_;  // in which the names were added
  std::set<std::string> companies_;      // keys of those that are said to be one
};

}  // namespace

void find_parties(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                  size_t enough) {
  mark_known(blocks, packs, pack, enough);
  std::vector<Candidates> candidates = scan_blocks(blocks, pack);
  drop_persons(blocks, candidates);
  take_in_genitives(blocks, pack, candidates);
  weigh_evidence(blocks, pack, candidates);
  Register parties(pack);
  for (size_t i = 0; i < blocks.size(); ++i) parties.read(blocks[i], candidates[i]);
  parties.add_first_words();
  parties.add_first_characters();
  parties.add_beginnings();
  parties.mark_all(blocks);
  mark_weak(blocks, candidates, enough);
}

}  // namespace dealwire

#include "rules/name_register.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "rules/lexicon.h"
#include "rules/name_marks.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

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

// The name in brackets behind `at`, if it can be a short form: 台灣積體電路製造(台積電).
std::optional<Range> alias_behind(std::string_view text, Range at, const Pack& pack) {
  const size_t begin_of_rest = behind_full_name(text, at.end, pack);
  const re2::StringPiece rest(text.data() + begin_of_rest, text.size() - begin_of_rest);
  re2::StringPiece alias;
  if (!RE2::PartialMatch(rest, pack.alias->re2(), &alias)) return std::nullopt;
  const auto begin = static_cast<size_t>(alias.data() - text.data());
  // 以下簡稱甬港: said to be one.
  const std::string_view before = text_at(text, {begin_of_rest, begin});
  const auto& leads = pack.word_class("alias_lead").values();
  const bool said =
      pack.leaves_subjects_out() && std::any_of(leads.begin(), leads.end(), [&](const auto& lead) {
        return before.find(lead.first) != before.npos;
      });
  if (!said && !abbreviates({alias.data(), alias.size()}, text_at(text, at))) {
    return std::nullopt;
  }
  return Range{begin, begin + alias.size()};
}

// What the document calls its parties, besides the names that are known.
class Register {
 public:
  explicit Register(const Pack& pack) : pack_(pack) {}

  // Takes in the names that a block introduces, and its short forms.
  void read(const BlockMentions& block, const std::vector<Candidate>& candidates) {
    for (const Candidate& candidate : candidates) {
      if (candidate.strong) introduce(block, candidate.at);
      if (candidate.owner) owners_.insert(named(text_at(block.text, candidate.at)).key);
      if (candidate.company) companies_.insert(named(text_at(block.text, candidate.at)).key);
    }
    for (const Found& found : block.found) {
      if (!found.is_party()) continue;
      const std::string_view name = text_at(block.text, found.at);
      const bool marks_behind = pack_.marks_behind();
      if (marks_behind && is_katakana(character_at(name, 0))) add(name, found.party);
      if (!found.party.id.empty() && pack_.leaves_subjects_out()) {
        known_.emplace(name, found.party);
      }
      if (const auto alias = alias_behind(block.text, found.at, pack_)) {
        add(text_at(block.text, *alias), found.party);
      }
    }
  }

  // Halden for Halden AI, Halden Ridge for Halden Ridge AI: where only one party's names begin so,
  // it is no general word, and nobody else is known by it: a name that came before the longer one
  // is of somebody else.
  void add_first_words() {
    constexpr size_t kShortest = 4;
    Beginnings begun;
    for (const auto& [name, who] : names_) {
      for (size_t space = name.find(' '); space != name.npos; space = name.find(' ', space + 1)) {
        note(begun, name.substr(0, space), who);
      }
      // ミワ for ミワ・モビリティ.
      const size_t dot = name.find("・");
      constexpr size_t kShort = 9;  // bytes
      if (dot == name.npos || dot < kShort || !is_katakana(character_at(name, 0))) continue;
      if (is_suffix(name.substr(0, dot), pack_)) continue;
      note(begun, name.substr(0, dot), who);
    }
    // Where all nouns have capitals, a longer name may be one with a noun behind it.
    const bool all_nouns = pack_.capitalises_nouns();
    std::vector<std::pair<std::string, Party>> shorts;
    for (const auto& [words, who] : begun) {
      const bool prefix = pack_.word_class("name_prefix").has(words) ||
                          pack_.word_class("family").has(words);  // Familie X
      if (who && words.size() >= kShortest && !prefix && !is_general(words, pack_)) {
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
    constexpr size_t kShort = 6;  // bytes: two characters
    Beginnings begun;
    std::map<std::string, Party> all = known_;
    all.insert(names_.begin(), names_.end());
    for (const auto& [name, who] : all) {
      if (!is_han(character_at(name, 0))) continue;
      size_t begin = 0;
      if (ends_in(name, "full_form", pack_)) begin = place_length(name);
      if (name.size() < begin + 2 * kShort || columns(name.substr(begin, kShort)) != 4) continue;
      if (!is_han(character_at(name, begin + kShort / 2))) continue;
      const std::string first = name.substr(begin, kShort);
      if (!is_beside(first, name)) note(begun, first, who);
    }
    for (const auto& [word, who] : begun) {
      if (!who || is_general(word, pack_)) continue;
      if (!who->id.empty() && !is_coined(word, pack_)) continue;  // 中國 of 中國石油
      add(word, *who);
      // What was taken for a party of its own.
      if (names_[word].key == word) names_[word] = *who;
    }
  }

  // The beginning of a Japanese name that stands alone elsewhere (ミツワ of ミツワデンタル): of
  // those that begin so the one named first, if it came before; else the only one.
  void add_beginnings() {
    if (!pack_.marks_behind()) return;
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
        if (is_beside(name, next->first)) continue;
        only = only && (longer == nullptr || names_.at(*longer).key == next->second.key);
        if (longer == nullptr || came_before(next->first, *longer)) longer = &next->first;
      }
      if (longer != nullptr && (only || came_before(*longer, name))) {
        shorts.emplace_back(name, names_.at(*longer));
      }
    }
    for (const auto& [name, who] : shorts) names_[name] = who;
  }

  // Not inside longer names that nothing but their capitals tells: Tarn Group sells Tarn Detection.
  void mark_all(std::vector<BlockMentions>& blocks,
                const std::vector<std::vector<Candidate>>& candidates) const {
    std::vector<const Party*> parties;
    std::vector<std::pair<std::string, int>> words;
    for (const auto& [name, who] : names_) {
      words.emplace_back(name, static_cast<int>(parties.size()));
      parties.push_back(&who);
    }
    const Trie trie(std::move(words));
    for (size_t i = 0; i < blocks.size(); ++i) {
      std::vector<Range> scanned;
      for (const Candidate& candidate : candidates[i]) {
        if (!candidate.person) scanned.push_back(candidate.at);
      }
      mark_names(blocks[i], trie, pack_, /*in_text=*/false, scanned, [&](Range at, size_t value) {
        Found out = party_mention(at, "name/document", *parties[value]);
        out.company = out.company || companies_.count(out.party.key) > 0;
        out.owner = owners_.count(out.party.key) > 0;
        return out;
      });
    }
  }

 private:
  // Whose names begin so; null: those of several parties.
  using Beginnings = std::map<std::string, const Party*>;

  static void note(Beginnings& begun, const std::string& words, const Party& who) {
    const auto [entry, first] = begun.emplace(words, &who);
    if (!first && entry->second && entry->second->key != who.key) entry->second = nullptr;
  }

  // 三輪は三輪物流を, 宏遠將宏遠物流售予: what a name begins with is of somebody else where it
  // stands by itself before it, in the same sentence.
  void note_beside(std::string_view text, Range at) {
    constexpr size_t kFarthest = 300;  // bytes
    if (!pack_.marks_behind() && !pack_.leaves_subjects_out()) return;
    std::string_view left = text.substr(0, at.begin);
    if (left.size() > kFarthest) left.remove_prefix(left.size() - kFarthest);
    left.remove_prefix(std::min(left.size(), left.rfind("。") + 1));
    const std::string_view name = text_at(text, at);
    for (size_t end = 0; end < name.size(); end += utf8_length(name[end])) {
      const std::string_view begun = name.substr(0, end);
      if (columns(begun) < 4) continue;
      const size_t found = left.find(begun);
      if (found == left.npos) return;
      if (character_at(left, found + end) != character_at(name, end)) beside_.emplace(begun, name);
    }
  }

  bool is_beside(std::string_view name, std::string_view longer) const {
    return beside_.count({std::string(name), std::string(longer)}) > 0;
  }

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
    const std::string_view name = text_at(block.text, at);
    note_beside(block.text, at);
    const auto alias = alias_behind(block.text, at, pack_);
    if (alias) {
      const auto known = first_behind(block, alias->begin);
      if (known != block.found.end() && known->is_party() && known->at == *alias) {
        add(name, known->party);
        return;
      }
    }
    add(name, named(name));
    add_variant(name);
    add_stem(name);
    add_without_prefix(name);
    if (alias) add(text_at(block.text, *alias), named(name));
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
      if (cuts_word(name, {pos, name.size()})) continue;
      std::string_view stem = trim(name.substr(0, pos));
      if (stem.ends_with(',')) stem.remove_suffix(1);  // Halden, Inc
      const bool form =
          pack_.word_class("name_form").has(name.substr(pos)) ||
          (pos > stem.size() && behind_forms(name, stem.size(), pack_) == name.size());
      if (!form && !is_suffix(name.substr(pos), pack_)) continue;
      constexpr std::string_view kDot = "・";
      if (stem.ends_with(kDot)) stem.remove_suffix(kDot.size());  // ミワ・ホールディングス
      if (columns(stem) < 4 || is_general(stem, pack_)) continue;
      if (!form && is_beside(stem, name)) continue;
      // A form of company changes nothing about who it is: 한결금융 and 한결금융지주 are one, and
      // the Halden Media of a headline is Halden Media Holdings Ltd.
      const auto known = names_.find(std::string(stem));
      if (form && known != names_.end() && known->second.key == stem) {
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
    if (!pack_.word_class("name_prefix").has(first)) return;
    const std::string_view rest = trim(name.substr(first.size()));
    if (columns(rest) >= 4 && is_upper(character_at(rest, 0)) && !is_general(rest, pack_)) {
      add(rest, named(name));
    }
  }

  // How much of a name says where it is from: 江蘇, 深圳市.
  size_t place_length(std::string_view name) const {
    const auto word = pack_.general_words.longest(name, 0);
    if (word.value != "place") return 0;
    const std::string_view behind = name.substr(word.length);
    const size_t next = behind.empty() ? 0 : utf8_length(behind[0]);
    const bool city = pack_.word_class("place_end").has(behind.substr(0, next));
    return word.length + (city ? next : 0);
  }

  const Pack& pack_;
  std::map<std::string, Party> names_;
  std::map<std::string, Party> known_;   // in Chinese, those that the document names of parties.tsv
  std::map<std::string, size_t> order_;  // in which the names were added
  std::set<std::pair<std::string, std::string>> beside_;  // see note_beside()
  std::set<std::string> companies_;                       // keys of those that are said to be one
  std::set<std::string> owners_;                          // and of families and persons
};

}  // namespace

void mark_introduced(std::vector<BlockMentions>& blocks,
                     const std::vector<std::vector<Candidate>>& candidates, const Pack& pack) {
  Register parties(pack);
  for (size_t i = 0; i < blocks.size(); ++i) parties.read(blocks[i], candidates[i]);
  parties.add_first_words();
  parties.add_first_characters();
  parties.add_beginnings();
  parties.mark_all(blocks, candidates);
}

}  // namespace dealwire

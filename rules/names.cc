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
#include "rules/name_marks.h"
#include "rules/name_register.h"
#include "rules/name_scanner.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Candidates = std::vector<Candidate>;  // of one block

// Calls `f` with the index of each block, up to that in which mentions become more than `enough`.
template <typename F>
void for_first_blocks(const std::vector<BlockMentions>& blocks, size_t enough, F f) {
  size_t total = 0;
  for (size_t i = 0; i < blocks.size() && total <= enough; ++i) {
    f(i);
    total += blocks[i].found.size();
  }
}

// A headline, be it the title or a line of the text, has capitals where they tell nothing: Orsk
// Foods Wins Loan From Halden. Are there several longer words, all but the first of which have one?
bool capitalises_words(std::string_view text) {
  constexpr size_t kLongWord = 4, kLongest = 200;  // bytes
  constexpr int kLeast = 3;                        // words
  if (text.size() > kLongest) return false;
  int capitals = 0;
  for (size_t pos = 0; pos < text.size();) {
    const std::string_view word = word_at(text, pos);
    const bool counts = word.size() >= kLongWord && pos > 0;
    const char32_t first = character_at(word, 0);
    if (counts && is_upper(first)) ++capitals;
    const bool lower = is_word_character(first) && !is_upper(first) && !is_ascii_digit(first);
    if ((counts && lower) || is_cjk(character_at(text, pos))) return false;
    pos += word.empty() ? utf8_length(text[pos]) : word.size();
  }
  return capitals >= kLeast;
}

bool is_headline(const BlockMentions& block, const Pack& pack) {
  return block.title || (!pack.capitalises_nouns() && capitalises_words(block.text));
}

void mark_known(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                size_t enough) {
  for_first_blocks(blocks, enough, [&](size_t i) {
    mark_names(blocks[i], packs.party_names(), pack, !is_headline(blocks[i], pack), {},
               [&](Range at, size_t value) {
                 const KnownParty& known = packs.party(value);
                 return party_mention(at, "name/known", {known.id, known.name, known.id});
               });
  });
}

void mark_weak(std::vector<BlockMentions>& blocks, const std::vector<Candidates>& candidates,
               size_t enough) {
  for_first_blocks(blocks, enough, [&](size_t i) {
    std::vector<Found> weak;
    for (const Candidate& candidate : candidates[i]) {
      if (candidate.strong || !is_free(blocks[i], candidate.at)) continue;
      weak.push_back(
          party_mention(candidate.at, "name/weak", named(text_at(blocks[i].text, candidate.at))));
      weak.back().weak = true;
      weak.back().owner = candidate.owner;
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
    if (is_headline(block, pack) && !pack.marks_behind()) {
      std::erase_if(names, [&](const Candidate& name) {
        // 三輪科技:關於…的公告
        const bool label = name.strong && name.at.begin == 0 &&
                           character_at(block.text, name.at.end) == ':' &&
                           pack.leaves_subjects_out();
        return !label && !ends_in(text_at(block.text, name.at), "full_form", pack);
      });
    }
    out.push_back(std::move(names));
  }
  return out;
}

// Calls `f` with each candidate and its block.
template <typename F>
void for_each(const std::vector<BlockMentions>& blocks, std::vector<Candidates>& candidates, F f) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (Candidate& candidate : candidates[i]) f(blocks[i], candidate);
  }
}

// Drops persons, and what goes by their last names.
void drop_persons(const std::vector<BlockMentions>& blocks, std::vector<Candidates>& candidates) {
  std::set<std::string_view> names;
  for_each(blocks, candidates, [&](const BlockMentions& block, const Candidate& candidate) {
    if (!candidate.person) return;
    const std::string_view name = text_at(block.text, candidate.at);
    names.insert(name);
    names.insert(last_word(name));
  });
  for (size_t i = 0; i < blocks.size(); ++i) {
    std::erase_if(candidates[i], [&](const Candidate& candidate) {
      return !candidate.strong && !candidate.owner &&
             names.count(text_at(blocks[i].text, candidate.at)) > 0;
    });
  }
}

// Drops what is only a title's: 《海風書店》.
void drop_titles(const std::vector<BlockMentions>& blocks, const Pack& pack,
                 std::vector<Candidates>& candidates) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    std::erase_if(candidates[i], [&](const Candidate& candidate) {
      return is_of_title(blocks[i].text, candidate.at, /*known=*/false, pack);
    });
  }
}

// Drops who speaks in an interview: "Lin: ..." opens several paragraphs. What has the form of a
// company stays, since a list of news may begin so.
void drop_speakers(const std::vector<BlockMentions>& blocks, std::vector<Candidates>& candidates) {
  std::map<std::string_view, int> speaks;
  for_each(blocks, candidates, [&](const BlockMentions& block, const Candidate& candidate) {
    const bool label =
        candidate.at.begin == 0 && block.text.substr(candidate.at.end).starts_with(':');
    if (label && !candidate.strong && !candidate.company)
      ++speaks[text_at(block.text, candidate.at)];
  });
  for (size_t i = 0; i < blocks.size(); ++i) {
    std::erase_if(candidates[i], [&](const Candidate& candidate) {
      const auto known = speaks.find(text_at(blocks[i].text, candidate.at));
      return !candidate.strong && known != speaks.end() && known->second > 1;
    });
  }
}

// 貨船東遠瀾航運, 當天同禾沐集團: in Chinese what was cut from a word, or is none, clings to a name
// that stands elsewhere by itself.
void take_off_leading_characters(const std::vector<BlockMentions>& blocks, const Pack& pack,
                                 std::vector<Candidates>& candidates) {
  constexpr size_t kMost = 6;    // bytes that cling to it
  constexpr size_t kLeast = 12;  // bytes of the name
  if (!pack.leaves_subjects_out()) return;
  std::map<std::string_view, size_t> named;
  for_each(blocks, candidates, [&](const BlockMentions& block, const Candidate& candidate) {
    ++named[text_at(block.text, candidate.at)];
  });
  for_each(blocks, candidates, [&](const BlockMentions& block, Candidate& candidate) {
    const std::string_view name = text_at(block.text, candidate.at);
    if (!is_han(character_at(name, 0))) return;
    size_t cut = 0;
    for (size_t pos = utf8_length(name[0]); pos <= kMost && pos + kLeast <= name.size();
         pos += utf8_length(name[pos])) {
      const auto rest = named.find(name.substr(pos));
      if (rest != named.end() && rest->second >= named[name]) cut = pos;
    }
    candidate.at.begin += cut;
  });
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
  if (!pack.word_class("possessive").has("'s")) return;
  const auto owns_nothing = [&](std::string_view behind) {
    if (!behind.starts_with(' ')) return !behind.starts_with('-');
    const std::string_view word = word_at(behind, 1);
    return pack.word_class("name_verb").has(word) || pack.word_class("case").has(word);
  };
  std::set<std::string_view> bare, own;
  for_each(blocks, candidates, [&](const BlockMentions& block, const Candidate& candidate) {
    const size_t end = genitive_end(block.text, candidate.at.end);
    if (end == candidate.at.end) {
      bare.insert(text_at(block.text, candidate.at));
    } else if (owns_nothing(block.text.substr(end))) {
      own.insert(text_at(block.text, candidate.at));
    }
  });
  for_each(blocks, candidates, [&](const BlockMentions& block, Candidate& candidate) {
    const std::string_view name = text_at(block.text, candidate.at);
    if (own.count(name) == 0 || bare.count(name) > 0) return;
    candidate.at.end = genitive_end(block.text, candidate.at.end);
  });
}

// Bell Foods Co., Ltd., Bell Foods, Inc.: forms of company belong to the name behind commas and
// full stops too, and make it one. What looks like a name in them (S.A. de C.V.) is none.
void take_in_forms(const std::vector<BlockMentions>& blocks, const Pack& pack,
                   std::vector<Candidates>& candidates) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    size_t taken = 0;
    std::erase_if(candidates[i], [&](Candidate& candidate) {
      if (candidate.at.begin < taken) return true;
      const size_t end = behind_forms(blocks[i].text, candidate.at.end, pack);
      if (end == candidate.at.end) return false;
      candidate.at.end = taken = end;
      candidate.strong = candidate.company = true;
      candidate.person = false;
      return false;
    });
  }
}

// A word that the dictionary knows is hardly a name, unless more than two things speak for it.
void drop_words(const std::vector<BlockMentions>& blocks, const Pack& pack,
                std::vector<Candidates>& candidates) {
  if (!pack.leaves_subjects_out()) return;
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
  return pack.word_class("family_name").has(name.substr(0, utf8_length(name[0])));
}

// Makes a name strong where several places of the document speak for it, each in another way.
// Capitals have told a name in Latin script already, so that it needs less.
void weigh_evidence(const std::vector<BlockMentions>& blocks, const Pack& pack,
                    std::vector<Candidates>& candidates) {
  constexpr int kEnoughCjk = 3, kEnoughLatin = 2;
  std::map<std::string_view, unsigned> seen;
  std::set<std::string_view> names;
  for_each(blocks, candidates, [&](const BlockMentions& block, const Candidate& candidate) {
    const std::string_view name = text_at(block.text, candidate.at);
    names.insert(name);
    if (candidate.strong) return;
    const auto [known, first] = seen.emplace(name, candidate.evidence);
    if (!first) known->second |= candidate.evidence | kRepeated;
  });
  // A longer name that the article shortens elsewhere comes again, where words with capitals are of
  // names.
  const bool all_nouns = pack.capitalises_nouns();
  for (auto& [name, evidence] : seen) {
    for (size_t space = name.find(' '); space != name.npos && !all_nouns;
         space = name.find(' ', space + 1)) {
      if (names.count(name.substr(0, space)) > 0) evidence |= kRepeated;
    }
  }
  for (auto& [name, evidence] : seen) {
    if (!is_han(character_at(name, 0))) continue;
    if (is_coined(name, pack)) evidence |= kCoined;
    if (!pack.leaves_subjects_out()) continue;
    // What common nouns share with names speaks for these only where nobody knows the word.
    if ((evidence & kCoined) == 0) evidence &= ~static_cast<unsigned>(kActs | kListed);
  }
  for_each(blocks, candidates, [&](const BlockMentions& block, Candidate& candidate) {
    if (candidate.strong) return;
    const std::string_view name = text_at(block.text, candidate.at);
    const bool person = may_be_person(name, pack);
    const int enough = is_cjk(character_at(name, 0)) ? kEnoughCjk + person : kEnoughLatin;
    candidate.evidence = seen[name];
    candidate.strong = std::popcount(candidate.evidence) >= enough;
  });
  drop_words(blocks, pack, candidates);
}

}  // namespace

void find_parties(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                  size_t enough) {
  mark_known(blocks, packs, pack, enough);
  std::vector<Candidates> candidates = scan_blocks(blocks, pack);
  take_in_forms(blocks, pack, candidates);
  drop_titles(blocks, pack, candidates);
  drop_persons(blocks, candidates);
  drop_speakers(blocks, candidates);
  take_in_genitives(blocks, pack, candidates);
  take_off_leading_characters(blocks, pack, candidates);
  weigh_evidence(blocks, pack, candidates);
  mark_introduced(blocks, candidates, pack);
  mark_weak(blocks, candidates, enough);
}

}  // namespace dealwire

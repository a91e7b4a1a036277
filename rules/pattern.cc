#include "rules/pattern.h"

#include <re2/set.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <map>
#include <numeric>
#include <unordered_map>

#include "rules/openings.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

RE2::Options options_of(bool longest) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_longest_match(longest);
  return out;
}

// Where matches may begin that have a run of letters and hyphens before a word.
std::vector<size_t> beginnings_of_run(std::string_view text, size_t word) {
  constexpr size_t kLongestRun = 100;  // bytes
  std::vector<size_t> out;
  size_t pos = word;
  while (true) {
    const char32_t before = character_before(text, pos);
    const bool letter = is_word_character(before);
    if (!letter || !is_word_character(character_at(text, pos))) out.push_back(pos);
    const bool in_run = letter || is_cjk(before) || before == '-' || before == '_';
    if (!in_run || word - pos > kLongestRun) return out;
    pos = previous_position(text, pos);
  }
}

}  // namespace

const RE2& Pattern::re2() const {
  std::call_once(once_, [this] { compile(); });
  return *compiled_;
}

const std::vector<std::string>& Pattern::groups() const {
  re2();
  return groups_;
}

void Pattern::compile() const {
  compiled_ = std::make_unique<RE2>(text_, options_of(longest_));
  if (!compiled_->ok()) return;
  groups_.resize(static_cast<size_t>(compiled_->NumberOfCapturingGroups()) + 1);
  for (const auto& [index, name] : compiled_->CapturingGroupNames()) {
    groups_[static_cast<size_t>(index)] = name;
  }
}

struct PatternSet::Compiled {
  std::once_flag once;
  std::unique_ptr<RE2::Set> set;  // null if the patterns are too large together

  void make(const std::vector<std::string>& texts) {
    RE2::Options options = options_of(/*longest=*/false);
    // A state of the set lists where each pattern is: room for them grows with their number.
    options.set_max_mem((64 << 20) + static_cast<int64_t>(texts.size()) * (1 << 20) / 2);
    set = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    for (const std::string& text : texts) set->Add(text, nullptr);
    if (!set->Compile()) set.reset();
  }
};

PatternSet::PatternSet() : compiled_(std::make_shared<Compiled>()) {}

void PatternSet::add(const Pattern& pattern) { texts_.push_back(pattern.text()); }

std::vector<size_t> PatternSet::hits(std::string_view text) const {
  std::call_once(compiled_->once, [this] { compiled_->make(texts_); });
  const re2::StringPiece piece(text.data(), text.size());
  std::vector<int> matches;
  RE2::Set::ErrorInfo error{RE2::Set::kOutOfMemory};
  const bool any = compiled_->set != nullptr && compiled_->set->Match(piece, &matches, &error);
  if (!any && error.kind != RE2::Set::kNoError) {
    matches.resize(texts_.size());
    std::iota(matches.begin(), matches.end(), 0);
  }
  std::sort(matches.begin(), matches.end());
  return {matches.begin(), matches.end()};
}

namespace {

// The beginnings of words, of a few lengths each in a number: found faster than by a trie.
class WordTable {
 public:
  // Numbers words by how they begin.
  size_t add(std::string_view word) {
    const auto length = std::find_if(kLengths.begin(), kLengths.end(),
                                     [&](size_t one) { return one <= word.size(); });
    const uint64_t key = key_of(word.substr(0, *length));
    begins_.set(key & 0xFFFF);
    return numbers_.emplace(key, numbers_.size()).first->second;
  }

  void build() {
    size_t size = 1;
    while (size < 2 * numbers_.size()) size *= 2;
    slots_.assign(size, {0, 0});
    for (const auto& [key, number] : numbers_) {
      size_t at = slot_of(key);
      while (slots_[at].first != 0) at = (at + 1) & (size - 1);
      slots_[at] = {key, number};
    }
  }

  // Calls f(number) for the words that a text in lower case begins with, of which kRead bytes are
  // read; behind its end there are zeros.
  template <typename F>
  void for_each(const char* text, F f) const {
    uint64_t here;
    std::memcpy(&here, text, kRead);
    if (!begins_[here & 0xFFFF]) return;
    for (const size_t length : kLengths) {
      here &= ~uint64_t{0} >> (64 - 8 * length);
      for (size_t at = slot_of(here); slots_[at].first != 0; at = (at + 1) & (slots_.size() - 1)) {
        if (slots_[at].first != here) continue;
        f(slots_[at].second);
        break;
      }
    }
  }

  static constexpr size_t kRead = sizeof(uint64_t);

 private:
  static constexpr std::array<size_t, 4> kLengths = {6, 4, 3, 2};  // bytes

  static_assert(std::endian::native == std::endian::little, "the first byte is a key's lowest");
  static uint64_t key_of(std::string_view word) {
    uint64_t out = 0;
    std::memcpy(&out, word.data(), word.size());
    return out;
  }

  size_t slot_of(uint64_t key) const {
    return (key * 0x9E3779B97F4A7C15ULL >> 32) & (slots_.size() - 1);
  }

  std::unordered_map<uint64_t, size_t> numbers_;
  std::vector<std::pair<uint64_t, size_t>> slots_;
  std::bitset<0x10000> begins_;  // by two bytes: spares most lookups
};

}  // namespace

struct PatternFilter::Filter {
  // A pattern's alternative that begins with a word, or has it anywhere.
  struct Holder {
    size_t alternative;
    enum { kAtBegin, kBehindRun, kInside } where;
  };
  struct Alternative {
    size_t pattern;
    std::vector<size_t> needs;  // sets of words of each of which it has one
  };
  // What a word is good for.
  struct Use {
    std::vector<Holder> holders;
    std::vector<size_t> sets;  // that it is in
  };
  struct Index {
    WordTable table;
    std::vector<Use> uses;

    Use& use_of(const std::string& word) {
      const size_t number = table.add(word);
      if (number >= uses.size()) uses.resize(number + 1);
      return uses[number];
    }
  };

  std::once_flag once;
  std::vector<Alternative> alternatives;
  std::vector<size_t> others;    // patterns whose words cannot be told
  Index begin_words, any_words;  // those that begin where words of a text do, and others
  size_t set_count = 0;

  void make(const std::vector<std::string>& texts) {
    std::map<std::map<std::string, bool>, size_t> sets;
    const std::vector<std::vector<Openings>> openings = openings_of(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (openings[i].empty()) others.push_back(i);
      for (const Openings& one : openings[i]) {
        const size_t number = alternatives.size();
        alternatives.push_back({i, {}});
        for (const auto& needed : one.needed) {
          alternatives.back().needs.push_back(sets.emplace(needed, sets.size()).first->second);
        }
        for (const auto& [word, behind_run] : one.words) {
          const auto where = !one.at_begin ? Holder::kInside
                             : behind_run  ? Holder::kBehindRun
                                           : Holder::kAtBegin;
          Index& index = where == Holder::kAtBegin ? begin_words : any_words;
          index.use_of(word).holders.push_back({number, where});
        }
      }
    }
    for (const auto& [words, set] : sets) {
      for (const auto& [word, begins] : words) {
        (begins ? begin_words : any_words).use_of(word).sets.push_back(set);
      }
    }
    set_count = sets.size();
    begin_words.table.build();
    any_words.table.build();
  }
};

PatternFilter::PatternFilter() : filter_(std::make_shared<Filter>()) {}

void PatternFilter::add(const Pattern& pattern) { texts_.push_back(pattern.text()); }

std::vector<PatternFilter::Place> PatternFilter::places(std::string_view text) const {
  if (texts_.empty()) return {};
  std::call_once(filter_->once, [this] { filter_->make(texts_); });
  using Holder = Filter::Holder;
  std::string in_lower_case = ascii_lower(text);
  in_lower_case.append(WordTable::kRead, '\0');
  std::vector<Place> out;                               // first of alternatives
  std::vector<ptrdiff_t> last(filter_->set_count, -1);  // where a word of each set stands
  bool in_word = false;                                 // does a letter stand before?
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const bool letter = is_word_character(next_character(text, pos));
    const bool begins = !in_word || !letter;
    in_word = letter;
    const auto take = [&](const Filter::Use& use) {
      for (const size_t set : use.sets) last[set] = static_cast<ptrdiff_t>(begin);
      for (const Holder& holder : use.holders) {
        if (holder.where == Holder::kBehindRun) {
          for (const size_t start : beginnings_of_run(text, begin)) {
            out.push_back({holder.alternative, start});
          }
        } else {
          const bool here = holder.where == Holder::kAtBegin;
          out.push_back({holder.alternative, here ? begin : kAnywhere});
        }
      }
    };
    const auto look_up = [&](const Filter::Index& index) {
      index.table.for_each(in_lower_case.data() + begin,
                           [&](size_t word) { take(index.uses[word]); });
    };
    if (begins) look_up(filter_->begin_words);
    look_up(filter_->any_words);
  }
  std::erase_if(out, [&](const Place& place) {
    const auto& needs = filter_->alternatives[place.pattern].needs;
    const ptrdiff_t first = place.at == kAnywhere ? 0 : static_cast<ptrdiff_t>(place.at);
    return std::any_of(needs.begin(), needs.end(), [&](size_t set) { return last[set] < first; });
  });
  for (Place& place : out) place.pattern = filter_->alternatives[place.pattern].pattern;
  for (const size_t pattern : filter_->others) out.push_back({pattern, kAnywhere});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace dealwire

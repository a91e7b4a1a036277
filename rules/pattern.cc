#include "rules/pattern.h"

#include <re2/set.h>

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <map>
#include <numeric>
#include <span>
#include <unordered_map>

#include "rules/letters.h"
#include "rules/openings.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

RE2::Options options_of(bool longest) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_longest_match(longest);
  // With RE2's own 8 MB the widest triggers have no room for an automaton, and are searched for
  // four times slower; what is not needed is not taken.
  out.set_max_mem(24 << 20);
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
  compiled_ = std::make_unique<RE2>(with_letter_ranges(text_), options_of(longest_));
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
    for (const std::string& text : texts) set->Add(with_letter_ranges(text), nullptr);
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

// The beginnings of words, of a few lengths each in a number: found faster than by a trie.
class PatternFilter::WordTable {
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
  static constexpr size_t kMost = 4;  // words at one place

 private:
  static constexpr std::array<size_t, kMost> kLengths = {6, 4, 3, 2};  // bytes

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

// Lists, one behind the other in memory.
template <typename T>
class PatternFilter::Lists {
 public:
  void add(const std::vector<T>& list) {
    items_.insert(items_.end(), list.begin(), list.end());
    ends_.push_back(items_.size());
  }

  std::span<const T> operator[](size_t list) const {
    const size_t begin = list == 0 ? 0 : ends_[list - 1];
    return {items_.data() + begin, ends_[list] - begin};
  }

 private:
  std::vector<T> items_;
  std::vector<size_t> ends_;
};

struct PatternFilter::Filter {
  // A pattern's alternative that begins with a word, or has it anywhere.
  struct Holder {
    uint32_t alternative;
    enum : uint32_t { kAtBegin, kBehindRun, kInside } where;
  };

  // Words, and what each is good for: who begins with it, and the sets that it is in.
  class Index {
   public:
    void add_holder(const std::string& word, Holder holder) {
      use_of(word).first.push_back(holder);
    }
    void add_set(const std::string& word, uint32_t set) { use_of(word).second.push_back(set); }

    void build() {
      table_.build();
      for (const auto& [holders, sets] : uses_) {
        holders_.add(holders);
        sets_.add(sets);
      }
      uses_.clear();
    }

    // Calls f(holders, sets) for the words that a text in lower case begins with; see WordTable.
    template <typename F>
    void for_each(const char* text, F f) const {
      table_.for_each(text, [&](size_t word) { f(holders_[word], sets_[word]); });
    }

   private:
    using Use = std::pair<std::vector<Holder>, std::vector<uint32_t>>;
    Use& use_of(const std::string& word) {
      const size_t number = table_.add(word);
      if (number >= uses_.size()) uses_.resize(number + 1);
      return uses_[number];
    }

    WordTable table_;
    std::vector<Use> uses_;  // by the number of a word, until build()
    Lists<Holder> holders_;
    Lists<uint32_t> sets_;
  };

  std::once_flag once;
  std::vector<size_t> patterns;  // of the alternatives
  Lists<uint32_t> needs;         // of the alternatives: sets of words of each of which it has one
  std::vector<size_t> others;    // patterns whose words cannot be told
  Index begin_words, any_words;  // those that begin where words of a text do, and others
  size_t set_count = 0;

  void make(const std::vector<std::string>& texts) {
    std::map<std::map<std::string, bool>, uint32_t> sets;
    const std::vector<std::vector<Openings>> openings = openings_of(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (openings[i].empty()) others.push_back(i);
      for (const Openings& one : openings[i]) {
        const auto number = static_cast<uint32_t>(patterns.size());
        patterns.push_back(i);
        std::vector<uint32_t> needed;
        for (const auto& words : one.needed) {
          needed.push_back(sets.emplace(words, sets.size()).first->second);
        }
        needs.add(needed);
        for (const auto& [word, behind_run] : one.words) {
          const auto where = !one.at_begin ? Holder::kInside
                             : behind_run  ? Holder::kBehindRun
                                           : Holder::kAtBegin;
          (where == Holder::kAtBegin ? begin_words : any_words).add_holder(word, {number, where});
        }
      }
    }
    for (const auto& [words, set] : sets) {
      for (const auto& [word, begins] : words)
        (begins ? begin_words : any_words).add_set(word, set);
    }
    set_count = sets.size();
    begin_words.build();
    any_words.build();
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
  std::vector<Place> out;
  std::vector<uint32_t> inside;                  // alternatives that may match anywhere
  std::vector<bool> stands(filter_->set_count);  // has a word of the set been met?
  const auto has_needs = [&](uint32_t alternative) {
    const auto needs = filter_->needs[alternative];
    return std::all_of(needs.begin(), needs.end(), [&](uint32_t set) { return stands[set]; });
  };
  // From behind, so that what a match needs has been met where it begins.
  for (size_t end = text.size(); end > 0;) {
    const size_t begin = previous_position(text, end);
    const bool begins = !is_word_character(character_at(text, begin)) ||
                        !is_word_character(character_before(text, begin));
    end = begin;
    std::array<std::span<const Holder>, 2 * WordTable::kMost> met;
    size_t count = 0;
    const auto meet = [&](std::span<const Holder> holders, std::span<const uint32_t> sets) {
      for (const uint32_t set : sets) stands[set] = true;
      met[count++] = holders;
    };
    if (begins) filter_->begin_words.for_each(in_lower_case.data() + begin, meet);
    filter_->any_words.for_each(in_lower_case.data() + begin, meet);
    for (size_t i = 0; i < count; ++i) {
      for (const Holder& holder : met[i]) {
        if (holder.where == Holder::kInside) {
          inside.push_back(holder.alternative);
        } else if (!has_needs(holder.alternative)) {
          continue;
        } else if (holder.where == Holder::kAtBegin) {
          out.push_back({filter_->patterns[holder.alternative], begin});
        } else {
          for (const size_t start : beginnings_of_run(text, begin)) {
            out.push_back({filter_->patterns[holder.alternative], start});
          }
        }
      }
    }
  }
  for (const uint32_t alternative : inside) {
    if (has_needs(alternative)) out.push_back({filter_->patterns[alternative], kAnywhere});
  }
  for (const size_t pattern : filter_->others) out.push_back({pattern, kAnywhere});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace dealwire

#include "rules/pattern_filter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <map>
#include <unordered_map>
#include <utility>

#include "rules/openings.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

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

struct PatternFilter::Filter {
  // Numbers from a list.
  struct Part {
    uint32_t begin = 0, end = 0;
  };

  // A pattern's alternative that begins with a word, or has it anywhere.
  struct Holder {
    uint32_t alternative;
    enum : uint32_t { kAtBegin, kBehindRun, kInside } where;
    std::array<uint32_t, Openings::kMostNeeded>
        needs{};  // sets of words of each of which it has one
  };

  // Words, by how they begin, and what each is good for: who begins with it, and the sets it is in.
  // A few lengths, each a number: found faster than by a trie.
  class WordTable {
   public:
    static constexpr size_t kRead = sizeof(uint64_t);
    static constexpr size_t kMost = 4;  // words at one place

    void add_holder(ShortWord word, const Holder& holder) {
      uses_[key_of(word)].first.push_back(holder);
    }
    void add_set(ShortWord word, uint32_t set) { uses_[key_of(word)].second.push_back(set); }

    void build() {
      slots_.assign(std::bit_ceil(2 * uses_.size() + 1), {});
      for (const auto& [key, use] : uses_) {
        const auto& [holders, sets] = use;
        size_t at = slot_of(key);
        while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = {key, append(holders_, holders), append(sets_, sets)};
        pairs_.set(key & 0xFFFF);
        known_.set(mixed(key) >> 48);
      }
      uses_.clear();
    }

    // Calls f(holders, sets) for the words that a text in lower case begins with, of which kRead
    // bytes are read; behind its end there are zeros.
    template <typename F>
    void for_each(const char* text, F f) const {
      uint64_t here;
      std::memcpy(&here, text, kRead);
      if (!pairs_[here & 0xFFFF]) return;
      for (const size_t length : kLengths) {
        here &= ~uint64_t{0} >> (64 - 8 * length);
        if (!known_[mixed(here) >> 48]) continue;
        for (size_t at = slot_of(here); slots_[at].key != 0; at = (at + 1) & (slots_.size() - 1)) {
          const Slot& slot = slots_[at];
          if (slot.key != here) continue;
          f(part_of(holders_, slot.holders), part_of(sets_, slot.sets));
          break;
        }
      }
    }

   private:
    struct Slot {
      uint64_t key = 0;
      Part holders, sets;
    };

    static constexpr std::array<size_t, kMost> kLengths = {6, 4, 3, 2};  // bytes

    static uint64_t key_of(ShortWord word) {
      const auto length = std::find_if(kLengths.begin(), kLengths.end(),
                                       [&](size_t one) { return one <= word.size(); });
      return word.first(*length).in_memory();
    }

    static uint64_t mixed(uint64_t key) { return key * 0x9E3779B97F4A7C15ULL; }
    size_t slot_of(uint64_t key) const { return (mixed(key) >> 32) & (slots_.size() - 1); }

    template <typename T>
    static Part append(std::vector<T>& list, const std::vector<T>& more) {
      const auto begin = static_cast<uint32_t>(list.size());
      list.insert(list.end(), more.begin(), more.end());
      return {begin, static_cast<uint32_t>(list.size())};
    }

    template <typename T>
    static std::span<const T> part_of(const std::vector<T>& list, Part part) {
      return {list.data() + part.begin, part.end - part.begin};
    }

    std::unordered_map<uint64_t, std::pair<std::vector<Holder>, std::vector<uint32_t>>> uses_;
    std::vector<Slot> slots_;
    std::vector<Holder> holders_;
    std::vector<uint32_t> sets_;
    // By two bytes, and by all: small enough to be at hand, they spare most looks at the slots.
    std::bitset<0x10000> pairs_, known_;
  };

  std::once_flag once;
  std::vector<size_t> patterns;      // of the alternatives
  std::vector<size_t> others;        // patterns whose words cannot be told
  WordTable begin_words, any_words;  // those that begin where words of a text do, and others
  size_t set_count = 1;              // with 0, which always stands

  void make(const std::vector<std::string>& texts) {
    std::map<Openings::Words, uint32_t> sets;
    const std::vector<std::vector<Openings>> openings = openings_of(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (openings[i].empty()) others.push_back(i);
      for (const Openings& one : openings[i]) {
        Holder holder{static_cast<uint32_t>(patterns.size()), {}, {}};
        patterns.push_back(i);
        for (size_t n = 0; n < one.needed.size(); ++n) {
          holder.needs[n] = sets.emplace(one.needed[n], sets.size() + 1).first->second;
        }
        for (const auto& [word, behind_run] : one.words) {
          holder.where = !one.at_begin ? Holder::kInside
                         : behind_run  ? Holder::kBehindRun
                                       : Holder::kAtBegin;
          (holder.where == Holder::kAtBegin ? begin_words : any_words).add_holder(word, holder);
        }
      }
    }
    for (const auto& [words, set] : sets) {
      for (const auto& [word, begins] : words)
        (begins ? begin_words : any_words).add_set(word, set);
    }
    set_count += sets.size();
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
  using WordTable = Filter::WordTable;
  std::string in_lower_case = ascii_lower(text);
  in_lower_case.append(WordTable::kRead, '\0');
  std::vector<Place> out;
  std::vector<Holder> inside;                       // of alternatives that may match anywhere
  std::vector<uint8_t> stands(filter_->set_count);  // has a word of the set been met?
  stands[0] = 1;
  const auto has_needs = [&](const Holder& holder) {
    return std::all_of(holder.needs.begin(), holder.needs.end(),
                       [&](uint32_t set) { return stands[set] != 0; });
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
      for (const uint32_t set : sets) stands[set] = 1;
      met[count++] = holders;
    };
    if (begins) filter_->begin_words.for_each(in_lower_case.data() + begin, meet);
    filter_->any_words.for_each(in_lower_case.data() + begin, meet);
    for (size_t i = 0; i < count; ++i) {
      for (const Holder& holder : met[i]) {
        if (holder.where == Holder::kInside) {
          inside.push_back(holder);
        } else if (!has_needs(holder)) {
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
  for (const Holder& holder : inside) {
    if (has_needs(holder)) out.push_back({filter_->patterns[holder.alternative], kAnywhere});
  }
  for (const size_t pattern : filter_->others) out.push_back({pattern, kAnywhere});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

PlacedSearch::PlacedSearch(std::string_view text, const Pattern& pattern,
                           std::span<const PatternFilter::Place> places)
    : text_(text), pattern_(pattern), places_(places) {
  // As many as no news has: then one search for all is cheaper.
  constexpr size_t kMany = 16;
  anywhere_ = places.size() > kMany || places.back().at == PatternFilter::kAnywhere;
}

bool PlacedSearch::next(size_t from, std::span<re2::StringPiece> groups) {
  while (anywhere_ && from < text_.size() && match(from, RE2::UNANCHORED, groups)) {
    const auto begin = static_cast<size_t>(groups[0].data() - text_.data());
    if (groups[0].empty() || !cuts_word(text_, {begin, text_.size()})) return true;
    // What begins inside a word (ont vendu in seront vendus) may hide a match that does not.
    from = next_beginning(text_, begin);
  }
  for (; !anywhere_ && !places_.empty(); places_ = places_.subspan(1)) {
    const size_t at = places_.front().at;
    if (at >= from && match(at, RE2::ANCHOR_START, groups)) return true;
  }
  return false;
}

bool PlacedSearch::match(size_t from, RE2::Anchor anchor,
                         std::span<re2::StringPiece> groups) const {
  return pattern_.re2().Match({text_.data(), text_.size()}, from, text_.size(), anchor,
                              groups.data(), static_cast<int>(groups.size()));
}

}  // namespace dealwire

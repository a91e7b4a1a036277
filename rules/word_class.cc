#include "rules/word_class.h"

#include <re2/re2.h>

#include <algorithm>

#include "text/utf8.h"

namespace dealwire {

void WordClass::add(std::string word, std::string value) {
  const auto entry = values_.insert_or_assign(std::move(word), std::move(value)).first;
  by_word_[entry->first] = &entry->second;
  if (!entry->first.empty()) looks_.set(look_of(entry->first));
  longest_ = std::max(longest_, entry->first.size());
}

const std::string* WordClass::value(std::string_view word) const {
  if (word.empty() || word.size() > longest_ || !looks_[look_of(word)]) return nullptr;
  auto found = by_word_.find(word);
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (found == by_word_.end() && std::any_of(word.begin(), word.end(), is_upper)) {
    found = by_word_.find(ascii_lower(word));
  }
  return found == by_word_.end() ? nullptr : found->second;
}

// By a few of its bytes, letters in either case.
size_t WordClass::look_of(std::string_view word) {
  const auto letter = [&](size_t at) { return static_cast<unsigned char>(word[at]) | 0x20u; };
  const size_t n = word.size();
  return (letter(0) + 37 * letter(n / 2) + 101 * letter(n - 1) + 389 * n) % kLooks;
}

void WordClass::build() const {
  std::vector<std::string> words;
  for (const auto& [word, value] : values_) {
    words.push_back(word);
    by_index_.push_back(&value);
  }
  trie_ = std::make_unique<CaseTrie>(words);
  built_.store(true, std::memory_order_release);
}

WordClass::Match WordClass::longest(std::string_view text, size_t pos) const {
  // Asked for every byte of a text: the flag is cheaper than call_once().
  if (!built_.load(std::memory_order_acquire)) std::call_once(once_, [this] { build(); });
  const Trie::Match match = trie_->longest(text, pos);
  if (match.length == 0) return {};
  return {match.length, by_index_[static_cast<size_t>(match.value)]};
}

size_t WordClass::ending(std::string_view text) const {
  size_t out = 0;
  for (size_t pos = text.size(); pos > 0 && text.size() - pos < longest_;) {
    pos = previous_position(text, pos);
    const std::string_view word = text.substr(pos);
    if (looks_[look_of(word)] && by_word_.count(word) > 0) out = word.size();
  }
  return out;
}

std::string WordClass::alternation() const {
  if (values_.empty()) return "[^\\x00-\\x{10FFFF}]";
  std::vector<std::string_view> words;
  for (const auto& [word, value] : values_) words.push_back(word);
  // A word stands before those that it begins with, and next to those that RE2 can factor.
  std::sort(words.rbegin(), words.rend());
  // Words in lower case match in any case; a capital letter in them means itself (MW, not mw).
  std::string out;
  for (std::string_view word : words) {
    const bool any_case =
        ascii_lower(word) == word &&
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const std::string quoted = RE2::QuoteMeta(re2::StringPiece(word.data(), word.size()));
    out += (out.empty() ? "" : "|") + (any_case ? "(?i:" + quoted + ")" : quoted);
  }
  return out;
}

size_t WordClasses::place_of(uint64_t hash) const {
  size_t place = hash & (slots_.size() - 1);
  while (slots_[place].words != nullptr && slots_[place].hash != hash) {
    place = (place + 1) & (slots_.size() - 1);
  }
  return place;
}

WordClass& WordClasses::add(const ClassName& name) {
  if (2 * (count_ + 1) > slots_.size()) {
    std::vector<Slot> old(std::max<size_t>(2 * slots_.size(), 16));
    std::swap(old, slots_);
    for (Slot& slot : old) {
      if (slot.words != nullptr) slots_[place_of(slot.hash)] = std::move(slot);
    }
  }
  Slot& slot = slots_[place_of(name.hash())];
  if (slot.words == nullptr) {
    slot = {name.hash(), std::make_unique<WordClass>()};
    ++count_;
  }
  return *slot.words;
}

const WordClass* WordClasses::find(const ClassName& name) const {
  return slots_.empty() ? nullptr : slots_[place_of(name.hash())].words.get();
}

}  // namespace dealwire

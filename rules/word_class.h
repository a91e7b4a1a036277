// Classes of words, which packs list and rules name.
#pragma once

#include <atomic>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/case_trie.h"

namespace dealwire {

// The name of a class. Rules ask for classes at every word of a text, nearly always by a literal,
// so its hash (FNV-1a, 64 bits, which no two of some hundred names share) is worked out by the
// compiler and stands for it.
class ClassName {
 public:
  consteval ClassName(const char* name) : ClassName(std::string_view(name)) {}
  constexpr explicit ClassName(std::string_view name) : hash_(hash_of(name)) {}

  constexpr uint64_t hash() const { return hash_; }

 private:
  static constexpr uint64_t hash_of(std::string_view name) {
    uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash;
  }

  uint64_t hash_;
};
using ClassNames = std::initializer_list<ClassName>;

// Words of one class, each with the value it stands for ("" in plain lists): 億 -> 1e8. Safe to
// share between threads behind the last add().
class WordClass {
 public:
  void add(std::string word, std::string value);
  const std::map<std::string, std::string, std::less<>>& values() const { return values_; }
  const std::string* value(std::string_view word) const;
  bool has(std::string_view word) const { return value(word) != nullptr; }
  bool empty() const { return values_.empty(); }

  // The longest word at a place of a text. The first call makes a trie of the words.
  struct Match {
    size_t length = 0;  // bytes; 0 if none stands there
    const std::string* value = nullptr;
  };
  Match longest(std::string_view text, size_t pos) const;

  // The length of the longest word that a text ends in, as it is written; 0 if it ends in none.
  size_t ending(std::string_view text) const;

  // All words as one RE2 group, longest first; never matches if there are none.
  std::string alternation() const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::unordered_map<std::string_view, const std::string*> by_word_;  // of values_
  size_t longest_ = 0;                                                // bytes of a word

  // What words of a class look like: most that are asked for look like none of it.
  static constexpr size_t kLooks = 2048;
  static size_t look_of(std::string_view word);
  std::bitset<kLooks> looks_;

  void build() const;
  mutable std::once_flag once_;
  mutable std::atomic<bool> built_ = false;
  mutable std::vector<const std::string*> by_index_;
  mutable std::unique_ptr<CaseTrie> trie_;
};

// The classes of a language.
class WordClasses {
 public:
  WordClass& add(const ClassName& name);  // the class of that name, made if there is none
  const WordClass* find(const ClassName& name) const;  // null if there is none

 private:
  struct Slot {
    uint64_t hash = 0;
    std::unique_ptr<WordClass> words;
  };
  size_t place_of(uint64_t hash) const;  // where it is, or belongs

  std::vector<Slot> slots_;  // a power of 2 of them, at least half of them free
  size_t count_ = 0;
};

}  // namespace dealwire

// The beginnings of what a part of a regular expression matches, for openings.h.
//
// Patterns together begin with a million words, of which few bytes tell enough: each is a number.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

constexpr size_t kLongEnough = 6;     // bytes; what stands behind hardly tells more
constexpr size_t kMostWords = 5'000;  // more of them tell nothing
constexpr char kRun = '\x01';         // stands for any run of letters: [\pL-]*

// The first eight bytes of a word without zeros.
class ShortWord {
 public:
  ShortWord() = default;
  explicit ShortWord(std::string_view word);

  bool empty() const { return bytes_ == 0; }
  size_t size() const;
  std::string text() const;
  ShortWord first(size_t bytes) const;
  ShortWord without_first() const { return ShortWord(bytes_ << 8); }
  bool begins_with(char byte) const { return bytes_ >> 56 == static_cast<unsigned char>(byte); }
  size_t find(char byte, size_t from) const;  // size() if it is not there
  uint64_t in_memory() const;  // the eight bytes read where the word stands, with its zeros
  ShortWord operator+(ShortWord next) const;

  auto operator<=>(const ShortWord&) const = default;

 private:
  explicit ShortWord(uint64_t bytes) : bytes_(bytes) {}

  uint64_t bytes_ = 0;  // the first one highest, zeros behind the last
};

// What a part of a pattern may begin with: all that it matches, or only the beginning of that. In
// order, each once, when tell_apart() has been behind the last add().
struct Beginnings {
  using Words = std::vector<ShortWord>;
  Words whole, cut;

  static Beginnings nothing() { return {{ShortWord()}, {}}; }
  static Beginnings anything() { return {{}, {ShortWord()}}; }

  bool is_nothing() const { return cut.empty() && whole.size() == 1 && whole.front().empty(); }
  size_t size() const { return whole.size() + cut.size(); }

  void add(const Beginnings& other);
  // Words behind a run of letters count only where that begins all.
  void add(ShortWord word, bool is_whole);
  void tell_apart();
  // Makes all that is matched a beginning of what is.
  void cut_all();
};

// This part, then another one.
Beginnings join_beginnings(const Beginnings& first, Beginnings second);

}  // namespace dealwire

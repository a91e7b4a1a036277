#include "rules/beginnings.h"

#include <algorithm>
#include <bit>

namespace dealwire {
namespace {

constexpr size_t kBytes = sizeof(uint64_t);
static_assert(kBytes > kLongEnough + 1);  // a space or a run may stand before the word

size_t shift_to(size_t byte) { return 8 * (kBytes - 1 - byte); }

// Behind the words up to `middle`, which are in order, come others that are.
void merge(Beginnings::Words& words, size_t middle) {
  std::inplace_merge(words.begin(), words.begin() + static_cast<ptrdiff_t>(middle), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

void append(Beginnings::Words& words, const Beginnings::Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

void sort_once(Beginnings::Words& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

ShortWord::ShortWord(std::string_view word) {
  for (size_t i = 0; i < std::min(word.size(), kBytes); ++i) {
    bytes_ |= uint64_t{static_cast<unsigned char>(word[i])} << shift_to(i);
  }
}

size_t ShortWord::size() const {
  return kBytes - static_cast<size_t>(std::countr_zero(bytes_)) / 8;
}

std::string ShortWord::text() const {
  std::string out(size(), '\0');
  for (size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(bytes_ >> shift_to(i));
  return out;
}

ShortWord ShortWord::first(size_t bytes) const {
  return bytes == 0 ? ShortWord() : ShortWord(bytes_ & ~uint64_t{0} << shift_to(bytes - 1));
}

size_t ShortWord::find(char byte, size_t from) const {
  const size_t end = size();
  while (from < end && static_cast<char>(bytes_ >> shift_to(from)) != byte) ++from;
  return std::min(from, end);
}

uint64_t ShortWord::in_memory() const {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  return __builtin_bswap64(bytes_);
}

ShortWord ShortWord::operator+(ShortWord next) const {
  return size() == kBytes ? *this : ShortWord(bytes_ | next.bytes_ >> 8 * size());
}

void Beginnings::add(const Beginnings& other) {
  append(whole, other.whole);
  append(cut, other.cut);
}

void Beginnings::add(ShortWord word, bool is_whole) {
  if (const size_t run = word.find(kRun, 1); run < word.size()) {
    cut.push_back(word.first(run));
  } else {
    (is_whole && word.size() < kLongEnough ? whole : cut).push_back(word);
  }
}

void Beginnings::tell_apart() {
  sort_once(whole);
  sort_once(cut);
}

void Beginnings::cut_all() {
  const size_t middle = cut.size();
  append(cut, whole);
  whole.clear();
  merge(cut, middle);
}

Beginnings join_beginnings(const Beginnings& first, Beginnings second) {
  if (first.is_nothing()) return second;
  Beginnings out{{}, first.cut};
  if (first.whole.size() * second.size() > kMostWords) {
    append(out.cut, first.whole);
  } else {
    for (const ShortWord word : first.whole) {
      for (const ShortWord next : second.whole) out.add(word + next, true);
      for (const ShortWord next : second.cut) out.add(word + next, false);
    }
  }
  out.tell_apart();
  return out;
}

}  // namespace dealwire

// What the search for lost bytes knows of a document as a whole: its language, words and names, and
// how it lost bytes, if it did.
//
// The search reads it, and spends its budgets: one for each document, on one thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "repair/repairs.h"
#include "repair/slip_cost.h"

namespace dealwire {

// How a document lost bytes.
enum class Slipped {
  kUnknown,   // and whether it did
  kMixed,     // in several ways, or by signs that were cut
  kMarked,    // they are question marks now
  kUnmarked,  // they left no trace
};

// Readings that were injected behind characters, each with its characters: 網(wǎng). Where the
// bytes of one character were found across two, its reading also stands inside of these.
using InjectedReadings = std::multimap<std::u32string, char32_t>;

// Runs that are tried in a document, and characters that are guessed in them: each asks ICU for the
// words of 200 guesses, a millisecond. A run has one or two, but a line of U+FFFD has thousands.
constexpr size_t kMends = 200, kGuesses = 2 * kMends;

struct SlippedText {
  // Of these texts. O(texts).
  explicit SlippedText(const Texts& texts);

  bool is_slipped() const { return slipped != Slipped::kUnknown; }

  // Does the document have character `i` of `text` beside one of its neighbours so often? Only one
  // that lost bytes is asked.
  bool has_seen(std::u32string_view text, size_t i, size_t times) const;

  // `text` without the document's injected readings and the brackets around them.
  std::u32string without_readings(std::u32string text) const;

  InjectedReadings readings;
  SeenPairs seen;  // without injected readings
  Written language;
  Slipped slipped = Slipped::kUnknown;
  size_t mends = kMends;      // runs that are still tried
  size_t guesses = kGuesses;  // that are still made
};

}  // namespace dealwire

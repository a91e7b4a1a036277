// One line of text, read as bytes of a double-byte charset of which some are lost.
//
// Where a byte is gone, each character behind it is made of the second byte of one and the first
// byte of the next, until an ASCII byte or an invalid pair sets the reading right. The search asks
// of each place what would be gained were the run that begins there read one byte on. Runs that
// begin at different places end alike, so that one pass from the right answers for all places:
// O(line).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
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

// A run of a line that reads better one byte on.
struct SlipRun {
  Range at;          // bytes of the line
  std::string text;  // what it was, U+FFFD for a character of which a byte is gone
  double gain;       // nats by which it reads better
  Slipped how;       // it lost the byte
};

// A reading that was injected behind a character: 網(wǎng). Where the bytes of one character were
// found across two, it also stands inside of these.
using InjectedReadings = std::multimap<std::u32string, char32_t>;

// Runs that are tried in a document, and characters that are guessed in them: each asks ICU for the
// words of 200 guesses, a millisecond. A run has one or two, but a line of U+FFFD has thousands.
constexpr size_t kMends = 200, kGuesses = 2 * kMends;

// What a line's document knows.
struct SlippedText {
  SeenPairs seen;  // without injected readings
  InjectedReadings readings;
  Written language;
  Slipped slipped = Slipped::kUnknown;
  size_t mends = kMends;      // runs that are still tried
  size_t guesses = kGuesses;  // that are still made

  bool is_slipped() const { return slipped != Slipped::kUnknown; }
};

// How many nats a run must gain.
struct SlipThreshold {
  double hard;  // where a U+FFFD or private use shows that something is damaged
  double soft;  // elsewhere
  double of(bool is_hard) const { return is_hard ? hard : soft; }
};

struct SlipCharset {
  std::string_view name;  // one of kDoubleByteNames
  Written language;       // that documents in it have
};

struct SlipLine {
  std::string_view text;
  std::string_view before;  // the end of the text before it, where quotations may have begun
};

// The runs of `line`, in order and apart, that gain at least their threshold.
std::vector<SlipRun> find_slip_runs(const SlipLine& line, const SlipCharset& charset,
                                    SlippedText& document, const SlipThreshold& threshold);

}  // namespace dealwire

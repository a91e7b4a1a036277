// One line of text, read as bytes of a double-byte charset of which some are lost.
//
// Where a byte is gone, each character behind it is made of the second byte of one and the first
// byte of the next, until an ASCII byte or an invalid pair sets the reading right. The search asks
// of each place what would be gained were the run that begins there read one byte off:
//
//   slip_tokens   the line's characters, their bytes, and what they cost both ways
//   slip_paths    the best way for a run to go on behind each of them
//   slip_starts   the best way for a run to begin at each of them
//   here          the runs that gain most together, and what becomes of them
//
// Costs and gains are in nats, -log of a probability, throughout.
#pragma once

#include <string>
#include <vector>

#include "model/range.h"
#include "repair/slip_tokens.h"
#include "repair/slipped_text.h"

namespace dealwire {

// A run of a line that reads better one byte off.
struct SlipRun {
  Range at;          // bytes of the line
  std::string text;  // what it was, U+FFFD for a character of which a byte is gone
  double gain;       // nats by which it reads better
  Slipped how;       // it lost the byte
};

// How many nats a run must gain.
struct SlipThreshold {
  double hard;  // where a U+FFFD shows that something is damaged
  double soft;  // elsewhere
  double of(bool is_hard) const { return is_hard ? hard : soft; }
};

// The runs of `line`, in order and apart, that gain at least their threshold. Each that is tried
// takes of the budgets of `document`; once these are spent, none is found. O(line) beside that.
std::vector<SlipRun> find_slip_runs(const SlipLine& line, const SlipCharset& charset,
                                    SlippedText& document, const SlipThreshold& threshold);

}  // namespace dealwire

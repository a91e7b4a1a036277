// How a run goes on: from each token of a line, the best way to read on one byte off.
//
// Goes in: the tokens of a line. Comes out: for each token, what is gained from there to the end of
// the run by reading its last byte and the next token's first one as a character, and so on; and
// the characters that are read so. A run ends where an ASCII byte or a second loss sets the reading
// right. A gain is what the tokens cost as they stand less what the characters cost, in nats.
//
// This is Viterbi's algorithm from right to left (A. Viterbi, Error bounds for convolutional codes,
// IEEE Transactions on Information Theory 13, 1967): runs that begin at different places go on
// alike, so that one pass answers for all. O(line).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "repair/slip_guess.h"
#include "repair/slip_tokens.h"

namespace dealwire {

constexpr double kNever = -1e9;  // the gain of what cannot be, in nats
constexpr double kTagByte = 4;   // of an end tag that lost its "<": nothing else explains it

// The rest of a run.
struct SlipPath {
  double gain = kNever;
  size_t end = 0;      // the token behind the run
  bool hard = false;   // a U+FFFD is in it: text does not have them
  bool known = false;  // a character of it is read whole
};

class SlipPaths {
 public:
  // Keeps the tokens, which must outlive it.
  explicit SlipPaths(const SlipTokens& tokens);

  // The best path behind token `k`, a character of two bytes of which the second one is still to be
  // read.
  SlipPath behind(size_t k) const { return behind(k, kSecond); }

  // The characters that are read on this path, in order.
  std::vector<CutCharacter> characters_behind(size_t k) const;

 private:
  // Which byte is still to be read before a token: the last one of the token before, the last one
  // of what that was before it was folded to ASCII, or one that is gone.
  enum Pending { kSecond, kFoldedSecond, kGone, kPendings };

  // What becomes of that byte.
  enum class Move {
    kPair,      // it and the token's first one are a character
    kAscii,     // it and the token, ASCII, are a character, and the run ends
    kFolded,    // as kPair, of what the token was before it was folded to ASCII
    kLost,      // its trail is gone, the token stands for it, and the run ends
    kLostPair,  // the same, but the token stands for two bytes, and the run goes on
    kDropped,   // its other half is gone without a trace, and the run ends
  };
  struct Step {
    Move move = Move::kLost;
    SlipPath path;
  };
  struct Choice;

  Step best_step(size_t k, Pending pending) const;
  void offer_losses(size_t k, Choice& choice) const;
  void offer_pair(size_t k, Pending pending, Choice& choice) const;
  void offer_ascii(size_t k, Pending pending, Choice& choice) const;

  int byte_before(size_t k, Pending pending) const;
  double pair_cost(size_t k, Pending pending) const;
  SlipPath behind(size_t k, Pending pending) const;

  const SlipTokens& tokens_;
  std::vector<std::array<Step, kPendings>> steps_;  // at each token but the first, and at the end
};

}  // namespace dealwire

// How a run begins: for each token of a line, the best way for it to be the first that is read one
// byte off.
//
// Goes in: a line's tokens and how runs go on from them. Comes out: the run that a token begins, or
// none, with what it gains in nats: what its tokens cost as they stand, and the signs of damage
// before it, less what its characters cost. In a document that is known to have lost bytes in one
// way, none begins in another.
#pragma once

#include <cstddef>
#include <string>

#include "repair/slip_paths.h"
#include "repair/slip_tokens.h"
#include "repair/slipped_text.h"

namespace dealwire {

enum class Loss {
  kByte,           // a byte is gone without a trace
  kReplaced,       // the byte before is a marker
  kTrailReplaced,  // the byte at the token is a marker, and one stands for the byte before
  kCut,            // a sign was cut wherever its bytes occurred, in two characters
  kInside,         // a reading was injected wherever a character's bytes occurred, in two others
};

struct SlipStart {
  double gain = kNever;
  Loss loss = Loss::kByte;
  size_t begin = 0;    // the first token of the run
  size_t token = 0;    // the first that is read one byte off
  char32_t other = 0;  // kCut, kInside: the sign, in full width, or the character with the reading
  size_t end = 0;      // the token behind the run; 0 if there is none
  bool hard = false;   // a U+FFFD is in it: text does not have them
  bool known = false;  // a character of it is read whole, or what stands there is no honest text
};

class SlipStarts {
 public:
  // Keeps both, which must outlive it.
  SlipStarts(const SlipTokens& tokens, const SlipPaths& paths);

  // The best run of which token `k` is the first that is read one byte off.
  SlipStart at(size_t k) const;

  // The best of the runs that lost a byte some characters before or behind, end where `found` does,
  // and begin at token `done` or later: words tell a run's begin only roughly, since damage behind
  // it parts the words before it.
  SlipStart place(const SlipStart& found, size_t done) const;

  Slipped how(const SlipStart& start) const;

 private:
  SlipStart at_marker(size_t k) const;
  SlipStart at_ascii(size_t k) const;
  SlipStart at_single(size_t k) const;
  SlipStart at_pair(size_t k) const;

  void offer(const SlipStart& start, const SlipPath& rest, SlipStart& best) const;
  void offer_cut(SlipStart start, const SlipPath& rest, SlipStart& best) const;
  void offer_inside(size_t k, const SlipPath& rest, SlipStart& best) const;

  bool is_cjk_at(size_t k) const;
  char32_t cut_sign(size_t k) const;
  bool replaces_pair(size_t k) const;
  bool ends_quotation(size_t k) const;
  bool may_be(Slipped how) const;
  bool is_mixed() const;
  std::u32string read_from(size_t k, size_t begin, size_t end) const;
  double reading_cost(const std::u32string& text) const;

  const SlipTokens& tokens_;
  const SlipPaths& paths_;
  const SlippedText& document_;
};

}  // namespace dealwire

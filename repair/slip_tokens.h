// A line as tokens: its characters with the bytes that they have in a double-byte charset, and what
// each of them costs to read.
//
// Goes in: a line of UTF-8, a charset that it may have been read from, and what is known of its
// document. Comes out: for each token two costs, in nats. One of the character that stands there,
// and one of what its first byte is together with the last one of the token before: what was
// written, were the line one byte off. Of those the search makes what a run gains. Costs are those
// of slip_cost.h, less in words, more beside neighbours that a character is not written with.
//
// O(line): ICU parts it into words at some 2 MB/s. Immutable once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "repair/slip_cost.h"
#include "repair/slipped_text.h"
#include "text/double_byte.h"

namespace dealwire {

struct SlipCharset {
  std::string_view name;  // one of kDoubleByteNames
  Written language;       // that documents in it have
};

struct SlipLine {
  std::string_view text;
  std::string_view before;  // the end of the text before it, where quotations may have begun
};

struct SlipToken {
  char32_t c;
  size_t begin, end;      // bytes of the line
  uint8_t first, second;  // its bytes in the charset, the same if it has one
  int width;              // how many of them; 0 if it has none
  double cost;            // of the character
  double shifted_cost;    // of its first byte and the one before it, if they are a character
};

class SlipTokens {
 public:
  // Keeps `line.before` and the document, which must outlive it.
  SlipTokens(const SlipLine& line, const SlipCharset& charset, const SlippedText& document);

  size_t size() const { return tokens_.size(); }
  const SlipToken& operator[](size_t k) const { return tokens_[k]; }

  const DoubleByte& bytes() const { return bytes_; }
  const SlipCost& cost() const { return cost_; }                    // of what is mended
  const SlipCost& document_cost() const { return document_cost_; }  // of what stands there
  const SlippedText& document() const { return document_; }

  // The character of two bytes, 0 if they are none; and what it costs, whatever stands beside it.
  char32_t character(int lead, int trail) const {
    return bytes_.character(static_cast<uint8_t>(lead), static_cast<uint8_t>(trail));
  }
  double cost(int lead, int trail) const { return cost_(character(lead, trail)); }

  // The two bytes of the full-width form that token `k` may have been folded from; 0 if it has
  // none.
  uint16_t unfolded(size_t k) const;

  // Is token `k` an ASCII character by itself where none is written, as the second byte of a pair
  // is whose first one is gone?
  bool is_lone(size_t k) const;

  // How many tokens from `k` on are an end tag but for its "<", which an invalid pair swallowed; 0
  // if they are none.
  size_t rest_of_end_tag(size_t k) const;

  // The characters of tokens, at most `most` before `end` or from `begin` on.
  std::u32string before(size_t end, size_t most) const;
  std::u32string from(size_t begin, size_t most) const;

  // As before(), behind the text before the line.
  std::u32string text_before(size_t end, size_t most) const;

 private:
  void read(std::string_view line);
  void add_context();
  void add_shifted_costs();

  std::string_view before_;
  const DoubleByte& bytes_;
  const SlipCost& cost_;
  const SlipCost& document_cost_;
  const SlippedText& document_;
  std::vector<SlipToken> tokens_;
};

// What decoders make of a byte that they could not read.
inline bool is_marker(char32_t c) { return c == '?' || c == 0xFFFD; }

// The full-width form of a visible ASCII character; 0 of others.
inline char32_t full_width(char32_t ascii) {
  return ascii > 0x20 && ascii < 0x7F ? ascii + 0xFEE0 : 0;
}

}  // namespace dealwire

// A text's bytes in the charset it was decoded from, read again in another one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/double_byte.h"

namespace dealwire {

// A text as the bytes it was decoded from. Where bytes and characters end is kept, so that what is
// read again can be laid beside the text.
struct ByteText {
  // Bytes, or one of these: the bytes of a U+FFFD, of which all is known is that the charset has no
  // character for them; a character that the charset does not have.
  static constexpr uint16_t kLost = 0x100, kForeign = 0x101;

  std::vector<uint16_t> bytes;
  std::vector<uint32_t> ends;       // of each character: where its bytes end
  std::vector<uint32_t> positions;  // of each character: where it begins in the text
  std::vector<char32_t> characters;
};

// `charset` is one of kDoubleByteNames.
ByteText to_byte_text(std::string_view text, std::string_view charset);

// A character that was read again.
struct Reread {
  // Not a character: what stands there stays.
  static constexpr char32_t kKept = 0x110000;

  // What is known of its bytes: all; some, and a U+FFFD or '?' stands for the others; some, and
  // nothing does.
  enum class Known { kAll, kSome, kCut };

  char32_t c = 0;    // U+FFFD where bytes are gone
  uint32_t end = 0;  // where its bytes end
  Known known = Known::kAll;
};

// The bytes as UTF-8. A '?' among the bytes of a character is what a decoder put for some; an ASCII
// sign in place of two of them is the full-width form of it, folded. Where only the last byte is
// lost, the one character that is `common` and begins like this is meant, if there is just one: €.
std::vector<Reread> read_utf8(const ByteText& text, bool (*common)(char32_t));

// The bytes in a double-byte charset. Behind lost ones it begins with the first byte or with the
// second one, whichever gives fewer characters that are not `common`.
std::vector<Reread> read_double_byte(const ByteText& text, const DoubleByte& charset,
                                     bool (*common)(char32_t));

}  // namespace dealwire

// A stretch of a text beside what its bytes are in another charset.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "repair/repairs.h"
#include "repair/rereading.h"

namespace dealwire {

// Characters of a text and what they are read as, from one border of bytes that both have to the
// next: two characters of UTF-8 are three of GBK.
struct Piece {
  Range characters;
  Range reread;
  double gain = 0;  // what reading it again makes cheaper, in nats
};

std::vector<Piece> lay_beside(const ByteText& text, const std::vector<Reread>& reread);

// A place to mend, and what speaks for it.
struct Stretch {
  size_t text = 0;  // which one
  Repair repair;    // without edits if reading it again changes nothing
  double gain = 0;
  size_t wide = 0;  // characters of Chinese, Japanese and Korean that it mends
};

// Of some pieces of a line that begins at `offset` of its text.
Stretch make_stretch(std::string_view line, size_t offset, const ByteText& text,
                     const std::vector<Reread>& reread, std::span<const Piece> pieces);

// What a piece costs that ends a stretch: a character that the charset does not have.
constexpr double kForeignPiece = -1000;

}  // namespace dealwire

// A block in which every number, and every unit beside one, shows as one character: what the
// patterns of amounts are matched on. 斥資35億美元 shows as 斥資{number}{currency}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "rules/number.h"

namespace dealwire {

// One of them, where it stands.
struct TokenAt {
  Token token = Token::kNone;
  Range at;                  // bytes of the block
  size_t shown = 0;          // byte of the text below where its character begins
  Number number;             // of a number
  std::string_view meaning;  // of a unit, owned by the pack's words
  bool only_large = false;   // see TokenWord
};

class Tokens {
 public:
  // Finds them in one pass. A number in words is one only next to a unit or a counted word, so that
  // 一些 and 統一 stay words; a fraction always is; power units are shown wherever they stand,
  // other units beside numbers. O(block).
  Tokens(std::string_view block, const NumberGrammar& grammar);

  // The block as patterns see it. Other private-use characters in it became U+FFFD.
  const std::string& text() const { return text_; }

  // The range of the block that a range of the text stands for.
  Range block_range(Range shown) const;

  // The token whose character begins at a byte of the text; nullptr if none does.
  const TokenAt* at(size_t shown) const;

  bool empty() const { return tokens_.empty(); }

 private:
  void show(std::string_view block);
  size_t block_position(size_t shown) const;

  std::vector<TokenAt> tokens_;
  std::string text_;
};

// The character that stands for a token.
std::string character_of(Token token);

// What the placeholder of that name ("number", "currency") matches, "" if there is no such token.
std::string token_pattern(std::string_view placeholder);

}  // namespace dealwire

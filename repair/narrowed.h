// Chinese, Japanese and Korean in charsets of two bytes a character that was read as windows-1252:
// ÖÐ¹ú for 中国.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "repair/sequence.h"
#include "repair/suspect.h"

namespace dealwire {

// What windows-1252 was read for, and the languages written in it.
struct WideCharset {
  const char* charset;
  std::string_view languages;
};
std::span<const WideCharset> wide_charsets();

// Cells of a line that may be such text: characters of windows-1252 beyond ASCII, with what ASCII
// may be the second byte of one or stand between two of them.
struct Narrowed {
  const Line* line;
  size_t begin, end;

  // Half the bytes of such text are signs of windows-1252. Lines are drawn of one sign only, and
  // lists of letters have none.
  bool is_mixed() const;
};

// Those of the lines; if it is known that there are some, of all lines.
std::vector<Narrowed> find_narrowed(const std::vector<Line>& lines, bool known);

// A stretch as text of another charset, and what is gained by that; none if it has no such bytes.
std::optional<Run> read_as(Narrowed stretch, const WideCharset& charset);

}  // namespace dealwire

// A line of text in another charset, and how programs read its bytes, by ICU's converters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "model/source_map.h"
#include "text/utf8.h"

namespace dealwire {

// Calls `f(character, its bytes)` for each character.
template <typename F>
void for_each_character(std::string_view text, F f) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    f(c, Range{begin, pos});
  }
}

inline std::string_view cut(std::string_view text, Range at) {
  return text.substr(at.begin, at.size());
}

inline std::string utf8(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

// What a step makes of one line.
struct Change {
  SourcedText text;         // its map leads to the line
  std::vector<Range> lost;  // characters of the line
};

Change unchanged(std::string_view line);

// A line in another charset.
struct Encoded {
  std::string bytes;
  std::vector<Range> source;  // for each byte: the character of the line that it is of
  std::vector<Range> lost;    // characters of which a byte was taken

  bool is_lead(size_t i) const {  // of a character of two bytes
    return i + 1 < bytes.size() && bytes[i] < 0 && source[i] == source[i + 1] &&
           (i == 0 || source[i - 1] != source[i]);
  }
  void lose(size_t i, bool question_mark) {
    lost.push_back(source[i]);
    if (question_mark) {
      bytes[i] = '?';
    } else {
      bytes.erase(i, 1);
      source.erase(source.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
};

// nullopt where the charset, which ICU calls so, lacks a character of the line.
std::optional<Encoded> encode_line(std::string_view line, const std::string& charset);

// How bytes are read that are in no charset's tables.
enum class Malformed { kReplacement, kQuestionMark };

struct Reading {
  std::string_view charset;  // a name of the Encoding standard in lower case, or one of those below
  Malformed malformed = Malformed::kReplacement;
};
constexpr std::string_view kLatin1 = "byte as code point";
// As Windows reads GBK: an invalid pair is one question mark, and what is the user's to define is
// private use.
constexpr std::string_view kCp936 = "cp936";

// The line as its bytes are read.
Change decode_line(std::string_view line, const Encoded& encoded, const Reading& as);

}  // namespace dealwire

#include "text/conversion.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealwire {
namespace {

// How many bytes at the beginnings of two words are characters of equal length each.
size_t aligned(std::string_view a, std::string_view b) {
  size_t pos = 0;
  while (pos < a.size() && pos < b.size() && utf8_length(a[pos]) == utf8_length(b[pos])) {
    pos += utf8_length(a[pos]);
  }
  return pos;
}

}  // namespace

Conversion::Conversion(const std::vector<std::pair<std::string, std::string>>& words) {
  std::vector<std::pair<std::string, int>> keys;
  for (const auto& [word, to] : words) {
    keys.emplace_back(word, static_cast<int>(to_.size()));
    to_.push_back(to);
  }
  trie_ = Trie(std::move(keys));
}

SourcedText Conversion::operator()(std::string_view text) const {
  SourcedText out;
  out.text.reserve(text.size());
  size_t done = 0;
  for (size_t pos = 0; pos < text.size();) {
    const Match match = longest(text, pos);
    const std::string_view from = text.substr(pos, match.length);
    if (match.length == 0 || match.to == from) {
      pos += std::max(match.length, utf8_length(text[pos]));
      continue;
    }
    out.append_copy(text.substr(done, pos - done), done);
    const size_t same = match.to.size() == from.size() ? aligned(from, match.to) : 0;
    out.append_copy(match.to.substr(0, same), pos);
    out.append_atom(match.to.substr(same), {pos + same, pos + match.length});
    pos += match.length;
    done = pos;
  }
  out.append_copy(text.substr(done), done);
  return out;
}

}  // namespace dealwire

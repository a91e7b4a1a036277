#include "repair/sprinkled.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

#include "repair/private_use.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// By how many nats what is seen must be likelier if nothing is missing.
constexpr double kEnoughNats = 2;

bool has_private_use(std::string_view text) {
  for (size_t pos = 0; pos < text.size(); pos += utf8_length(text[pos])) {
    const bool candidate = static_cast<unsigned char>(text[pos]) >= 0xEE;
    if (candidate && is_private_use(character_at(text, pos))) return true;
  }
  return false;
}

// As much of the texts as is enough to judge by, in lines.
std::u32string sample_of(const Texts& texts) {
  constexpr size_t kSample = 1u << 14;
  std::u32string out;
  for (const std::string_view text : texts) {
    for (size_t pos = 0; pos < text.size() && out.size() < kSample;) {
      out += next_character(text, pos);
    }
    out += U'\n';
  }
  return out;
}

// Does it say something of what may stand beside it?
bool tells(char32_t c) {
  return c != U'\n' && c != 0xFFFD && !is_private_use(c) && !u_isdigit(static_cast<UChar32>(c));
}

// The characters before `begin` and from `end` on, one of a script of many and two of others. Empty
// if they tell nothing.
std::u32string neighbours(const std::u32string& text, size_t begin, size_t end) {
  if (begin == 0 || end >= text.size()) return {};
  const size_t left = is_cjk(text[begin - 1]) ? 1 : 2, right = is_cjk(text[end]) ? 1 : 2;
  if (begin < left || end + right > text.size()) return {};
  if (is_space(text[begin - 1]) && is_space(text[end])) return {};  // an icon's place
  const std::u32string out = text.substr(begin - left, left) + text.substr(end, right);
  return std::all_of(out.begin(), out.end(), tells) ? out : U"";
}

// The runs of private use whose neighbours tell something.
std::vector<Range> telling_places(const std::u32string& text) {
  std::vector<Range> out;
  for (size_t begin = 0, end = 0; begin < text.size(); begin = std::max(end, begin + 1)) {
    for (end = begin; end < text.size() && is_private_use(text[end]);) ++end;
    if (begin < end && !neighbours(text, begin, end).empty()) out.push_back({begin, end});
  }
  return out;
}

// A text without some of its characters, and where one word of it goes on.
class Closed {
 public:
  template <typename F>
  Closed(const std::u32string& text, F leaves_out) {
    std::u32string rest;
    for (size_t i = 0; i < text.size(); ++i) {
      place_.push_back(rest.size());
      if (!leaves_out(i)) rest += text[i];
    }
    in_word_.resize(rest.size() + 1);
    const std::vector<size_t> lengths = word_lengths(rest);
    for (size_t begin = 0; begin < rest.size();) {
      const size_t end = std::min(begin + std::max<size_t>(lengths[begin], 1), rest.size());
      std::fill(in_word_.begin() + static_cast<ptrdiff_t>(begin) + 1,
                in_word_.begin() + static_cast<ptrdiff_t>(end), true);
      begin = end;
    }
  }

  // Is a word across the place of a character, be it left out or before it?
  bool in_word(size_t i) const { return in_word_[place_[i]]; }

 private:
  std::vector<size_t> place_;  // of each character of the text, in the rest of it
  std::vector<bool> in_word_;  // for each place of the rest
};

// What the places of a document tell.
class Evidence {
 public:
  explicit Evidence(const std::u32string& text)
      : text_(text), closed_(text, [&](size_t i) { return is_private_use(text[i]); }) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (auto both = neighbours(text, i, i); !both.empty()) ++side_by_side_[std::move(both)];
    }
    const Counts whole = count_whole(), torn = count_torn();
    for (size_t script = 0; script < kSights; script += kOfScript) {
      const auto all = [script](const Counts& counts) {
        return std::accumulate(counts.begin() + script, counts.begin() + script + kOfScript, 0.0);
      };
      for (size_t i = script; i < script + kOfScript; ++i) {
        nats_[i] = std::log(whole[i] / all(whole)) - std::log(torn[i] / all(torn));
      }
    }
  }

  // For nothing being missing at one of telling_places(), in nats.
  double of(Range place) const {
    const std::u32string both = neighbours(text_, place.begin, place.end);
    return nats_[sight(both, 1, closed_.in_word(place.begin))];
  }

 private:
  // What is seen at a place: the script, whether the neighbours are known and make a word.
  static constexpr size_t kSights = 8, kOfScript = 4;
  using Counts = std::array<double, kSights>;
  static constexpr Counts kOnce = {1, 1, 1, 1, 1, 1, 1, 1};  // nothing is impossible

  // Known are those that stand side by side so often.
  size_t sight(const std::u32string& both, size_t often, bool in_word) const {
    const auto found = side_by_side_.find(both);
    const bool known = found != side_by_side_.end() && found->second >= often;
    return (both.size() == 2 ? 4 : 0) + (known ? 2 : 0) + (in_word ? 1 : 0);
  }

  Counts count_whole() const {
    Counts out = kOnce;
    for (size_t i = 0; i < text_.size(); ++i) {
      const std::u32string both = neighbours(text_, i, i);
      if (!both.empty()) ++out[sight(both, 2, closed_.in_word(i))];
    }
    return out;
  }

  // With each character taken out once, several at a time.
  Counts count_torn() const {
    constexpr size_t kApart = 5;
    Counts out = kOnce;
    for (size_t first = 0; first < kApart; ++first) {
      const Closed closed(
          text_, [&](size_t i) { return i % kApart == first || is_private_use(text_[i]); });
      for (size_t i = first; i < text_.size(); i += kApart) {
        const std::u32string both = neighbours(text_, i, i + 1);
        if (!both.empty() && tells(text_[i])) ++out[sight(both, 1, closed.in_word(i))];
      }
    }
    return out;
  }

  const std::u32string& text_;
  Closed closed_;
  std::unordered_map<std::u32string, size_t> side_by_side_;
  Counts nats_;
};

}  // namespace

std::set<char32_t> sprinkled_private_use(const Texts& texts) {
  if (std::none_of(texts.begin(), texts.end(), has_private_use)) return {};
  const std::u32string text = sample_of(texts);
  // Where much is hidden, what is left shows little of how the text reads.
  constexpr size_t kFew = 3, kMuch = 8;
  const auto hidden = static_cast<size_t>(std::count_if(text.begin(), text.end(), is_private_use));
  const std::vector<Range> places = telling_places(text);
  if (places.size() < kFew || hidden * kMuch > text.size()) return {};

  const Evidence evidence(text);
  std::map<char32_t, double> by_character;
  double all = 0;
  for (const Range& place : places) {
    const double found = evidence.of(place);
    all += found;
    for (size_t i = place.begin; i < place.end; ++i) by_character[text[i]] += found;
  }
  std::set<char32_t> out;
  if (all < kEnoughNats) return out;
  // One of them may be an icon, or a font's, among the others.
  for (const auto& [c, found] : by_character) {
    if (found + all > 0) out.insert(c);
  }
  return out;
}

}  // namespace dealwire

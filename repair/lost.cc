#include "repair/lost.h"

#include <unicode/uniset.h>

#include <algorithm>

#include "repair/private_use.h"
#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_loss(char32_t c) { return c == 0xFFFD || c == 0xFFFC || c == 0x1A || is_private_use(c); }

// EF BF BD EF BF BD in GBK, Big5, KS X 1001 and JIS X 0208, CC CC and CD CD in GBK, each also in
// the other script of Chinese.
const Trie& traces() {
  static const Trie trie({{"锟斤拷", 0},
                          {"錕斤拷", 0},
                          {"嚙踝蕭", 0},
                          {"占쏙옙", 0},
                          {"鐃緒申", 0},
                          {"\uFFFDｿｽ", 0},
                          {"烫烫烫", 0},
                          {"燙燙燙", 0},
                          {"屯屯屯", 0}});
  return trie;
}

// What a lost place may begin with; the scan stops at nothing else.
const icu::UnicodeSet& beginnings() {
  static const icu::UnicodeSet* const set = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* out = new icu::UnicodeSet(u"[[:Private_Use:] \\uFFFC \\uFFFD \\u001A ? 锟錕嚙占鐃烫燙屯]",
                                    status);
    out->freeze();  // leaked on purpose: it lives as long as the process
    return out;
  }();
  return *set;
}

size_t next_beginning(std::string_view text, size_t pos) {
  return pos +
         static_cast<size_t>(beginnings().spanUTF8(
             text.data() + pos, static_cast<int32_t>(text.size() - pos), USET_SPAN_NOT_CONTAINED));
}

// Where the run of '?' at `pos` ends.
size_t end_of_marks(std::string_view text, size_t pos) {
  return std::min(text.find_first_not_of('?', pos), text.size());
}

// Did the run of '?' at `marks` take the place of a part of a figure? Between a character of
// Chinese, Japanese or Korean, or a lost one, and a digit, between two numerals, or between a digit
// and a stop, nobody asks.
bool ate_figure(std::string_view text, Range marks) {
  constexpr std::u32string_view kStops = U"，。、；：";
  if (marks.begin == 0 || marks.end == text.size()) return false;
  const char32_t before = character_before(text, marks.begin);
  size_t next = marks.end;
  char32_t after = next_character(text, next);
  const bool digit = is_ascii_digit(before);
  if (digit && kStops.find(after) != kStops.npos) return true;
  if ((digit || is_numeral(before)) && is_numeral(after)) return true;
  if ((after == '.' || after == ',') && next < text.size()) after = character_at(text, next);
  return (is_cjk(before) || is_loss(before)) && is_ascii_digit(after);
}

// How much of the text at `pos` is lost, behind `last`. The rest of a run of equal characters is.
size_t lost_length(std::string_view text, size_t pos, char32_t last) {
  if (traces().may_begin(text[pos])) {
    const size_t length = traces().longest(text, pos).length;
    if (length > 0) return length;
  }
  if (text[pos] == '?') {
    const Range marks{pos, end_of_marks(text, pos)};
    return ate_figure(text, marks) ? marks.size() : 0;
  }
  size_t next = pos;
  const char32_t c = next_character(text, next);
  const bool goes_on = c == last && (c == U'烫' || c == U'燙' || c == U'屯');
  return is_loss(c) || goes_on ? next - pos : 0;
}

bool is_quoted(std::string_view text, Range at) {
  constexpr std::u32string_view kOpening = U"“‘「『\"'《【（(", kClosing = U"”’」』\"'》】）)";
  if (at.begin == 0 || at.end == text.size()) return false;
  const size_t i = kOpening.find(character_before(text, at.begin));
  return i != kOpening.npos && kClosing[i] == character_at(text, at.end);
}

std::vector<Repair> find_in(std::string_view text) {
  std::vector<Repair> out;
  for (size_t pos = next_beginning(text, 0); pos < text.size(); pos = next_beginning(text, pos)) {
    const size_t begin = pos;
    bool only_traces = true;
    char32_t last = 0;
    while (pos < text.size()) {
      const size_t length = lost_length(text, pos, last);
      if (length == 0) break;
      only_traces = only_traces && !is_loss(character_at(text, pos)) && text[pos] != '?';
      pos += length;
      last = character_before(text, pos);
    }
    if (pos == begin) {
      pos = text[pos] == '?' ? end_of_marks(text, pos) : pos + utf8_length(text[pos]);
    } else if (!only_traces || !is_quoted(text, {begin, pos})) {
      out.push_back({"lost", {begin, pos}, {}});
    }
  }
  return out;
}

}  // namespace

Repairs find_lost(const Texts& texts) {
  Repairs out;
  for (std::string_view text : texts) out.push_back(find_in(text));
  return out;
}

}  // namespace dealwire

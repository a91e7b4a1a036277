#include "repair/residue.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

bool is_half_width_kana(char32_t c) { return c >= 0xFF66 && c <= 0xFF9F; }

// A letter of another script than stands in such text, or a control.
bool is_strange(char32_t c) {
  if (c < 0x80 || is_cjk(c)) return is_half_width_kana(c);
  return u_isalpha(static_cast<UChar32>(c)) || u_iscntrl(static_cast<UChar32>(c));
}

Range block_around(std::string_view text, Range at) {
  const size_t before = at.begin == 0 ? text.npos : text.rfind('\n', at.begin - 1);
  return {before == text.npos ? 0 : before + 1, std::min(text.find('\n', at.end), text.size())};
}

// Runs of strange letters that touch a character of Chinese, Japanese or Korean.
void add_strangers(std::string_view text, Range block, bool japanese, std::vector<Repair>& out) {
  char32_t before = 0;
  for (size_t pos = block.begin; pos < block.end;) {
    const size_t begin = pos;
    char32_t c = next_character(text, pos);
    const auto strange = [&](char32_t d) {
      return is_strange(d) && !(japanese && is_half_width_kana(d));
    };
    if (!strange(c)) {
      before = c;
      continue;
    }
    // A byte by itself is '?' here and there.
    while (pos < block.end && (strange(character_at(text, pos)) || text[pos] == '?')) {
      next_character(text, pos);
    }
    const char32_t after = pos < block.end ? character_at(text, pos) : 0;
    const auto native = [&](char32_t d) { return is_cjk(d) && !strange(d); };
    if (native(before) || native(after)) out.push_back({"lost", {begin, pos}, {}});
    before = character_before(text, pos);
  }
}

bool lost_its_end(std::string_view raw) { return raw.ends_with('?') || raw.ends_with("\uFFFD"); }

// The last character of a mended stretch that lost its end before a figure.
void add_end(std::string_view text, const Repaired& place, std::vector<Repair>& out) {
  if (place.at.empty() || !lost_its_end(place.raw) || place.at.end == text.size()) return;
  const char32_t next = character_at(text, place.at.end);
  if (!is_digit(next) && next != '.' && next != ',') return;
  out.push_back({"lost", {previous_position(text, place.at.end), place.at.end}, {}});
}

}  // namespace

Repairs find_residue(const Article& article) {
  Repairs out(article.originals.size());
  const bool japanese = article.lang == "ja";
  std::array<size_t, 2> searched{};  // up to where, in each field
  for (const Repaired& place : article.repaired) {
    if (place.kind != "misread" && place.kind != "slipped") continue;
    const auto field = static_cast<size_t>(place.field);
    const std::string& text = article[place.field].text;
    add_end(text, place, out[field]);
    const Range block = block_around(text, place.at);
    if (block.end <= searched[field]) continue;  // for an earlier place
    add_strangers(text, block, japanese, out[field]);
    searched[field] = block.end;
  }
  for (std::vector<Repair>& lost : out) {
    std::sort(lost.begin(), lost.end(),
              [](const Repair& a, const Repair& b) { return a.at.begin < b.at.begin; });
  }
  return out;
}

}  // namespace dealwire

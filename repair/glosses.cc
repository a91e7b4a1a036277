#include "repair/glosses.h"

#include <unicode/uniset.h>

#include <algorithm>
#include <optional>

#include "repair/mandarin.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// What opens and what closes, each in all its widths.
struct Shape {
  std::u32string_view opening, closing;
};
constexpr Shape kShapes[] = {
    {U"(（﹙", U")）﹚"}, {U"[［", U"]］"}, {U"{｛", U"}｝"}, {U"〔", U"〕"}, {U"【", U"】"},
    {U"〖", U"〗"},       {U"〈", U"〉"},   {U"《", U"》"},   {U"«", U"»"},   {U"‹", U"›"},
};

// nullptr if `c` opens nothing.
const Shape* opened_by(char32_t c) {
  const auto shape = std::find_if(std::begin(kShapes), std::end(kShapes), [c](const Shape& s) {
    return s.opening.find(c) != s.opening.npos;
  });
  return shape == std::end(kShapes) ? nullptr : shape;
}

// The marks of repetition and of small ke read as kanji do (々, 〆, ヶ).
bool is_read(char32_t c) { return is_han(c) || c == U'々' || c == U'〆' || c == U'ヶ'; }

bool is_small_kana(char32_t c) {
  constexpr std::u32string_view kSmall = U"ぁぃぅぇぉゃゅょァィゥェォャュョｧｨｩｪｫｬｭｮ\u3099\u309Aﾞﾟ";
  return kSmall.find(c) != kSmall.npos;
}

// A whole one: the parts of full names are parted by dots.
bool is_reading_in_kana(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (!is_kana(c) || c == U'・' || c == U'･') return false;
  }
  return !text.empty();
}

size_t moras(std::string_view kana) {
  size_t n = 0;
  for (size_t pos = 0; pos < kana.size();) n += !is_small_kana(next_character(kana, pos));
  return n;
}

struct Bracketed {
  size_t end;  // behind the closing bracket
  std::string_view content;
};

// The brackets that open at `pos` and what is in them, if that is short.
std::optional<Bracketed> bracketed(std::string_view text, size_t pos) {
  constexpr size_t kLongest = 60;  // bytes
  const Shape* shape = opened_by(next_character(text, pos));
  if (shape == nullptr) return std::nullopt;
  const size_t begin = pos, limit = std::min(text.size(), begin + kLongest);
  while (pos < limit) {
    const size_t at = pos;
    const char32_t c = next_character(text, pos);
    if (shape->closing.find(c) != shape->closing.npos) {
      return Bracketed{pos, trim(text.substr(begin, at - begin))};
    }
    if (c == '\n' || opened_by(c) != nullptr) break;
  }
  return std::nullopt;
}

// What is read by `moras` of kana that begin at `end`: each kanji takes one at least.
Range kanji_before(std::string_view text, size_t end, size_t moras) {
  size_t begin = end;
  while (begin > 0 && moras > 0 && is_read(character_before(text, begin))) {
    begin = previous_position(text, begin);
    --moras;
  }
  return {begin, end};
}

// The reading whose brackets open at `pos`, of nothing yet.
std::optional<Gloss> reading_at(std::string_view text, size_t pos) {
  const auto found = bracketed(text, pos);
  if (!found || found->content.empty()) return std::nullopt;
  const Range brackets{pos, found->end};
  if (is_reading_in_kana(found->content)) {
    return Gloss{Gloss::Script::kKana, {pos, pos}, brackets, std::string(found->content)};
  }
  std::string syllable = mandarin_syllable(found->content);
  if (syllable.empty()) return std::nullopt;
  return Gloss{Gloss::Script::kMandarin, {pos, pos}, brackets, std::move(syllable)};
}

// What `gloss` may be a reading of; empty if nothing.
Range base_of(std::string_view text, const Gloss& gloss) {
  const size_t end = gloss.brackets.begin;
  if (gloss.script == Gloss::Script::kKana) return kanji_before(text, end, moras(gloss.reading));
  return is_han(character_before(text, end)) ? Range{previous_position(text, end), end}
                                             : Range{end, end};
}

// Where the next bracket opens at or behind `pos`; the end of the text if none does.
size_t next_opening(std::string_view text, size_t pos) {
  static const icu::UnicodeSet* const openings = [] {
    auto* out = new icu::UnicodeSet;
    for (const Shape& shape : kShapes) {
      for (char32_t c : shape.opening) out->add(static_cast<UChar32>(c));
    }
    out->freeze();  // leaked on purpose: it lives as long as the process
    return out;
  }();
  return pos +
         static_cast<size_t>(openings->spanUTF8(
             text.data() + pos, static_cast<int32_t>(text.size() - pos), USET_SPAN_NOT_CONTAINED));
}

}  // namespace

std::vector<Gloss> find_glosses(std::string_view text) {
  std::vector<Gloss> out;
  for (size_t pos = next_opening(text, 0); pos < text.size(); pos = next_opening(text, pos)) {
    const size_t opening = pos;
    next_character(text, pos);
    const bool goes_on = !out.empty() && out.back().brackets.end == opening;
    if (!goes_on && (opening == 0 || !is_read(character_before(text, opening)))) continue;
    std::optional<Gloss> gloss = reading_at(text, opening);
    if (!gloss) continue;
    pos = gloss->brackets.end;
    if (goes_on) {
      out.back().brackets.end = pos;
    } else if (gloss->base = base_of(text, *gloss); !gloss->base.empty()) {
      out.push_back(std::move(*gloss));
    }
  }
  return out;
}

}  // namespace dealwire

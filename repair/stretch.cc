#include "repair/stretch.h"

#include <algorithm>
#include <string>
#include <utility>

#include "repair/cjk_signs.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr double kGoneCost = 7;     // a character that lost bytes, in nats
constexpr double kCutOffCost = 24;  // the same if nothing stands for them

// What no Han stands beside in a line of Latin script, if it is sound.
bool is_latin_side(char32_t c) { return c == 0xFFFD || (c < 0x80 && is_word_character(c)); }

// What the text's character costs, that it is strange among Latin letters included.
double character_cost_as_is(const ByteText& text, size_t i, bool latin) {
  const char32_t c = text.characters[i];
  if (c == 0xFFFD) return 0;
  const CjkSign& sign = sign_of(c);
  double out = sign.cost;
  if (!sign.wide) return out;
  const char32_t before = i > 0 ? text.characters[i - 1] : 0;
  const char32_t behind = i + 1 < text.characters.size() ? text.characters[i + 1] : 0;
  if (latin && (is_latin_side(before) || is_latin_side(behind))) out += kClash;
  if (is_small_latin(before)) out += kClash;
  if (is_small_latin(behind)) out += kClash;
  return out;
}

double cost_reread(const Reread& reread) {
  if (reread.known == Reread::Known::kCut) return kCutOffCost;
  if (reread.known == Reread::Known::kSome) return kGoneCost;
  if (reread.c == 0xFFFD) return 0;
  return sign_of(reread.c).cost;
}

std::string reread_text(const std::vector<Reread>& reread, Range at, std::string_view kept) {
  std::string out;
  for (size_t j = at.begin; j < at.end; ++j) {
    if (reread[j].c == Reread::kKept) {
      out += kept;
    } else {
      append_utf8(out, reread[j].c);
    }
  }
  return out;
}

}  // namespace

std::vector<Piece> lay_beside(const ByteText& text, const std::vector<Reread>& reread) {
  std::vector<Piece> out;
  Piece piece;
  const std::vector<char32_t>& characters = text.characters;
  const auto count = [&](auto what) {
    return static_cast<size_t>(std::count_if(characters.begin(), characters.end(), what));
  };
  const bool latin =
      is_latin_line(count(is_small_latin), count([](char32_t c) { return sign_of(c).wide; }));
  size_t i = 0, j = 0;
  while (i < text.ends.size()) {
    const uint32_t end = text.ends[i];
    piece.gain += character_cost_as_is(text, i++, latin);
    while (j < reread.size() && reread[j].end <= end) piece.gain -= cost_reread(reread[j++]);
    if (j > 0 && reread[j - 1].end == end) {
      piece.characters.end = i;
      piece.reread.end = j;
      if (reread[j - 1].c == Reread::kKept) piece.gain = kForeignPiece;
      out.push_back(piece);
      piece = {{i, i}, {j, j}, 0};
    }
  }
  return out;
}

Stretch make_stretch(std::string_view line, size_t offset, const ByteText& text,
                     const std::vector<Reread>& reread, std::span<const Piece> pieces) {
  const auto position = [&](size_t i) {
    return i < text.positions.size() ? text.positions[i] : line.size();
  };
  Stretch out;
  out.repair.kind = "misread";
  for (const Piece& piece : pieces) {
    const Range at{position(piece.characters.begin), position(piece.characters.end)};
    const std::string_view raw = line.substr(at.begin, at.size());
    std::string mended = reread_text(reread, piece.reread, raw);
    out.gain += piece.gain;
    if (mended == raw) continue;
    for (size_t i = piece.characters.begin; i < piece.characters.end; ++i) {
      out.wide += sign_of(text.characters[i]).wide;
    }
    out.repair.edits.push_back({{offset + at.begin, offset + at.end}, std::move(mended)});
  }
  if (out.repair.edits.empty()) return out;
  out.repair.at = {out.repair.edits.front().at.begin, out.repair.edits.back().at.end};
  return out;
}

}  // namespace dealwire

#include "repair/narrowed.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <set>
#include <string>

#include "repair/byte_table.h"
#include "text/codec.h"
#include "text/labels.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr WideCharset kWideCharsets[] = {
    {"gb18030", "zh"}, {"Big5", "zh_Hant"}, {"Shift_JIS", "ja"}, {"EUC-JP", "ja"}, {"EUC-KR", "ko"},
};
constexpr std::string_view kWestern = "en de fr es pt it nl sv no da fi is ca";

bool is_high(char32_t c) { return c >= 0x80 && byte_tables()[0].byte_of(c) >= 0; }

constexpr double kNoKana = 3;  // nats against each character of Japanese without kana

std::string bytes_of(const Narrowed& stretch) {
  std::string out;
  for (size_t i = stretch.begin; i < stretch.end; ++i) {
    const char32_t c = stretch.line->cells[i].c;
    out += static_cast<char>(c < 0x80 ? static_cast<int>(c) : byte_tables()[0].byte_of(c));
  }
  return out;
}

// What it costs to read as it is, up to `limit`.
double cost(const Narrowed& stretch, size_t limit) {
  std::string text;
  for (size_t i = stretch.begin; i < limit; ++i) append_utf8(text, stretch.line->cells[i].c);
  return reading_cost(text, kWestern);
}

bool has_kana(const Run& run) {
  return std::any_of(run.places.begin(), run.places.end(),
                     [](const Joined& place) { return is_kana(place.to); });
}

}  // namespace

std::span<const WideCharset> wide_charsets() { return kWideCharsets; }

bool Narrowed::is_mixed() const {
  size_t high = 0, signs = 0;
  std::set<char32_t> met;
  for (size_t i = begin; i < end; ++i) {
    const char32_t c = line->cells[i].c;
    if (c < 0x80) continue;
    ++high;
    signs += !u_isalpha(static_cast<UChar32>(c));
    if (met.size() < 3) met.insert(c);
  }
  return signs * 10 >= high && met.size() + (signs < high) >= 3;
}

std::vector<Narrowed> find_narrowed(const std::vector<Line>& lines, bool known) {
  constexpr size_t kGap = 3;  // ASCII characters inside
  std::vector<Narrowed> out;
  for (const Line& line : lines) {
    if (!known && (line.charsets & kDoubleByteBits) == 0) continue;
    for (size_t i = 0; i < line.cells.size(); ++i) {
      if (!is_high(line.cells[i].c)) continue;
      Narrowed stretch{&line, i, i};
      size_t high = 0, sequences = 0;
      for (; i < line.cells.size() && i <= stretch.end + kGap; ++i) {
        if (line.cells[i].c < 0x80) continue;
        if (!is_high(line.cells[i].c)) break;
        const auto place = sequence_at(line, i, byte_tables()[0]);
        const size_t length = place ? place->end - i : 1;
        sequences += place ? length : 0;
        high += length;
        stretch.end = i + length;
        i = stretch.end - 1;
      }
      i = stretch.end;
      // UTF-8 is what reads as UTF-8 nearly throughout.
      if (sequences * 4 < high * 3) out.push_back(stretch);
    }
  }
  return out;
}

std::optional<Run> read_as(Narrowed stretch, const WideCharset& legacy) {
  constexpr size_t kEnough = 400;  // characters, to judge by
  const Charset& charset = *find_charset(legacy.charset);
  Units units = to_units(bytes_of(stretch), charset);
  if (units.replaced > 0 && stretch.line->at(stretch.end) >= 0x40) {
    ++stretch.end;
    units = to_units(bytes_of(stretch), charset);
  }
  if (units.replaced > 0) return std::nullopt;
  std::string text;
  size_t judged = stretch.begin;
  Run out{stretch.line, {}, 0};
  for (size_t i = 0; i < units.text.size();) {
    const size_t begin = stretch.begin + static_cast<size_t>(units.offsets[i]);
    UChar32 c;
    U16_NEXT(units.text, i, units.text.size(), c);
    const size_t end =
        i < units.text.size() ? stretch.begin + static_cast<size_t>(units.offsets[i]) : stretch.end;
    if (out.places.size() < kEnough) {
      append_utf8(text, static_cast<char32_t>(c));
      judged = end;
    }
    if (c >= 0x80) out.places.push_back({begin, end, static_cast<char32_t>(c)});
  }
  out.gain = cost(stretch, judged) - reading_cost(text, legacy.languages);
  if (legacy.languages == "ja" && !has_kana(out)) {
    out.gain -= kNoKana * static_cast<double>(out.places.size());
  }
  return out;
}

}  // namespace dealwire

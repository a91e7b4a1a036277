#include "repair/residue.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "repair/mandarin.h"
#include "repair/private_use.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_any_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

bool is_wide_digit(char32_t c) { return c >= U'０' && c <= U'９'; }

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
    // A byte by itself is '?' here and there, or a sign (¾).
    const auto goes_on = [&](char32_t d) {
      return strange(d) || d == '?' || (d >= 0xA0 && d <= 0xBF);
    };
    while (pos < block.end && goes_on(character_at(text, pos))) next_character(text, pos);
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
  if (!is_any_digit(next) && next != '.' && next != ',') return;
  out.push_back({"lost", {previous_position(text, place.at.end), place.at.end}, {}});
}

// Does the article, in a language whose characters have two bytes, show that some are gone or
// changed? Icons, which are lost too, do not. Who puts readings into a text mostly breaks it.
bool lost_bytes(const Article& article) {
  const bool double_byte = article.lang.starts_with("zh") || article.lang == "ja" ||
                           article.lang == "ko" || article.lang == "und";
  if (!double_byte) return false;
  return std::any_of(article.repaired.begin(), article.repaired.end(), [](const Repaired& place) {
    return place.kind == "misread" || place.kind == "slipped" || place.kind == "romanization" ||
           (place.kind == "lost" && !is_private_use(character_at(place.text, 0)));
  });
}

// May somebody ask where a '?' stands between these? Koreans always write it so.
bool may_ask(char32_t before, char32_t after) {
  if (is_hangul(before)) return !is_cjk(after) && !is_any_digit(after);
  return is_one_of(before, U"嗎吗呢麼么何か") ||
         !(is_cjk(before) || is_cjk(after) || is_any_digit(after));
}

// Does `text` begin with digits in groups of three, or with some and a numeral, as no name of a
// model does?
bool is_large_number(std::string_view text) {
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits == text.size()) return false;
  if (text[digits] != ',') return is_numeral(character_at(text, digits));
  const size_t end = std::min(text.find_first_not_of("0123456789", digits + 1), text.size());
  return digits <= 3 && end >= digits + 4;
}

// Does `text` end with digits in groups of three?
bool ends_grouped(std::string_view text) {
  const size_t digits = text.find_last_not_of("0123456789");
  return digits != text.npos && text[digits] == ',' && text.size() - digits == 4 && digits > 0 &&
         is_any_digit(character_before(text, digits));
}

// Is a letter, between the `text` before it (whose last character is `before`, 0 where a line
// begins) and the `rest`, the second byte of a character?
bool is_second_byte(std::string_view text, char32_t before, char32_t c, std::string_view rest) {
  const char32_t after = rest.empty() ? 0 : character_at(rest, 0);
  // 萬 ends with an f in GBK, with a U in Big5: 6,000f至8,000萬, 1U2千.
  if (c == 'f' || c == 'U') {
    if (is_cjk(after) && ends_grouped(text)) return true;
    if (is_any_digit(before) && is_large_number(rest)) return true;
  }
  // Small numerals in Big5: 六十T股權 of 六十三.
  if (is_one_of(c, U"CEGKQT") && is_one_of(before, U"十百千") && is_cjk(after)) return true;
  // Wide digits end with O to X in Shift_JIS: 300億からR５０億円.
  if (c >= 'O' && c <= 'X' && (is_wide_digit(before) || is_wide_digit(after))) return true;
  // A currency's name: 1.1億W元.
  if (is_numeral(before) && is_one_of(after, U"元圓圆円")) return true;
  return is_cjk(before) && ((is_han(after) && is_numeral(after)) || is_large_number(rest) ||
                            (is_one_of(before, U"元圓圆") && is_cjk(after)));
}

// Is `c` between them what is left of a character? All are second bytes of double-byte charsets, or
// what stands for a byte alone: '?' or, in cp936, '€'.
bool is_remainder(std::string_view text, char32_t before, char32_t c, std::string_view rest) {
  constexpr std::u32string_view kSigns = U"|^`{}\\_@", kStops = U"，。、；：）」";
  const char32_t after = rest.empty() ? 0 : character_at(rest, 0);
  if (c == '?') return before == 0xFFFD || after == 0xFFFD || !may_ask(before, after);
  if (c == U'€') return is_cjk(before) && is_cjk(after);
  if (is_ascii_letter(c)) return is_second_byte(text, before, c, rest);
  if (is_half_width_kana(c)) return is_any_digit(before) && is_any_digit(after);
  return is_one_of(c, kSigns) && is_any_digit(before) &&
         (is_cjk(after) || is_any_digit(after) || after == '(' || is_one_of(after, kStops));
}

// The length of a reading in brackets at the beginning of `text`, or of one of its halves beside
// what is lost, 0 if there is none: (yì), (y�, �ì).
size_t length_of_reading(char32_t before, std::string_view text) {
  constexpr size_t kLongest = 8;  // bytes of letters: zhuāng
  const size_t begin = text.starts_with('(');
  if (begin == 0 && before != 0xFFFD && before != '?') return 0;
  bool toned = false;
  size_t end = begin;
  while (end < std::min(text.size(), begin + kLongest)) {
    size_t next = end;
    const char32_t c = next_character(text, next);
    if (!is_word_character(c)) break;
    toned |= c >= 0x80;
    end = next;
  }
  if (end == begin || end == text.size()) return 0;
  const char32_t after = character_at(text, end);
  if (begin == 0) return after == ')' && (toned || before == 0xFFFD) ? end + 1 : 0;
  if (after == 0xFFFD || after == '?') return is_cjk(before) || before == 0xFFFD ? end : 0;
  const bool whole = after == ')' && toned && !mandarin_syllable(text.substr(1, end - 1)).empty();
  return whole ? end + 1 : 0;
}

// What is left of characters, in an article that lost bytes. A reading is left with the character
// before it, which is not the one that was read.
void add_remainders(std::string_view text, std::vector<Repair>& out) {
  char32_t before = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    while (c == '?' && pos < text.size() && text[pos] == '?') ++pos;  // the bytes of a character
    if (const size_t length = length_of_reading(before, text.substr(begin)); length > 0) {
      pos = begin + length;
      out.push_back({"lost", {before == 0 ? begin : previous_position(text, begin), pos}, {}});
    } else if (is_remainder(text.substr(0, begin), before, c, text.substr(pos))) {
      out.push_back({"lost", {begin, pos}, {}});
    }
    before = c == '\n' ? 0 : character_before(text, pos);
  }
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
    if (place.at.end <= searched[field]) continue;  // for an earlier place
    const Range block = block_around(text, place.at);
    add_strangers(text, block, japanese, out[field]);
    searched[field] = block.end;
  }
  if (lost_bytes(article)) {
    for (Field field : {Field::kTitle, Field::kText}) {
      add_remainders(article[field].text, out[static_cast<size_t>(field)]);
    }
  }
  for (std::vector<Repair>& lost : out) {
    std::sort(lost.begin(), lost.end(),
              [](const Repair& a, const Repair& b) { return a.at.begin < b.at.begin; });
  }
  return out;
}

}  // namespace dealwire

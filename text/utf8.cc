#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace dealwire {

char32_t next_wide_character(std::string_view text, size_t& pos) {
  UChar32 c;
  auto i = static_cast<int64_t>(pos);
  U8_NEXT(text.data(), i, static_cast<int64_t>(text.size()), c);
  pos = static_cast<size_t>(i);
  return c < 0 ? 0xFFFD : static_cast<char32_t>(c);
}

size_t previous_position(std::string_view text, size_t pos) {
  do {
    --pos;
  } while (pos > 0 && (text[pos] & 0xC0) == 0x80);
  return pos;
}

char32_t character_before(std::string_view text, size_t pos) {
  if (pos == 0) return 0;
  size_t start = previous_position(text, pos);
  return next_character(text, start);
}

void append_utf8(std::string& out, char32_t c) {
  char buffer[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(buffer, static_cast<size_t>(length));
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, pos));
    append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
  return out;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
         c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool is_kana(char32_t c) { return (c >= 0x3041 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F); }

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

bool is_katakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
         (c >= 0xFF66 && c <= 0xFF9F);
}

bool is_hangul(char32_t c) { return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF); }

bool is_numeral(char32_t c) {
  constexpr std::u32string_view kNumerals =
      U"〇零一二兩两三四五六七八九十百千萬万億亿兆京廿卅壹貳贰參叁伍십백천만억조";
  return kNumerals.find(c) != kNumerals.npos;
}

bool is_wide_word_character(char32_t c) { return !is_cjk(c) && u_isalnum(static_cast<UChar32>(c)); }

bool cuts_word(std::string_view text, Range at) {
  if (at.empty()) return false;
  const bool left = at.begin > 0 && is_word_character(character_before(text, at.begin)) &&
                    is_word_character(character_at(text, at.begin));
  const bool right = is_word_character(character_before(text, at.end)) &&
                     is_word_character(character_at(text, at.end));
  return left || right;
}

size_t next_beginning(std::string_view text, size_t pos) {
  size_t next = pos + utf8_length(text[pos]);
  if (!is_word_character(character_at(text, pos))) return next;
  while (next < text.size() && is_word_character(character_at(text, next))) {
    next += utf8_length(text[next]);
  }
  return next;
}

bool cuts_name(std::string_view text, Range at) {
  if (at.empty()) return false;
  const char32_t before = at.begin > 0 ? character_before(text, at.begin) : 0;
  const char32_t first = character_at(text, at.begin);
  const bool left =
      (is_katakana(before) && is_katakana(first)) || (is_hangul(before) && is_hangul(first));
  const bool right =
      is_katakana(character_before(text, at.end)) && is_katakana(character_at(text, at.end));
  return left || right || cuts_word(text, at);
}

bool ends_in_consonant(char32_t c) { return c >= 0xAC00 && (c - 0xAC00) % 28 != 0; }

bool is_space(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F;
}

int columns(char32_t c) {
  if (c < 0x300) return 1;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return 2;
    default:
      return 1;
  }
}

size_t columns(std::string_view text) {
  size_t n = 0;
  for (size_t pos = 0; pos < text.size();) n += columns(next_character(text, pos));
  return n;
}

std::string_view trim(std::string_view text) {
  // A byte order mark goes too, though it is no space inside of a text.
  const auto goes = [](char32_t c) { return is_space(c) || c == 0xFEFF; };
  size_t begin = 0, end = text.size();
  while (begin < end) {
    size_t next = begin;
    if (!goes(next_character(text, next))) break;
    begin = next;
  }
  while (end > begin && goes(character_before(text, end))) end = previous_position(text, end);
  return text.substr(begin, end - begin);
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (!is_space(c)) {
      append_utf8(out, c);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

namespace {
constexpr size_t kStride = 64;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  uint32_t count = 0;
  before_.reserve(text.size() / kStride + 1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) before_.push_back(count);
    count += (text[i] & 0xC0) != 0x80;
  }
  if (text.size() % kStride == 0) before_.push_back(count);
}

size_t CodePointIndex::operator()(size_t byte) const {
  size_t count = before_[byte / kStride];
  for (size_t i = byte - byte % kStride; i < byte; ++i) count += (text_[i] & 0xC0) != 0x80;
  return count;
}

}  // namespace dealwire

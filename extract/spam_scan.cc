#include "extract/spam_scan.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_word_byte(char byte) {
  return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool is_keyword_bar(char32_t c) {
  return c == '|' || c == U'｜' || c == U'丨' || c == U'┃' || c == U'¦';
}

bool is_stop(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'．'; }

// What parts the items of a list.
bool is_comma(char32_t c) {
  if (c < 0x80) return c == ',' || c == ';' || c == '/';
  return std::u32string_view(U"、，；／·・•»›→★☆【】").find(c) != std::u32string_view::npos;
}

bool is_decoration(char32_t c) {
  return (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2460 && c <= 0x27BF) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || c == U'【' || c == U'】' || c == U'『' || c == U'』';
}

char32_t half_width(char32_t c) {
  return c >= 0xFF01 && c <= 0xFF5E && !is_keyword_bar(c) && !is_stop(c) && !is_comma(c)
             ? c - 0xFEE0
             : c;
}

}  // namespace

bool is_letter(char32_t c) {
  if (c < 0x80) return is_word_byte(static_cast<char>(c));
  constexpr uint32_t kLetters = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & kLetters) != 0;
}

bool is_unparted(char32_t c) { return c >= 0x0E00 && (c <= 0x0E7F || (c >= 0x1100 && is_cjk(c))); }

Scan::Scan(std::string_view text) {
  letters.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    pos = read_ascii_word(text, pos);
    if (pos < text.size()) read(half_width(next_character(text, pos)));
  }
  stops += gap_.ends_with('.') || gap_.ends_with('!') || gap_.ends_with('?');
}

size_t Scan::read_ascii_word(std::string_view text, size_t pos) {
  const size_t begin = pos;
  while (pos < text.size() && is_word_byte(text[pos])) ++pos;
  if (pos == begin) return pos;
  add_letter(static_cast<unsigned char>(text[begin]));
  const size_t rest = letters.size();
  letters.append(text.substr(begin + 1, pos - begin - 1));
  for (size_t i = rest; i < letters.size(); ++i) {
    digits += letters[i] <= '9';
    letters[i] = static_cast<char>(letters[i] | 0x20);  // digits have the bit already
  }
  last_ = static_cast<unsigned char>(text[pos - 1]);
  run_ += pos - begin - 1;
  width += pos - begin;
  return pos;
}

void Scan::read(char32_t c) {
  width += c < 0x300 ? 1 : static_cast<size_t>(columns(c));
  if (is_letter(c)) {
    add_letter(c);
    return;
  }
  if (c >= 0x200B && c <= 0x200F) return;  // what nobody sees hides nothing
  bars += is_keyword_bar(c);
  colons += c == ':' || c == U'：';
  const bool listed =
      is_comma(c) || (gap_.empty() && is_space(c) && (is_han(last_) || is_kana(last_)));
  commas += listed;
  decorations += c >= 0x80 && is_decoration(c);
  const bool stop = is_stop(c) || (c == ' ' && (gap_ == "." || gap_ == "!" || gap_ == "?"));
  stops += stop;
  sentence_ = sentence_ || stop || c == U'，' || c == U'：';
  append_utf8(gap_, c);
}

void Scan::add_letter(char32_t c) {
  const bool is_one = c >= 0x1100 && is_cjk(c);
  if (!gap_.empty()) {
    const bool joined = is_one && is_cjk(last_) && !sentence_;
    spaced += joined && run_ == 1;
    if (!joined) letters += gap_.size() == 1 ? gap_ : gap_.ends_with('@') ? "@" : " ";
    gap_.clear();
    sentence_ = false;
    run_ = 0;
  }
  ++run_;
  cjk += is_one;
  digits += c >= '0' && c <= '9';
  last_ = c;
  if (c < 0x80) {
    letters += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  } else {
    append_utf8(letters, is_one ? c : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
  }
}

}  // namespace dealwire

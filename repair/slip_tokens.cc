#include "repair/slip_tokens.h"

#include <algorithm>

#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr double kRepeated = 1;    // the same character once more, or the next of a list
constexpr double kSpan = 2;        // what parts two figures
constexpr double kLoneInLoss = 8;  // more for a letter by itself, in a document that lost bytes

// Nouns that a capital before them classes, as a name of the thing and no abbreviation: shares
// (A股), rounds of funding (B輪), lines of railways and charts (K線), types (O型), classes (C类),
// grades (A級). There the capital is honest. A noun belongs here if the press writes a single
// capital before it without a space and such names come once in a text; what comes twice the
// document itself shows. One that also begins ordinary words costs: a byte that is lost before it
// stays.
constexpr std::u32string_view kBehindCapitals = U"股轮輪线線型类類级級";

bool is_latin(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

SlipTokens::SlipTokens(const SlipLine& line, const SlipCharset& charset,
                       const SlippedText& document)
    : before_(line.before),
      bytes_(DoubleByte::of(charset.name)),
      cost_(SlipCost::of(charset.language)),
      document_cost_(SlipCost::of(
          charset.language == document.language ? charset.language : Written::kChineseOrJapanese)),
      document_(document) {
  read(line.text);
  add_context();
  add_shifted_costs();
}

void SlipTokens::read(std::string_view line) {
  for (size_t pos = 0; pos < line.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(line, pos);
    const uint16_t code = bytes_.code(c);
    tokens_.push_back({c, begin, pos, static_cast<uint8_t>(code > 0xFF ? code >> 8 : code),
                       static_cast<uint8_t>(code), static_cast<int>(bytes_in(code)),
                       document_cost_(c), 0});
  }
}

// What tokens cost less or more where they stand.
void SlipTokens::add_context() {
  const std::vector<size_t> words = word_lengths(from(0, tokens_.size()));
  for (size_t k = 0; k < tokens_.size(); ++k) {
    SlipToken& token = tokens_[k];
    const char32_t before = k > 0 ? tokens_[k - 1].c : 0;
    const char32_t after = k + 1 < tokens_.size() ? tokens_[k + 1].c : 0;
    if ((token.c == before && !is_marker(before)) || token.c == before + 1)
      token.cost = std::min(token.cost, kRepeated);
    if (words[k] > 1) token.cost -= kWordGain;
    token.cost += slip_clash(before, token.c) + slip_stray(before, token.c, after);
    if (token.c == '~' && is_ascii_digit(after)) token.cost = kSpan;
    if (document_.is_slipped() && is_lone(k)) token.cost += kLoneInLoss;
  }
}

void SlipTokens::add_shifted_costs() {
  constexpr size_t kContext = 3;  // characters behind a run that may make a word with its last
  std::u32string text;
  std::vector<size_t> places;
  for (size_t k = 0; k < tokens_.size(); ++k) {
    const char32_t c = k == 0 || tokens_[k - 1].width < 2 || tokens_[k].width == 0
                           ? 0
                           : character(tokens_[k - 1].second, tokens_[k].first);
    places.push_back(text.size());
    text += c != 0 ? c : U'\n';
    if (c != 0 && tokens_[k].width == 1) text += from(k + 1, kContext) + U'\n';
  }
  const std::vector<size_t> words = word_lengths(text);
  for (size_t k = 0; k < tokens_.size(); ++k) {
    const size_t i = places[k];
    const bool known = words[i] > 1 || (text[i] >= 0x80 && document_.has_seen(text, i, 1));
    tokens_[k].shifted_cost =
        cost_(text[i]) - (known ? kWordGain : 0) + (i > 0 ? slip_clash(text[i - 1], text[i]) : 0);
  }
}

uint16_t SlipTokens::unfolded(size_t k) const {
  const uint16_t code = bytes_.code(full_width(tokens_[k].c));
  return code > 0xFF ? code : 0;
}

bool SlipTokens::is_lone(size_t k) const {
  const char32_t c = tokens_[k].c;
  if (c < 0x40 || c > 0x7E) return false;
  const char32_t before = k > 0 ? tokens_[k - 1].c : '\n';
  const char32_t after = k + 1 < tokens_.size() ? tokens_[k + 1].c : '\n';
  const bool behind = before == '\n' || before == ' ' || before >= 0x2000 ||
                      is_ascii_digit(before) || before == '?';
  if (!behind || is_latin(after)) return false;
  if (c == '~' || c == '|') return before == '?';  // part figures and titles elsewhere
  if (c < 'A' || c > 'Z') return is_latin(c) || before != ' ';
  return after >= 0x2000 && before != ' ' && !is_ascii_digit(before) &&
         kBehindCapitals.find(after) == kBehindCapitals.npos && document_.seen(c, after) < 2 &&
         document_.seen(before, c) < 2;
}

size_t SlipTokens::rest_of_end_tag(size_t k) const {
  constexpr size_t kLongest = 12;  // "blockquote" is the longest of news
  if (k >= tokens_.size() || tokens_[k].c != '/') return 0;
  for (size_t i = k + 1; i < std::min(tokens_.size(), k + kLongest); ++i) {
    if (tokens_[i].c == '>') return i > k + 1 ? i + 1 - k : 0;
    if (!is_word_character(tokens_[i].c)) return 0;
  }
  return 0;
}

std::u32string SlipTokens::before(size_t end, size_t most) const {
  std::u32string out;
  for (size_t k = end - std::min(end, most); k < end; ++k) out += tokens_[k].c;
  return out;
}

std::u32string SlipTokens::from(size_t begin, size_t most) const {
  std::u32string out;
  for (size_t k = begin; k < std::min(tokens_.size(), begin + most); ++k) out += tokens_[k].c;
  return out;
}

std::u32string SlipTokens::text_before(size_t end, size_t most) const {
  std::u32string out;
  for (size_t pos = 0; pos < before_.size();) out += next_character(before_, pos);
  return out + before(end, most);
}

}  // namespace dealwire

#include "repair/suspect.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "model/budget.h"
#include "repair/byte_table.h"
#include "text/labels.h"
#include "text/language.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Entities -------------------------------------------------------------------------------------

// HTML's names of U+00A0 to U+00FF, and of what else windows-1252 has.
constexpr std::string_view kLatinNames =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
    "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
    "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
    "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute "
    "ucirc uuml yacute thorn yuml";
constexpr std::string_view kOtherNames =
    "euro sbquo fnof bdquo hellip dagger Dagger circ permil Scaron lsaquo OElig lsquo rsquo ldquo "
    "rdquo bull ndash mdash tilde trade scaron rsaquo oelig Yuml";
constexpr std::u32string_view kOthers = U"€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ";

// The place of a word in a list, parted by spaces.
std::optional<size_t> index_of(std::string_view words, std::string_view word) {
  if (!has_word(words, word)) return std::nullopt;
  const std::string padded = " " + std::string(words) + " ";
  const std::string before = padded.substr(0, padded.find(" " + std::string(word) + " "));
  return static_cast<size_t>(std::count(before.begin(), before.end(), ' '));
}

std::optional<char32_t> character_of(std::string_view entity) {
  if (entity.starts_with('#')) {
    char32_t c = 0;
    for (const char digit : entity.substr(1)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      c = c * 10 + static_cast<char32_t>(digit - '0');
    }
    return c >= 0x80 && c < 0x3000 ? std::optional(c) : std::nullopt;
  }
  if (const auto i = index_of(kLatinNames, entity)) return char32_t{0xA0} + *i;
  if (const auto i = index_of(kOtherNames, entity)) return kOthers[*i];
  return std::nullopt;
}

// The entity at `pos`, as a cell; its character is beyond ASCII.
std::optional<Cell> entity_at(std::string_view text, size_t pos) {
  constexpr size_t kLongest = 7;
  const size_t length = text.substr(pos + 1, kLongest + 1).find(';');
  if (text[pos] != '&' || length == text.npos || length < 2) return std::nullopt;
  const auto c = character_of(text.substr(pos + 1, length));
  if (!c) return std::nullopt;
  return Cell{*c, {pos, pos + length + 2}};
}

// The scan ------------------------------------------------------------------------------------

// The charsets, a bit each, in which a character is the first byte of a sequence in UTF-8 or one
// that follows.
struct Marks {
  CharsetSet leads = 0;   // of two bytes
  CharsetSet longer = 0;  // of three and four
  CharsetSet follows = 0;
};

constexpr char32_t kMarked = 0x2600;  // behind it is macintosh's apple, the first byte of emoji
constexpr char32_t kApple = 0xF8FF;

constexpr size_t kManySideBySide =
    4;  // characters beyond ASCII side by side, of two that have two bytes

using MarkTable = std::array<Marks, kMarked + 1>;

const MarkTable& mark_table() {
  static const auto* const out = [] {
    auto* table = new MarkTable{};
    for (size_t i = 0; i < byte_tables().size(); ++i) {
      for (char32_t c = 0x80; c <= kMarked; ++c) {
        const int byte = byte_tables()[i].byte_of(c < kMarked ? c : kApple);
        const auto bit = static_cast<CharsetSet>(1u << i);
        if (byte >= 0xC2 && byte < 0xE0) (*table)[c].leads |= bit;
        if (byte >= 0xE0 && byte <= 0xF4) (*table)[c].longer |= bit;
        if (byte >= 0x80 && byte <= 0xBF) (*table)[c].follows |= bit;
        if (i == 0 && byte >= 0x81) (*table)[c].leads |= kDoubleByteBits;
      }
    }
    return table;
  }();
  return *out;
}

Marks marks_of(const MarkTable& table, char32_t c) {
  return c < kMarked ? table[c] : c == kApple ? table[kMarked] : Marks{};
}

// Follows a text and tells in which charsets the characters so far end with a sequence, or with the
// first three of one of four.
class Follower {
 public:
  CharsetSet next(const Marks& marks) {
    const auto out = static_cast<CharsetSet>((leads_ | third_) & marks.follows);
    third_ = longer_ & marks.follows;
    leads_ = marks.leads & ~kDoubleByteBits;
    longer_ = marks.longer;
    return out;
  }
  void reset() { leads_ = longer_ = third_ = 0; }
  // May what comes next belong to a sequence?
  bool expects() const { return (leads_ | longer_ | third_) != 0; }

 private:
  CharsetSet leads_ = 0, longer_ = 0, third_ = 0;
};

// Where what looks like damage begins in `text` behind `pos`, or its size: a sequence in one of the
// charsets, a control, "aÃ ", or many characters beyond ASCII side by side.
class Scan {
 public:
  // Where charsets are known that the document was misread in, a bit each, any character is
  // suspicious that is the first byte of a sequence there.
  explicit Scan(std::string_view text, CharsetSet known = 0) : text_(text), known_(known) {}

  size_t next(size_t pos) const {
    const MarkTable& table = mark_table();
    Follower follower;
    size_t many = 0;
    while (pos < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[pos]);
      // Beyond U+2FFF there is hardly a character of these charsets.
      const bool strange = byte >= 0xE3 && byte != 0xEF;
      if (byte < 0x80 || strange) {
        if (!strange && follower.expects() && is_suspicious_end(pos)) return pos;
        follower.reset();
        if (strange || !is_second(pos)) many = 0;
        pos = strange ? pos + utf8_length(text_[pos]) : skip_ascii(pos);
        continue;
      }
      const size_t begin = pos;
      const char32_t c = next_character(text_, pos);
      const Marks marks = marks_of(table, c);
      if (follower.next(marks) != 0 || ((marks.leads | marks.longer) & known_) != 0 ||
          is_control(c)) {
        return begin;
      }
      many = (marks.leads & kDoubleByteBits) != 0 ? many + 1 : 0;
      if (many == kManySideBySide) return begin;
    }
    return text_.size();
  }

 private:
  size_t skip_ascii(size_t pos) const {
    constexpr uint64_t kHigh = 0x8080808080808080;
    for (uint64_t word; pos + sizeof word <= text_.size(); pos += sizeof word) {
      std::memcpy(&word, text_.data() + pos, sizeof word);
      if ((word & kHigh) != 0) return pos + static_cast<size_t>(std::countr_zero(word & kHigh)) / 8;
    }
    while (pos < text_.size() && static_cast<unsigned char>(text_[pos]) < 0x80) ++pos;
    return pos;
  }

  // May the ASCII character at `pos` be the second byte of one beyond ASCII, and another follow?
  bool is_second(size_t pos) const {
    return text_[pos] >= 0x40 && pos + 1 < text_.size() && (text_[pos + 1] & 0x80) != 0;
  }

  // The ASCII character at `pos` stands behind the first byte of a sequence.
  bool is_suspicious_end(size_t pos) const {
    if (text_[pos] == '&') return entity_at(text_, pos).has_value();
    const size_t lead = previous_position(text_, pos);
    return text_[pos] == ' ' && lead > 0 && character_at(text_, lead) == U'Ã' &&
           u_islower(static_cast<UChar32>(character_before(text_, lead)));
  }

  std::string_view text_;
  CharsetSet known_;
};

std::vector<Cell> cells_of(std::string_view text, Range line) {
  std::vector<Cell> out;
  for (size_t pos = line.begin; pos < line.end;) {
    if (const auto entity = text[pos] == '&' ? entity_at(text, pos) : std::nullopt) {
      out.push_back(*entity);
    } else {
      size_t end = pos;
      const char32_t c = next_character(text, end);
      out.push_back({c, {pos, end}});
    }
    pos = out.back().at.end;
  }
  return out;
}

CharsetSet charsets_of(const std::vector<Cell>& cells) {
  CharsetSet out = 0;
  Follower follower;
  size_t many = 0;
  bool second = false;  // an ASCII character that may be the second byte of one
  for (const Cell& cell : cells) {
    const Marks marks = marks_of(mark_table(), cell.c);
    out |= follower.next(marks);
    const bool high = (marks.leads & kDoubleByteBits) != 0;
    const bool skip = !high && !second && cell.c >= 0x40 && cell.c < 0x80;
    many = high ? many + 1 : skip ? many : 0;
    second = skip;
    if (many == kManySideBySide) out |= kDoubleByteBits;
  }
  return out;
}

}  // namespace

std::vector<Line> suspicious_lines(const Texts& texts, CharsetSet known) {
  constexpr size_t kBytes = 1u << 20;
  std::vector<Line> out;
  size_t taken = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = texts[i];
    const Scan scan(text, known);
    for (size_t pos = scan.next(0); pos < text.size() && taken < kBytes; pos = scan.next(pos)) {
      const size_t begin = text.rfind('\n', pos) + 1;
      const size_t end = std::min(text.find('\n', pos), text.size());
      out.push_back({i, cells_of(text, {begin, std::min(end, begin + Budget{}.block_bytes)}), 0});
      out.back().charsets = charsets_of(out.back().cells);
      taken += end - begin;
      pos = end;
    }
  }
  return out;
}

std::string language_of(const Texts& texts) {
  constexpr size_t kLittle = 24, kEnough = 4'000, kFar = 200'000;
  std::string sample;
  for (const std::string_view text : texts) {
    for (size_t pos = 0; pos < text.size() && pos < kFar && sample.size() < kEnough;) {
      const size_t end = std::min(text.find_first_of(" \n", pos), text.size());
      const std::string_view word = text.substr(pos, end - pos);
      if (word.size() < kEnough && Scan(word).next(0) == word.size()) sample.append(word) += ' ';
      pos = end + 1;
    }
  }
  return sample.size() < kLittle ? "und" : identify_language(sample, "");
}

}  // namespace dealwire

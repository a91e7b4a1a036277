#include "repair/misread.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "repair/byte_table.h"
#include "repair/compose.h"
#include "repair/narrowed.h"
#include "repair/oddity.h"
#include "repair/sequence.h"
#include "repair/suspect.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Gains are nats that a repair makes a text likelier (oddity.h).
constexpr double kEnoughAlone = 7;    // enough for one place by itself
constexpr double kSupported = 2;      // enough for one among others
constexpr double kAgain = 6;          // for one of another charset than was found already
constexpr double kDropped = 6;        // against a lost byte of which nothing is left, not even what
constexpr double kSignInWord = 4;     // for "?" in a word
constexpr double kTorn = 1;           // for one that lost a byte, among others
constexpr double kSupport = 10;       // what the others must show together
constexpr double kRareCharset = 0.3;  // more, for a rare charset
constexpr double kChance = 5;         // what one of them may have by chance and does not show
constexpr double kMostShown = 10;     // and what it shows at most
constexpr double kDoubleByte = 8;     // enough for characters of two bytes
constexpr double kImplausible = 20;   // a letter that hardly a language uses
constexpr double kLeet = 11;          // a currency sign in a word: some write so
constexpr double kLong = 3;           // more than two bytes are not well-formed by chance
constexpr double kEntity = 4;         // for a character of a sequence that is an entity
constexpr double kLost = 9;           // a character of which a byte is lost
constexpr double kClearly = 4;        // by how much another charset must be better for controls

// What a document shows for each charset that it was misread in: those of byte_tables(), then those
// of wide_charsets().
using Support = std::array<double, 16>;

// What a control is in windows-1252, for which it stands until the next pass; U+FFFD if nothing.
char32_t shown(char32_t c) {
  if (!is_control(c)) return c;
  const char32_t out = byte_tables()[0][static_cast<uint8_t>(c)];
  return is_control(out) ? 0xFFFD : out;
}

bool is_currency(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL; }

// What speaks against a place besides how it reads.
double doubt(const Line& line, const Joined& place, const Oddity& oddity, bool known) {
  double out = place.end - place.begin > 2 && place.to != 0xFFFD ? -kLong : 0;
  if (place.to < 0x800) {
    // Characters of windows-1252 may be of the layer below.
    if (!in_common_use(place.to) && byte_tables()[0].byte_of(place.to) < 0) out += kImplausible;
    const bool in_word =
        is_alphabetic(line.before(place.begin)) || is_alphabetic(line.at(place.end));
    if (!known && is_alphabetic(line.at(place.begin)) && is_currency(line.at(place.begin + 1)) &&
        in_word && !oddity.at_home(place.to)) {
      out += kLeet;
    }
  }
  return shown(place.to) == 0xFFFD ? out + kLost - oddity.of(0xFFFD) : out;
}

// `text` instead of a place, with what stands beside that.
std::u32string in_place(const Line& line, const Joined& place, std::u32string_view text) {
  constexpr size_t kBeside = 2;
  std::u32string out;
  for (size_t i = place.begin - std::min(place.begin, kBeside); i < place.begin; ++i) {
    out += line.cells[i].c;
  }
  out += text;
  for (size_t i = 0; i < kBeside; ++i) out += line.at(place.end + i);
  return out;
}

// Entities among the characters of a place: those that are meant are not in the midst of a word.
double entities(const Line& line, const Joined& place) {
  return static_cast<double>(std::count_if(line.cells.begin() + static_cast<ptrdiff_t>(place.begin),
                                           line.cells.begin() + static_cast<ptrdiff_t>(place.end),
                                           [](const Cell& cell) { return cell.at.size() > 4; }));
}

double gain_of_places(const Line& line, const std::vector<Joined>& places, const Oddity& oddity,
                      bool known) {
  std::u32string raw, mended;
  double out = 0;
  for (const Joined& place : places) {
    for (size_t i = place.begin; i < place.end; ++i) raw += line.cells[i].c;
    mended += shown(place.to);
    out += entities(line, place) * kEntity - doubt(line, place, oddity, known);
  }
  const Joined around{places.front().begin, places.back().end, 0};
  return out + oddity.of(in_place(line, around, raw)) - oddity.of(in_place(line, around, mended));
}

// All runs of sequences of a charset.
std::vector<Run> find_runs(const std::vector<Line>& lines, size_t n, const Oddity& oddity,
                           bool known) {
  const ByteTable& table = byte_tables()[n];
  std::vector<Run> out;
  for (const Line& line : lines) {
    if ((line.charsets >> n & 1) == 0) continue;
    for (size_t i = 0; i < line.cells.size();) {
      const auto place = sequence_at(line, i, table);
      if (!place) {
        ++i;
        continue;
      }
      const bool joined =
          !out.empty() && out.back().line == &line && out.back().places.back().end == i;
      if (!joined) out.push_back({&line, {}, 0});
      out.back().places.push_back(*place);
      i = place->end;
    }
  }
  for (Run& run : out) run.gain = gain_of_places(*run.line, run.places, oddity, known);
  return out;
}

double total(const std::vector<Run>& runs) {
  double out = 0;
  for (const Run& run : runs) out += run.gain;
  return out;
}

double shown_by(const Run& run) { return std::clamp(run.gain - kChance, 0.0, kMostShown); }

// The runs that are worth mending, where `support` is what is known already of their charset, the
// nth most frequent one, and `others` of any.
std::vector<Run> accept(std::vector<Run> runs, double support, double others, size_t n) {
  const double alone =
      others >= kSupport
          ? kAgain
          : kEnoughAlone + kRareCharset * std::min<double>(static_cast<double>(n), 3);
  for (const Run& run : runs) support += shown_by(run);
  std::erase_if(runs, [support, alone](const Run& run) {
    return run.gain < (support - shown_by(run) >= kSupport ? kSupported : alone);
  });
  return runs;
}

// Does what they are mended to consist of words? By chance, bytes give common characters too, but
// in no order.
bool makes_words(const std::vector<Run>& runs) {
  constexpr size_t kEnough = 1200;  // bytes, to judge by
  constexpr size_t kFew = 4;        // characters, which may be a name
  std::string text;
  size_t hangul = 0, characters = 0;
  for (const Run& run : runs) {
    for (const Joined& place : run.places) {
      if (text.size() < kEnough) append_utf8(text, place.to);
      hangul += is_hangul(place.to);
      characters += is_cjk(place.to);
    }
    text += '\n';
  }
  if (characters < kFew || hangul * 3 >= characters * 2) return true;  // no dictionary has Korean
  const WordCount words = count_in_words(text);
  return words.in_words * 2 >= words.characters;
}

// Lost bytes -----------------------------------------------------------------------------------

// What stands for a byte that is gone.
bool is_substitute(char32_t c) { return c == 0xFFFD || c == 0x1A || c == U'?'; }

// A sequence with at most one byte lost; `bytes` has a gap there.
struct Torn {
  Joined place;
  std::string bytes;
  std::optional<size_t> gap;
  bool dropped = false;  // nothing stands for it
};

// Reads a torn sequence: plain spaces are taken for no-break ones. None if it is whole, or too
// little of it is left.
std::optional<Torn> torn_at(const Line& line, size_t begin, const ByteTable& table) {
  const size_t length = sequence_length(table.byte_of(line.at(begin)));
  if (length == 0) return std::nullopt;
  const int space = table.byte_of(0xA0);
  Torn out{{begin, begin + 1, 0}, {static_cast<char>(table.byte_of(line.at(begin)))}, {}};
  size_t sound = 0;
  while (out.bytes.size() < length) {
    const char32_t c = line.at(out.place.end);
    const int byte = c == U' ' ? space : table.byte_of(c);
    const bool follows = byte >= 0x80 && byte <= 0xBF;
    if (!follows && out.gap) return std::nullopt;
    if (!follows) {
      out.gap = out.bytes.size();
      out.dropped = !is_substitute(c);
      if (out.dropped && out.bytes.size() + 1 < length) return std::nullopt;
    }
    sound += follows && c != U' ';
    out.bytes += follows ? static_cast<char>(byte) : '\0';
    out.place.end += !out.dropped;
  }
  if (sound + 2 < length) return std::nullopt;
  return out;
}

// The letters that a torn sequence may have been, by the bytes that get lost in this charset.
std::vector<char32_t> letters_of(const Torn& torn, const ByteTable& table) {
  std::vector<char32_t> out;
  std::string bytes = torn.bytes;
  std::string lost(table.undefined());
  if (torn.dropped) lost += static_cast<char>(table.byte_of(0xAD));  // soft hyphens are dropped
  for (const char byte : lost) {
    bytes[*torn.gap] = byte;
    const auto c = decode_sequence(bytes);
    if (c && in_common_use(*c)) out.push_back(*c);
  }
  return out;
}

// The only one of them that fits its place and is a letter, else U+FFFD.
char32_t restored(const Torn& torn, const Line& line, const ByteTable& table,
                  const Oddity& oddity) {
  double least = 0, second = 0;
  char32_t best = 0xFFFD;
  for (const char32_t c : letters_of(torn, table)) {
    const double odd = oddity.of(in_place(line, torn.place, {&c, 1}));
    if (best == 0xFFFD || odd < least) {
      second = best == 0xFFFD ? odd + kClearly : least;
      least = odd;
      best = c;
    } else {
      second = std::min(second, odd);
    }
  }
  return is_alphabetic(best) && second - least >= kClearly ? best : 0xFFFD;
}

// A torn sequence mended as far as can be.
std::optional<Joined> mended(const Torn& torn, const Line& line, const ByteTable& table,
                             const Oddity& oddity) {
  Joined out = torn.place;
  if (torn.gap) {
    out.to = restored(torn, line, table, oddity);
    return out;
  }
  const auto c = decode_sequence(torn.bytes);
  if (!c) return std::nullopt;
  out.to = *c;
  // The no-break space of an à has become one with the space behind it.
  if (*c == U'à' && is_alphabetic(line.at(out.end))) --out.end;
  return out;
}

// Those of a charset; if it is not known that the document was misread in it, those only of which
// no byte is lost.
std::vector<Run> find_torn(const std::vector<Line>& lines, const ByteTable& table,
                           const Oddity& oddity, bool known) {
  std::vector<Run> out;
  for (const Line& line : lines) {
    for (size_t i = 0; i < line.cells.size(); ++i) {
      const auto torn = torn_at(line, i, table);
      if (!torn || (torn->gap && !known)) continue;
      const auto place = mended(*torn, line, table, oddity);
      if (!place) continue;
      out.push_back({&line, {*place}, 0});
      Run& run = out.back();
      run.gain = gain_of_places(line, run.places, oddity, true);
      if (torn->dropped && place->to == 0xFFFD) run.gain -= kDropped;
      const bool in_word = line.at(place->end - 1) == U'?' && is_alphabetic(line.at(place->end));
      if (in_word) run.gain += kSignInWord;
      i = place->end - 1;
    }
  }
  return out;
}

// Controls -------------------------------------------------------------------------------------

std::vector<Run> find_controls(const std::vector<Line>& lines, const ByteTable& table,
                               const Oddity& oddity) {
  std::vector<Run> out;
  for (const Line& line : lines) {
    for (size_t i = 0; i < line.cells.size(); ++i) {
      const char32_t c = line.cells[i].c;
      if (!is_control(c) || is_control(table[static_cast<uint8_t>(c)])) continue;
      out.push_back({&line, {{i, i + 1, table[static_cast<uint8_t>(c)]}}, 0});
      out.back().gain = gain_of_places(line, out.back().places, oddity, true);
    }
  }
  return out;
}

using Edits = std::vector<std::vector<Edit>>;  // of each text

CharsetSet known_by(const Support& support) {
  CharsetSet out = 0;
  for (size_t i = 0; i < support.size(); ++i) {
    if (support[i] >= kSupport) out |= static_cast<CharsetSet>(1u << i);
  }
  return out;
}

class Pass {
 public:
  Pass(const Texts& texts, Support& support)
      : texts_(texts), support_(support), lines_(suspicious_lines(texts, known_by(support))) {
    if (!lines_.empty()) oddity_ = Oddity(language_of(texts));
  }

  // Characters that it looks at.
  size_t size() const {
    size_t out = 0;
    for (const Line& line : lines_) out += line.cells.size();
    return out;
  }

  // What to change next; none where all is sound.
  std::optional<Edits> find() {
    if (lines_.empty()) return std::nullopt;
    for (const auto step : {&Pass::misread_whole, &Pass::torn, &Pass::controls}) {
      const std::vector<Run> runs = (this->*step)();
      if (!runs.empty()) return edits_of(runs);
    }
    return std::nullopt;
  }

 private:
  // Of UTF-8 and charsets of two bytes, what gains more.
  std::vector<Run> misread_whole() {
    const Support before = support_;
    std::vector<Run> runs = misread();
    const Support after = std::exchange(support_, before);
    std::vector<Run> legacy = double_bytes();
    if (total(legacy) * 2 > total(runs)) return legacy;
    support_ = after;
    return runs;
  }

  // The sequences of the charset that gains most.
  std::vector<Run> misread() {
    // Text that was misread once may have been misread again, in any charset.
    const double known = *std::max_element(support_.begin(), support_.begin() + kDoubleByteAt);
    std::vector<Run> best;
    size_t which = 0;
    double most = 0;
    for (size_t i = 0; i < byte_tables().size(); ++i) {
      std::vector<Run> runs =
          accept(find_runs(lines_, i, oddity_, known >= kSupport), support_[i], known, i);
      const double gain = total(runs);
      if (gain <= most) continue;
      most = gain;
      best = std::move(runs);
      which = i;
    }
    for (const Run& run : best) support_[which] += shown_by(run);
    return best;
  }

  // Text of the charset of two bytes that gains most.
  std::vector<Run> double_bytes() {
    std::vector<Run> best;
    double most = 0;
    const std::vector<Narrowed> stretches =
        find_narrowed(lines_, (known_by(support_) & kDoubleByteBits) != 0);
    size_t which = 0;
    for (size_t i = 0; i < wide_charsets().size(); ++i) {
      std::vector<Run> runs;
      for (const Narrowed& stretch : stretches) {
        auto run = read_as(stretch, wide_charsets()[i]);
        if (!run) continue;
        if (!stretch.is_mixed()) run->gain = std::min(run->gain, kSupported);
        if (run->gain >= kSupported) runs.push_back(std::move(*run));
      }
      std::vector<Run> sure = runs;
      std::erase_if(sure, [](const Run& run) { return run.gain < kDoubleByte; });
      if (support_[kDoubleByteAt + i] < kSupport && total(sure) < kDoubleByte * 3) runs = sure;
      if (total(runs) <= most) continue;
      most = total(runs);
      best = std::move(runs);
      which = kDoubleByteAt + i;
    }
    if (best.empty() || !makes_words(best)) return {};
    support_[which] += kSupport;
    return best;
  }

  // Sequences with a lost byte, of a charset that the document has been shown to be misread in.
  std::vector<Run> torn() {
    for (size_t i = 0; i < byte_tables().size(); ++i) {
      const bool shown = support_[i] >= kSupport;
      if (!shown && i > 0) continue;
      std::vector<Run> runs = find_torn(lines_, byte_tables()[i], oddity_, shown);
      std::erase_if(runs, [shown](const Run& run) {
        return run.gain < (shown ? kTorn : kEnoughAlone) || (!shown && run.places[0].to != U'à');
      });
      if (!runs.empty()) return runs;
    }
    return {};
  }

  // Controls, which stand for characters of windows-1252 or, where those make no sense, others.
  std::vector<Run> controls() {
    std::vector<Run> best = find_controls(lines_, byte_tables()[0], oddity_);
    double most = total(best) + kClearly;
    for (const ByteTable& table : byte_tables()) {
      if (table.name() != "macintosh" && table.name() != "IBM850") continue;
      std::vector<Run> runs = find_controls(lines_, table, oddity_);
      if (total(runs) <= most || runs.size() < 2) continue;
      most = total(runs);
      best = std::move(runs);
    }
    return best;
  }

  Edits edits_of(const std::vector<Run>& runs) const {
    Edits out(texts_.size());
    for (const Run& run : runs) {
      for (const Joined& place : run.places) {
        const std::vector<Cell>& cells = run.line->cells;
        std::string to;
        append_utf8(to, place.to);
        out[run.line->text].push_back(
            {{cells[place.begin].at.begin, cells[place.end - 1].at.end}, to});
      }
    }
    return out;
  }

  const Texts& texts_;
  Support& support_;
  std::vector<Line> lines_;
  Oddity oddity_{"und"};
};

// All passes -----------------------------------------------------------------------------------

// Edits that stand side by side are one place.
std::vector<Repair> repairs_of(std::vector<Edit> edits) {
  std::vector<Repair> out;
  for (Edit& edit : edits) {
    if (out.empty() || out.back().at.end != edit.at.begin) out.push_back({"misread", edit.at, {}});
    out.back().at.end = edit.at.end;
    out.back().edits.push_back(std::move(edit));
  }
  return out;
}

}  // namespace

Repairs find_misread(const Texts& texts) {
  // Text that is longer than any article may run out of characters: the rest of it stays. A million
  // of them cost a second.
  constexpr size_t kPasses = 24, kCharacters = 1'500'000;
  Support support{};
  size_t read = 0;
  std::vector<std::string> mended;
  Edits all(texts.size());
  Texts now = texts;
  const auto look = [&] {
    Pass pass(now, support);
    read += pass.size();
    return pass.find();
  };
  for (size_t pass = 0; pass < kPasses; ++pass) {
    auto edits = read < kCharacters ? look() : std::nullopt;
    if (!edits && support != Support{} && read < kCharacters) {
      // What is left must be sound to those as well who know nothing of what was mended.
      support = {};
      edits = look();
    }
    if (!edits) {
      Repairs out;
      for (std::vector<Edit>& of_text : all) out.push_back(repairs_of(std::move(of_text)));
      return out;
    }
    std::vector<std::string> next;
    for (size_t i = 0; i < texts.size(); ++i) {
      next.push_back(rewrite(now[i], (*edits)[i]).text);
      all[i] = compose(texts[i], all[i], now[i], (*edits)[i]);
    }
    mended = std::move(next);
    now.assign(mended.begin(), mended.end());
  }
  return Repairs(texts.size());  // no accident makes so many layers
}

}  // namespace dealwire

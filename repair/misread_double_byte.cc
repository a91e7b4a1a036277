#include "repair/misread_double_byte.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "repair/cjk_signs.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// What a line must gain, in nats, to be believed by itself: in all, and for each column it takes;
// and how many columns it must take at least.
constexpr double kSureLine = 12, kSureColumn = 0.35;
constexpr size_t kSureWidth = 12;

// Which share of its characters must stand in words, as one in so many: of a line by itself, and
// beside one that is believed.
constexpr size_t kWordsAlone = 3, kWordsBeside = 6;

// A text's bytes came from one charset and were read as another: places in kDoubleByteNames.
struct Mixup {
  size_t read = 0, written = 0;
};

// Of a text: characters of Chinese, Japanese and Korean, and those of them in words of two or more.
// Korean has no dictionary here, but its words are short and parted by spaces.
WordCount count_words(std::string_view text) {
  constexpr size_t kKoreanWord = 7;
  WordCount out = count_in_words(text);
  size_t run = 0;
  const auto end_word = [&] {
    if (run > 1 && run <= kKoreanWord) out.in_words += run;
    run = 0;
  };
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    out.characters += is_hangul(c);
    if (is_hangul(c) && is_common(c)) {
      ++run;
    } else {
      end_word();
    }
  }
  end_word();
  return out;
}

// What reading costs once words are known: characters that stand in words are likelier.
double cost_of(std::string_view text, const WordCount& words, std::string_view languages) {
  constexpr double kInWord = 2;
  return reading_cost(text, languages) - kInWord * static_cast<double>(words.in_words);
}

std::string text_of_reread(const std::vector<Reread>& reread, const ByteText& text) {
  std::string out;
  size_t i = 0;
  for (const Reread& r : reread) {
    while (i + 1 < text.ends.size() && text.ends[i] < r.end) ++i;
    append_utf8(out, r.c == Reread::kKept ? text.characters[i] : r.c);
  }
  return out;
}

// May it be text of these languages? Nearly all of it must be in common use there.
bool is_of(const std::vector<Reread>& reread, std::string_view languages) {
  const uint8_t bits = language_bits(languages);
  size_t wide = 0, unknown = 0, broken = 0;
  for (const Reread& r : reread) {
    broken += r.known == Reread::Known::kCut || r.c == Reread::kKept;
    const CjkSign& sign = sign_of(r.c);
    if (r.c < 0x80 || r.c == 0xFFFD) continue;
    wide += sign.wide;
    unknown += (sign.unknown & bits) == bits;
  }
  return wide > 0 && broken * 16 <= wide && unknown * 8 <= wide;
}

// A line, read again; empty if that is no text.
struct Rereading {
  ByteText bytes;
  std::vector<Reread> characters;
  std::string text;
};
Rereading undo(std::string_view line, const Mixup& mixup) {
  Rereading out;
  out.bytes = to_byte_text(line, kDoubleByteNames[mixup.read]);
  out.characters =
      read_double_byte(out.bytes, DoubleByte::of(kDoubleByteNames[mixup.written]), is_common);
  if (is_of(out.characters, kWritten[mixup.written]))
    out.text = text_of_reread(out.characters, out.bytes);
  return out;
}

// The first part of a line, enough to judge it.
std::string_view head(std::string_view line) {
  constexpr size_t kEnough = 600;
  size_t end = std::min(line.size(), kEnough);
  while (end < line.size() && (line[end] & 0xC0) == 0x80) --end;
  return line.substr(0, end);
}

double line_cost_as_is(std::string_view line) {
  return cost_of(line, count_words(line), kCjkLanguages);
}

// A line to be tried, and what reading it as it is costs, once that is asked for.
struct Tried {
  std::string_view line;
  std::optional<double> as_is;
};

// What the line gains by being read again; 0 if that is no text, of which one in `share` characters
// stands in a word.
double gain_of_reading(Tried& tried, const Mixup& mixup, size_t share) {
  const std::string text = undo(tried.line, mixup).text;
  if (text.empty() || is_code_list(tried.line)) return 0;
  const WordCount words = count_words(text);
  if (words.in_words * share < words.characters) return 0;
  if (!tried.as_is) tried.as_is = line_cost_as_is(tried.line);
  return *tried.as_is - cost_of(text, words, kWritten[mixup.written]);
}

// The longest of some lines.
std::vector<Tried> longest(const Texts& texts, const std::vector<TextLine>& lines) {
  constexpr size_t kTried = 6;
  std::vector<Tried> out;
  for (const TextLine& line : lines) out.push_back({line.of(texts), std::nullopt});
  std::stable_sort(out.begin(), out.end(),
                   [](const Tried& a, const Tried& b) { return a.line.size() > b.line.size(); });
  out.resize(std::min(out.size(), kTried));
  for (Tried& tried : out) tried.line = head(tried.line);
  return out;
}

// What the lines gain by one way to read them again; nothing if none of them makes sure of it.
double total_gain(std::vector<Tried>& lines, const Mixup& mixup) {
  double sum = 0;
  bool sure = false;
  for (Tried& tried : lines) {
    const double gain = gain_of_reading(tried, mixup, kWordsAlone);
    sum += gain;
    const size_t width = columns(tried.line);
    sure = sure || (width >= kSureWidth &&
                    gain >= std::max(kSureLine, kSureColumn * static_cast<double>(width)));
  }
  return sure ? sum : 0;
}

std::optional<Mixup> find_mixup(const Texts& texts, const std::vector<TextLine>& suspects) {
  std::vector<Tried> lines = longest(texts, suspects);
  std::optional<Mixup> best;
  double most = 0;
  for (size_t read = 0; read < kDoubleBytes && !lines.empty(); ++read) {
    for (size_t written = 0; written < kDoubleBytes; ++written) {
      if (read == written) continue;
      const double gain = total_gain(lines, {read, written});
      if (gain <= most) continue;
      most = gain;
      best = Mixup{read, written};
    }
  }
  return best;
}

// The line as a stretch, if it gains by being read again. Beyond `budget`, in bytes, words are not
// looked up any more.
std::optional<Stretch> mend_line(std::string_view line, size_t offset, const Mixup& mixup,
                                 size_t& budget) {
  const Rereading reading = undo(line, mixup);
  if (reading.text.empty()) return std::nullopt;
  Tried part{head(line), std::nullopt};
  double gain = kSureLine;
  if (part.line.size() <= budget) {
    budget -= part.line.size();
    gain = gain_of_reading(part, mixup, kWordsBeside);
  }
  if (gain <= 0) return std::nullopt;
  Stretch out = make_stretch(line, offset, reading.bytes, reading.characters,
                             lay_beside(reading.bytes, reading.characters));
  if (out.repair.edits.empty()) return std::nullopt;
  out.gain = gain;
  return out;
}

}  // namespace

std::vector<Stretch> find_misread_double_byte(const Texts& texts,
                                              const std::vector<TextLine>& suspects) {
  constexpr size_t kJudged = 100'000;
  std::vector<Stretch> out;
  const std::optional<Mixup> mixup = find_mixup(texts, suspects);
  if (!mixup) return out;
  size_t budget = kJudged;
  for (size_t i = 0; i < texts.size(); ++i) {
    for (size_t begin = 0; begin < texts[i].size();) {
      const size_t end = std::min(texts[i].find('\n', begin), texts[i].size());
      const std::string_view line = texts[i].substr(begin, end - begin);
      auto stretch = is_ascii(line) ? std::nullopt : mend_line(line, begin, *mixup, budget);
      if (stretch) {
        stretch->text = i;
        out.push_back(std::move(*stretch));
      }
      begin = end + 1;
    }
  }
  return out;
}

}  // namespace dealwire

#include "repair/misread_utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "repair/cjk_signs.h"
#include "text/alphabet.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// What a stretch must gain to be believed by itself, and beside one that is.
constexpr double kStrongGain = 14, kWeakGain = 7;

// What makes reading it for sense needless.
constexpr double kCertain = 36;

const std::string& all_languages() {
  static const std::string names = [] {
    std::string out;
    for (const auto& [name, alphabet] : alphabets()) (out += name) += ' ';
    return out;
  }();
  return names;
}

// What is mended, before and after, as far as is needed to judge it; without what is gone.
struct Sample {
  std::string as_is, reread;
  size_t characters = 0, gone = 0;  // that were read again
};
Sample take_sample(std::string_view text, const Repair& repair) {
  constexpr size_t kEnough = 1500;
  Sample out;
  size_t done = repair.at.begin;
  for (const Edit& edit : repair.edits) {
    if (out.as_is.size() > kEnough) break;
    if (done < edit.at.begin) out.reread += ' ';
    done = edit.at.end;
    out.as_is += text.substr(edit.at.begin, edit.at.size());
    for (size_t pos = 0; pos < edit.to.size();) {
      const char32_t c = next_character(edit.to, pos);
      ++out.characters;
      if (c == 0xFFFD) {
        ++out.gone;
      } else {
        append_utf8(out.reread, c);
      }
    }
  }
  return out;
}

// Letters of two bytes are common by chance, those of three are not.
bool has_three_bytes(const Stretch& stretch) {
  const std::vector<Edit>& edits = stretch.repair.edits;
  return std::any_of(edits.begin(), edits.end(), [](const Edit& edit) {
    return std::any_of(edit.to.begin(), edit.to.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
  });
}

bool is_strong(const Stretch& stretch) {
  return stretch.gain >= (has_three_bytes(stretch) ? kStrongGain : 2 * kStrongGain);
}

// Is what is mended text of one language? Nearly all of its characters must be in common use there,
// and of Chinese and Japanese a third must stand in words. Where many characters of three bytes are
// whole, that cannot be chance, and names may be rare.
bool reads_well(std::string_view text, const Stretch& stretch) {
  constexpr double kWell = 8.7, kWellNarrow = 7.2;
  constexpr size_t kFew = 4;
  const Sample sample = take_sample(text, stretch.repair);
  if (is_code_list(sample.as_is) || sample.gone * 2 > sample.characters) return false;
  if (sample.gone == 0 && stretch.gain >= kCertain && has_three_bytes(stretch)) return true;
  double most = 0;
  size_t wide = 0, narrow = 0;
  for (size_t pos = 0; pos < sample.reread.size();) {
    const char32_t c = next_character(sample.reread, pos);
    most += c < 0x80 ? kAsciiCost : sign_of(c).wide ? kWell : kWellNarrow;
    wide += sign_of(c).wide;
    narrow += c >= 0x80 && u_isalpha(static_cast<UChar32>(c)) && !sign_of(c).wide;
  }
  if (std::min(wide, narrow) * 4 > std::max(wide, narrow)) return false;
  if (reading_cost(sample.reread, all_languages()) > most) return false;
  const WordCount words = count_in_words(sample.reread);
  return words.characters < kFew || words.in_words * 3 >= words.characters;
}

// The stretches of a line that gain at least kWeakGain by being read again. Kadane's algorithm: a
// stretch begins where the gain rises above nothing and ends where it is greatest; it is given up
// where it has lost what makes a stretch by itself.
void find_stretches(const Texts& texts, const TextLine& place, std::string_view charset,
                    std::vector<Stretch>& out) {
  const std::string_view line = place.of(texts);
  const ByteText text = to_byte_text(line, charset);
  const std::vector<Reread> reread = read_utf8(text, is_common);
  const std::vector<Piece> pieces = lay_beside(text, reread);
  double sum = 0, most = 0;
  size_t begin = 0, end = 0;
  const auto close = [&] {
    if (most >= kWeakGain) {
      Stretch stretch = make_stretch(line, place.at.begin, text, reread,
                                     std::span(pieces).subspan(begin, end - begin));
      stretch.text = place.text;
      if (!stretch.repair.edits.empty()) out.push_back(std::move(stretch));
    }
    sum = most = 0;
  };
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += pieces[i].gain;
    if (sum > most) {
      most = sum;
      end = i + 1;
    }
    if (most > 0 && (sum <= 0 || sum <= most - kStrongGain)) close();
  }
  close();
}

// Keeps those to be believed. What the dictionary cannot read any more follows the others.
void judge(const Texts& texts, size_t all_wide, std::vector<Stretch>& stretches) {
  constexpr size_t kJudged = 100'000;
  size_t budget = kJudged, wide = 0;
  double strong = 0, weak = 0;  // what those gain
  std::erase_if(stretches, [&](const Stretch& s) {
    const size_t size = s.repair.at.size();
    if (size <= budget) {
      budget -= size;
      if (!reads_well(texts[s.text], s)) return true;
      (is_strong(s) ? strong : weak) += s.gain;
    }
    wide += s.wide;
    return false;
  });
  // Weak ones are chance, unless hardly anything else is Chinese, Japanese or Korean or strong ones
  // outweigh them.
  if (wide > 0 && wide * 5 >= all_wide * 4) return;
  if (strong == 0) stretches.clear();
  if (weak > strong) std::erase_if(stretches, [](const Stretch& s) { return !is_strong(s); });
}

}  // namespace

std::vector<Stretch> find_misread_utf8(const Texts& texts, const std::vector<TextLine>& lines,
                                       std::string_view charset, size_t wide) {
  std::vector<Stretch> out;
  for (const TextLine& line : lines) find_stretches(texts, line, charset, out);
  judge(texts, wide, out);
  return out;
}

}  // namespace dealwire

#include "repair/misread_cjk.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "repair/cjk_signs.h"
#include "repair/compose.h"
#include "repair/misread_double_byte.h"
#include "repair/misread_utf8.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Follows a line and tells whether it looks misread.
class LineSurvey {
 public:
  void add(char32_t c) {
    const CjkSign& sign = sign_of(c);
    const bool mark = c == 0xFFFD || c == '?';
    if (mark) charsets_ |= last_.begins;
    charsets_ |= last_.begins & sign.continues;
    // Three in a row are common by chance, so that one of the last two must be rare too.
    const auto pair = static_cast<uint8_t>(last_.whole & sign.whole);
    if (!is_common(c) || !is_common(last_character_)) charsets_ |= pair & pairs_[0];
    pairs_ = {pairs_[1], pair};
    whole_ |= sign.whole;
    latin_ += is_small_latin(c);
    if (c >= 0x80) ++beyond_;
    wide_ += sign.wide;
    for (size_t i = 0; i < unknown_.size(); ++i) unknown_[i] += sign.unknown >> i & 1;
    spaces_ += c == ' ' && last_.han;
    last_ = sign;
    last_character_ = c;
  }

  // In which charsets UTF-8 may have been read: a bit for each of kDoubleByteNames.
  uint8_t charsets() const {
    return static_cast<uint8_t>(charsets_ | (is_latin_line(latin_, wide_) ? whole_ : 0));
  }
  size_t wide() const { return wide_; }
  // Is one in seven characters foreign to each of the languages, or has Han spaces between words,
  // as Korean has? In the lines of honest news no more than one in eight is.
  bool looks_double_byte() const {
    if (wide_ < kLine) return false;
    return *std::min_element(unknown_.begin(), unknown_.end()) * 7 > beyond_ || spaces_ > 2;
  }

 private:
  static constexpr size_t kLine = 8;

  CjkSign last_;
  char32_t last_character_ = 0;
  std::array<uint8_t, 2> pairs_{};  // charsets in which two characters side by side are UTF-8
  uint8_t charsets_ = 0, whole_ = 0;
  size_t beyond_ = 0, wide_ = 0, latin_ = 0, spaces_ = 0;
  std::array<size_t, 4> unknown_{};
};

// What there is to look into.
struct Survey {
  std::array<std::vector<TextLine>, kDoubleBytes> utf8;  // lines that may be UTF-8 read as each
  std::vector<TextLine> double_byte;  // that may be of one charset of double bytes read as another
  size_t wide = 0;                    // characters of Chinese, Japanese and Korean in all
  size_t suspect = 0;                 // of them in lines of double_byte
};

// Where the first character from U+3000 on begins: none below is all that is misread.
size_t find_wide(std::string_view text, size_t pos) {
  const auto at = std::find_if(text.begin() + static_cast<ptrdiff_t>(pos), text.end(),
                               [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  return static_cast<size_t>(at - text.begin());
}

void survey(std::string_view text, size_t index, Survey& out) {
  for (size_t pos = find_wide(text, 0); pos < text.size(); pos = find_wide(text, pos)) {
    const size_t before = text.rfind('\n', pos);
    const size_t begin = before == text.npos ? 0 : before + 1;
    const TextLine place{index, {begin, std::min(text.find('\n', pos), text.size())}};
    LineSurvey line;
    for (pos = begin; pos < place.at.end;) line.add(next_character(text, pos));
    out.wide += line.wide();
    for (size_t i = 0; i < kDoubleBytes; ++i) {
      if ((line.charsets() >> i & 1) != 0) out.utf8[i].push_back(place);
    }
    if (!line.looks_double_byte()) continue;
    out.double_byte.push_back(place);
    out.suspect += line.wide();
  }
}

// Sorted and apart: of two in one place the one that gains more stays.
Repairs to_repairs(std::vector<Stretch> stretches, size_t texts) {
  std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
    return std::pair(a.text, a.repair.at.begin) < std::pair(b.text, b.repair.at.begin);
  });
  Repairs out(texts);
  double last = 0;
  for (Stretch& s : stretches) {
    std::vector<Repair>& list = out[s.text];
    if (!list.empty() && list.back().at.overlaps(s.repair.at)) {
      if (s.gain <= last) continue;
      list.pop_back();
    }
    list.push_back(std::move(s.repair));
    last = s.gain;
  }
  return out;
}

// What is found at one look.
Repairs find_layer(const Texts& texts) {
  Survey found;
  for (size_t i = 0; i < texts.size(); ++i) survey(texts[i], i, found);
  std::vector<Stretch> all;
  size_t explained = 0;
  for (size_t i = 0; i < kDoubleBytes; ++i) {
    for (Stretch& stretch :
         find_misread_utf8(texts, found.utf8[i], kDoubleByteNames[i], found.wide)) {
      explained += stretch.wide;
      all.push_back(std::move(stretch));
    }
  }
  if (explained * 2 < found.suspect) {
    std::vector<Stretch> lines = find_misread_double_byte(texts, found.double_byte);
    std::move(lines.begin(), lines.end(), std::back_inserter(all));
  }
  return to_repairs(std::move(all), texts.size());
}

}  // namespace

Repairs find_misread_cjk(const Texts& texts) {
  constexpr int kLayers = 4;  // one kind of damage may hide another
  Repairs out = find_layer(texts);
  for (int i = 1; i < kLayers; ++i) {
    if (std::all_of(out.begin(), out.end(), [](const auto& list) { return list.empty(); })) break;
    std::vector<std::string> mended;
    for (size_t t = 0; t < texts.size(); ++t) {
      mended.push_back(rewrite(texts[t], edits_of(out[t])).text);
    }
    const Repairs layer = find_layer(Texts(mended.begin(), mended.end()));
    bool any = false;
    for (size_t t = 0; t < texts.size(); ++t) {
      if (layer[t].empty()) continue;
      any = true;
      out[t] = compose(texts[t], out[t], mended[t], layer[t]);
    }
    if (!any) break;
  }
  return out;
}

}  // namespace dealwire

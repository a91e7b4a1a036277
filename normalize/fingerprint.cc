#include "normalize/fingerprint.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <array>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFewestUnits = 32;

char32_t fold_case(char32_t c) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

// Calls f(unit) for each word, case-folded and with a space behind it, and each character of
// scripts that write without spaces; Korean counts as one, since its words end in particles.
template <typename F>
void for_each_unit(std::string_view text, F f) {
  std::string unit;
  const auto end_word = [&] {
    if (unit.empty()) return;
    unit += ' ';
    f(unit);
    unit.clear();
  };
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    if (is_word_character(c)) {
      append_utf8(unit, fold_case(c));
      continue;
    }
    end_word();
    if (is_cjk(c)) f(text.substr(begin, pos - begin));
  }
  end_word();
}

// Each bit is what most features have there; none where they are even.
class SimHash {
 public:
  void add(std::string_view feature) {
    const uint64_t hash = XXH3_64bits(feature.data(), feature.size());
    for (size_t i = 0; i < bytes_.size(); ++i) bytes_[i] += hash >> i & 0x0101'0101'0101'0101;
    if (++features_ % 255 == 0) carry();
  }

  uint64_t value() {
    carry();
    uint64_t out = 0;
    for (size_t bit = 0; bit < ones_.size(); ++bit) {
      if (2 * ones_[bit] > features_) out |= uint64_t{1} << bit;
    }
    return out;
  }

 private:
  void carry() {
    for (size_t bit = 0; bit < ones_.size(); ++bit) {
      ones_[bit] += bytes_[bit % 8] >> (bit - bit % 8) & 0xFF;
    }
    bytes_ = {};
  }

  std::array<uint64_t, 64> ones_ = {};  // features by bit
  // Those of the last features, eight bits counted at once: byte n of bytes_[i] is of bit 8n + i.
  std::array<uint64_t, 8> bytes_ = {};
  uint64_t features_ = 0;
};

}  // namespace

std::optional<uint64_t> fingerprint(const MatchCopy& copy) {
  SimHash hash;
  std::string pair;  // the last two units
  size_t second = 0;
  size_t units = 0;
  for_each_unit(copy.text.text, [&](std::string_view unit) {
    pair.erase(0, second);
    second = pair.size();
    pair += unit;
    if (++units > 1) hash.add(pair);
  });
  if (units < kFewestUnits) return std::nullopt;
  return hash.value();
}

}  // namespace dealwire

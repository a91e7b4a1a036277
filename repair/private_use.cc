#include "repair/private_use.h"

#include <map>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

// As ICU reads it; the web's has what later editions changed.
constexpr Charset kGb18030Of2000 = {"GB 18030-2000", "gb18030", ""};

std::map<char32_t, char32_t> changes() {
  const Charset& standard = *find_charset("gb18030");
  std::map<char32_t, char32_t> out;
  for (char16_t c = 0xE000; c <= 0xF8FF; ++c) {
    const auto bytes = to_bytes({&c, 1}, kGb18030Of2000);
    if (!bytes) continue;
    const Units now = to_units(*bytes, standard);
    if (now.text.size() == 1 && !is_private_use(now.text[0])) out[c] = now.text[0];
  }
  return out;
}

}  // namespace

char32_t assigned_later(char32_t c) {
  static const std::map<char32_t, char32_t> assigned = changes();
  const auto found = assigned.find(c);
  return found == assigned.end() ? 0 : found->second;
}

}  // namespace dealwire

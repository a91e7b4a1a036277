// Bytes in any charset under any label: the first byte chooses the label.
#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

constexpr const char* kLabels[] = {"",           "utf-8",        "gb18030",      "big5",
                                   "shift_jis",  "euc-jp",       "iso-2022-jp",  "euc-kr",
                                   "utf-16le",   "utf-16be",     "windows-1252", "windows-1251",
                                   "iso-8859-2", "no such label"};

// Characters come from the bytes in order, each from its own.
void require_in_order(const SourcedText& page) {
  size_t done = 0;
  for (const Range& piece : page.source.pieces({0, page.text.size()})) {
    require(piece.begin >= done, "the map rises");
    done = piece.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const char* label = kLabels[data[0] % std::size(kLabels)];
  const std::string_view bytes = fuzz::bytes_of(data + 1, size - 1);
  looks_binary(bytes);
  const Decoded decoded = decode(bytes, label);
  fuzz::require_sourced(decoded.page, bytes.size(), decoded.charset);
  require_in_order(decoded.page);
  require(!decoded.charset.empty(), "the charset has a name");
  require(decoded.replaced <= bytes.size(), "no more is replaced than there is");
  return 0;
}

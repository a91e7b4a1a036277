// Bytes in any charset under any label: the first byte chooses the label, or that the page's own
// counts.
#include "html/prescan.h"
#include "property.h"
#include "text/charset.h"
#include "text/labels.h"

using namespace dealwire;
using fuzz::require;

namespace {

constexpr const char* kOwn = "the page's own";
constexpr const char* kLabels[] = {"",
                                   "utf-8",
                                   "gb18030",
                                   "big5",
                                   "shift_jis",
                                   "euc-jp",
                                   "iso-2022-jp",
                                   "euc-kr",
                                   "utf-16le",
                                   "utf-16be",
                                   "windows-1252",
                                   "windows-1251",
                                   "iso-8859-2",
                                   "no such label",
                                   "windows-1255",
                                   "windows-1258",
                                   "windows-874",
                                   "iso-8859-16",
                                   "koi8-u",
                                   "ibm866",
                                   "x-mac-cyrillic",
                                   "hz-gb-2312",
                                   kOwn};

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
  std::string_view label = kLabels[data[0] % std::size(kLabels)];
  const std::string_view bytes = fuzz::bytes_of(data + 1, size - 1);
  const std::string_view own = html::declared_charset(bytes);
  require(own.empty() || find_charset(own) != nullptr, "a page declares a charset that there is");
  if (label == kOwn) label = own;
  looks_binary(bytes);
  const Decoded decoded = decode(bytes, label);
  fuzz::require_sourced(decoded.page, bytes.size(), decoded.charset);
  require_in_order(decoded.page);
  require(!decoded.charset.empty(), "the charset has a name");
  require(find_charset(decoded.charset) != nullptr, "which is the standard's");
  require(decoded.replaced <= bytes.size(), "no more is replaced than there is");
  return 0;
}

// Does our t2s convert as OpenCC's own does? Compares the two over the text of files and folders.
//
// usage: unify_check PATH...
//
// Takes files and folders as `dealwire scan` does; of web pages the whole source, which holds all
// their text. Names the documents that differ, with the place, and exits 1 if there is one.
#include <opencc/SimpleConverter.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include "check_documents.h"
#include "html/prescan.h"
#include "text/charset.h"
#include "text/chinese.h"

namespace dealwire {
namespace {

// The line where two texts part, cut short.
std::string_view place(std::string_view text, size_t at) {
  constexpr size_t kLength = 120;
  const size_t end = std::min(text.find('\n', at), text.size());
  at = std::min(at, end);
  while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  return text.substr(at, std::min(kLength, end - at));
}

Verdict agrees(const Document& document, const opencc::SimpleConverter& opencc) {
  const std::string text = decode(document.bytes, html::declared_charset(document.bytes)).page.text;
  const std::string ours = Simplifier::instance()(text), theirs = opencc.Convert(text);
  if (ours == theirs) return Verdict::kHolds;
  const auto parting = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  const auto at = static_cast<size_t>(parting.first - ours.begin());
  const std::string_view our_place = place(ours, at), their_place = place(theirs, at);
  std::printf("%s: differs at byte %zu of its text\n  OpenCC: %.*s\n  ours:   %.*s\n",
              document.name().c_str(), at, static_cast<int>(their_place.size()), their_place.data(),
              static_cast<int>(our_place.size()), our_place.data());
  return Verdict::kFails;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  const opencc::SimpleConverter opencc("t2s");
  return dealwire::check_documents(
      argc, argv, "documents", "differ",
      [&](const dealwire::Document& document) { return dealwire::agrees(document, opencc); });
}

#include "text/nfkc.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>

#include <algorithm>

namespace dealwire {
namespace {

const icu::Normalizer2& normalizer() {
  static const icu::FilteredNormalizer2 filtered = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* set = new icu::UnicodeSet("[^[:dt=super:][:dt=sub:][:dt=fra:]]", status);
    set->freeze();  // leaked on purpose: it lives as long as the process
    return icu::FilteredNormalizer2(*icu::Normalizer2::getNFKCInstance(status), *set);
  }();
  return filtered;
}

}  // namespace

SourcedText fold_compatibility(std::string_view text) {
  SourcedText out;
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  if (ascii) {
    out.append_copy(text, 0);
    return out;
  }
  icu::Edits edits;
  icu::StringByteSink<std::string> sink(&out.text);
  UErrorCode status = U_ZERO_ERROR;
  normalizer().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                             sink, &edits, status);
  for (auto it = edits.getFineIterator(); it.next(status);) {
    const auto begin = static_cast<size_t>(it.sourceIndex());
    const auto old_length = static_cast<size_t>(it.oldLength());
    const auto new_length = static_cast<size_t>(it.newLength());
    if (it.hasChange()) {
      out.source.atom(new_length, {begin, begin + old_length});
    } else {
      out.source.copy(begin, old_length);
    }
  }
  return out;
}

}  // namespace dealwire

// Bytes -> UTF-8 with a map back to the bytes, by ICU.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/source_map.h"
#include "text/labels.h"

namespace dealwire {

struct Decoded {
  SourcedText page;     // UTF-8; its map leads to the bytes
  std::string charset;  // WHATWG encoding name: "UTF-8", "gb18030", "Big5", "windows-1252" ...
  size_t replaced = 0;  // malformed sequences, each read as one U+FFFD
  std::string ignored;  // a declared label that the bytes contradict, else empty
};

// Decodes `bytes`. The charset is, in this order: what a byte order mark says; UTF-16, where every
// other byte tells of it; UTF-8, where the bytes are strictly valid UTF-8 and not all ASCII (other
// charsets hardly ever produce it by chance); ISO-2022-JP, where it is ASCII with its escapes; the
// `declared` label, from a header or the markup ("" if there is none), unless the bytes contradict
// it; the charset that reads the text best (text/detect.h). ASCII without a label is called UTF-8.
// Never fails: what does not fit becomes U+FFFD and is counted in `replaced`.
Decoded decode(std::string_view bytes, std::string_view declared);

// Decodes as `charset`, which must have a converter, whatever the bytes say.
Decoded decode_as(std::string_view bytes, const Charset& charset);

// Are these bytes no text at all: an image, an archive, a PDF? NUL bytes or many control
// characters tell, unless the bytes look like UTF-16.
bool looks_binary(std::string_view bytes);

}  // namespace dealwire

// Which charset are these bytes in? Asked of bytes that are no valid UTF-8.
//
// Each charset is tried with each language written in it, and the reading that costs least wins
// (legibility.h), which is Bayes' rule with the plainest of language models.
#pragma once

#include <string_view>

#include "text/labels.h"

namespace dealwire {

// The charset that reads `bytes` best. A label is evidence too: `declared` (nullptr if there is
// none) wins unless another charset reads them clearly better. Looks at some 2 KB of text,
// taken from all over the bytes and outside tags, scripts and styles. O(bytes). Safe on all
// threads.
const Charset* detect_charset(std::string_view bytes, const Charset* declared);

// UTF-16 without a byte order mark; nullptr if these bytes are nothing of the kind. Looks at the
// first 1 KB.
const Charset* detect_utf16(std::string_view bytes);

}  // namespace dealwire

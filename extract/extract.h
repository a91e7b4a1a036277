// Document -> Article: what a reader would call the article, without what stands around it.
//
// in:  a document, decoded (text in UTF-8 with the map to its bytes); a parsed page or plain text
// out: an Article: title and text with maps to the document's bytes, metadata, and a list of what
//      was left out
//
// A page and a plain-text save of one are read alike: both become a sequence of blocks (see
// blocks.h), learned trees tell which of them are the article (see select.h), and title, dates and
// authors are those of the most trusted place that makes sense (see title.h, settle.h). Where a
// page shows no article, its data may hold it (see embedded.h). Where the page's site has a quirk
// (see quirk.h), what that names goes ahead of all else. Pure, safe on every core.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/quirk.h"
#include "html/page.h"
#include "model/article.h"
#include "model/document.h"
#include "text/charset.h"

namespace dealwire {

// Those of some texts that are damaged, by index, as they were meant.
using ReadAgain =
    std::function<std::map<size_t, std::string>(const std::vector<std::string_view>& texts)>;

// Damaged text is judged as `read_again` reads it, and extracted as it stands.
Article extract_page(const html::Page& page, const Decoded& decoded, const Document& document,
                     const Quirk& quirk = {}, const ReadAgain& read_again = nullptr);

Article extract_plain(const Decoded& decoded, const Document& document,
                      const ReadAgain& read_again = nullptr);

// A document that is the text of an article and nothing else: taken as it is, without a title.
Article extract_bare(const Decoded& decoded);

}  // namespace dealwire

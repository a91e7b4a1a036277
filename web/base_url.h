// What a page's links are seen from.
#pragma once

#include <string>

#include "html/page.h"

namespace dealwire {

// The first <base> with an address, wherever it stands, seen from where the page was fetched; that
// itself if there is none, or it is no http or https URL
// (https://html.spec.whatwg.org/#document-base-url).
std::string base_url(const html::Page& page, const std::string& url);

}  // namespace dealwire

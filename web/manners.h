// What a response asks of those who would keep it: "noarchive" in X-Robots-Tag headers and robots
// <meta> tags.
//
// No standard says how; this is what the engines that read them document and MDN collects
// (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Robots-Tag, and the same of
// <meta name="robots">):
//   noarchive          no copy may be kept; "nocache" is Bing's name for it
//   unavailable_after  the same from that time on (RFC 822, RFC 850 or ISO 8601); of a time without
//                      a zone the day counts, which must be over; what is no time is passed over
//   none               "noindex, nofollow", no more: both ask nothing of archives
// Case does not count. A header's rule behind "NAME:" is for the crawler of that name only, until
// the next name or the end of the line; so is a <meta> that is called so. What is for all counts
// beside what is for us, and the strictest decides.
#pragma once

#include <string>
#include <string_view>

#include "model/time.h"

namespace dealwire {

struct ArchiveWish {
  bool noarchive = false;
  std::string reason;  // the rule and where it stands: "X-Robots-Tag: noarchive"; "" without one
};

// What a response asks of the crawler `product` ("dealwire"). `head` is its status line and header
// lines, `body` what it carries, which need not be HTML. Metas count before a page's <body>, and
// not in comments, scripts and the like (html/raw_tags.h). Pages in UTF-16, where ASCII is not
// ASCII, ask nothing. Never fails. Pure; O(head + body).
ArchiveWish archive_wish(std::string_view head, std::string_view body, std::string_view product,
                         Time now);

}  // namespace dealwire

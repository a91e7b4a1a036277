// Which of the URLs that a feed, a sitemap or a page of links names are news.
#pragma once

#include <string>
#include <vector>

#include "model/frontier.h"
#include "store/sqlite.h"

namespace dealwire {

// Those that the frontier does not know, and with `changed` those that it knows and that were
// changed since they were fetched. A ladder tells what is known: the URL itself, its identity, the
// source's own id for it. An id that comes back under another URL with another headline was given
// to another article, and is none.
//
// Throws Failure, as all inside this room.
std::vector<Discovery> sift_known(SqlCache& sql, const std::string& source,
                                  std::vector<Discovery> discoveries);

}  // namespace dealwire

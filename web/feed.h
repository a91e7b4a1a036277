// Feeds -> the articles they name: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/error.h"
#include "model/frontier.h"

namespace dealwire {

struct Feed {
  std::string title;
  std::vector<FoundUrl> entries;  // in the feed's order; `url` is empty where there is none
  bool partial = false;           // it has more entries than the budget allows
};

// Reads a feed that was fetched from `url`; `charset` is HTTP's label ("" for none). Broken XML is
// read as far as it goes. Nothing that a feed's DTD declares is loaded or expanded; names of HTML's
// entities are understood. Fails with "no_feed" or "too_complex"; the message names the URL.
//
// Of an entry:
// - `url` is that of FeedBurner's original, of the link, of the alternate (HTML before others), or
//   the id where it is an address; attachments are no articles.
// - `guid` is none where it says nothing ("0"), is the feed's own, or several entries with
// different
//   URLs share it.
// - `title` is as readers see it.
// - `published` and `updated` are RFC 3339, or a date alone (web/feed_time.h). A feed that only
//   tells the last change says nothing of publication; Dublin Core's date is taken for both.
// - `content` is what the feed gives as the article, never its description; "" beyond the budget.
// Entries of one URL are one entry: the first, its gaps filled by the others.
Expected<Feed> read_feed(std::string_view bytes, const std::string& charset, const std::string& url,
                         const Budget& budget);

}  // namespace dealwire

// A feed as its format has it, before it is known which of its ids and addresses to trust; what the
// readers of all formats give.
#pragma once

#include <string>
#include <vector>

#include "model/frontier.h"

namespace dealwire {

// All text is UTF-8, without white space around it.
struct RawFeed {
  std::string title;
  std::vector<std::string> names;  // its own id and links, as they are written
  std::vector<FoundUrl> entries;   // `url` is empty where there is none
  bool partial = false;            // it has more entries than the budget allows
};

// Gives an entry the first of `links`, which may be relative to `base`, that can be fetched.
void set_link(FoundUrl& entry, const std::string& base, const std::vector<std::string>& links);

}  // namespace dealwire

// Edits of one text that do what two layers of edits do.
#pragma once

#include <string_view>
#include <vector>

#include "repair/repairs.h"

namespace dealwire {

// The edits of `text` that do what `first` does and then `second`, whose places are those of
// `between`, which `first` made. Edits that overlap become one, all others stay as small as they
// are, so that what a document says stays known exactly: an edit of a whole line would be the
// source of all that is found in it. All lists are sorted and apart. O(text).
std::vector<Edit> compose(std::string_view text, const std::vector<Edit>& first,
                          std::string_view between, const std::vector<Edit>& second);

// The same for repairs: places that overlap become one, of the kind of the one that begins first.
// Places whose edits undo each other are left out.
std::vector<Repair> compose(std::string_view text, const std::vector<Repair>& first,
                            std::string_view between, const std::vector<Repair>& second);

// All edits of some repairs, in order.
std::vector<Edit> edits_of(const std::vector<Repair>& repairs);

}  // namespace dealwire

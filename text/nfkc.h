// Compatibility folding (NFKC, Unicode UAX #15) that does not forge figures.
#pragma once

#include <string_view>

#include "model/source_map.h"

namespace dealwire {

// `text` in NFKC with the map back to it. Superscripts, subscripts and fractions stay as they are,
// since 10²⁶ is not 1026 and 3½ not 31⁄2.
SourcedText fold_compatibility(std::string_view text);

}  // namespace dealwire

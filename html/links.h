// Whether a parsed page knows where its links lead. Extraction does not ask, so pruning cuts it;
// what reads a page for its links wants `href` and `rel` of <a> and <area>.
#pragma once

namespace dealwire::html {

enum class Links { kCut, kKept };

}  // namespace dealwire::html

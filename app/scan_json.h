// The scan contract: one JSON object a document, `dealwire.scan/1` (docs/scan.schema.json).
#pragma once

#include <string>

#include "app/pipeline.h"

namespace dealwire {

// One line, without its line break.
std::string scan_line(const Reading& reading);

// The line of a document that could not be read.
std::string scan_line(const Document& document, const Error& error);

}  // namespace dealwire

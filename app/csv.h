// Rows of RFC 4180.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/json.h"

namespace dealwire {

// Appends "a,b" and CRLF. Cells with commas, quotes or ends of lines are quoted.
void append_csv(std::string& out, const std::vector<std::string>& cells);

// What stands at `pointer` (RFC 6901) of `row`: texts as they are, null and what is not there as
// "", lists and objects as JSON.
std::string csv_cell(const Json& row, const char* pointer);

}  // namespace dealwire

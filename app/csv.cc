#include "app/csv.h"

namespace dealwire {

void append_csv(std::string& out, const std::vector<std::string>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& cell = cells[i];
    if (cell.find_first_of(",\"\r\n") == cell.npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

std::string csv_cell(const Json& row, const char* pointer) {
  const Json::json_pointer at(pointer);
  if (!row.contains(at)) return "";
  const Json& value = row.at(at);
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : to_line(value);
}

}  // namespace dealwire

// The rows of a pack's TSV files.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/data_file.h"

namespace dealwire {

// Calls f(columns, line number) for the lines of a TSV file, whatever their ends; checks order and
// columns.
template <typename F>
void for_each_row(const DataFile& file, size_t columns, F f) {
  std::string last;
  size_t number = 0;
  for (size_t begin = 0; begin < file.content.size();) {
    const size_t end = std::min(file.content.find('\n', begin), file.content.size());
    std::string_view line(file.content.data() + begin, end - begin);
    begin = end + 1;
    if (++number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    for (size_t at = 0;;) {
      const size_t tab = std::min(line.find('\t', at), line.size());
      row.emplace_back(line.substr(at, tab - at));
      if (tab == line.size()) break;
      at = tab + 1;
    }
    if (row.size() != columns) {
      refuse(file, number, row[0], fmt::format("has {} columns, not {}", row.size(), columns));
    }
    if (row[0] <= last) {
      refuse(file, number, row[0], row[0] == last ? "stands twice" : "is not in order");
    }
    last = row[0];
    f(row, number);
  }
}

}  // namespace dealwire

// Gold, and the program's own scan lines, as what is scored (app/score.h). eval/README.md has the
// format of gold; that of scan lines is the same as far as both go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/company_key.h"
#include "app/score.h"
#include "model/error.h"
#include "model/json.h"

namespace dealwire {

// What people say of one document, or the program.
struct Annotation {
  std::string lang;
  Json deals = Json::array();  // as they stand in the file, for findings
  std::vector<ScoredMention> scored_mentions;
  std::vector<ScoredDeal> scored_deals;
};

// The content of a file of gold. Fails with "gold"; the message names `path` and what is wrong.
Expected<Annotation> read_gold(std::string_view content, const std::string& path,
                               const NameGroups& names);

// A line of `scan_line`.
Annotation read_scan(std::string_view line, const NameGroups& names);

// A list of lists of names, each of one company. Fails with "gold", as above.
Expected<NameGroups> read_name_groups(std::string_view content, const std::string& path);

}  // namespace dealwire

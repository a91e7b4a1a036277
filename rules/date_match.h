// What a match says of a date.
#pragma once

#include <string>
#include <string_view>

#include "model/extraction.h"
#include "rules/match.h"

namespace dealwire {

// Resolves the captures of a match against the day of publication (see dates.h); gives the reason
// why they say no date otherwise.
std::string read_date(const Match& match, const Pack& pack, std::string_view published,
                      DateValue& out);

}  // namespace dealwire

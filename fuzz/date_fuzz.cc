// Dates in lines, values and URLs of any bytes: what is found lies in the line and is a date.
#include "extract/dates.h"
#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

// An EDTF date or RFC 3339, which starts with one.
void require_date(const std::string& value) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  require(value.size() == kPattern.size() || (value.size() >= 20 && value[10] == 'T'),
          "a date, or one with a time and zone", value);
  for (size_t i = 0; i < kPattern.size(); ++i) {
    const bool digit = value[i] >= '0' && value[i] <= '9';
    require(kPattern[i] == 'd' ? digit : value[i] == kPattern[i], "a date", value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string line = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  for (const char* lang : {"en-US", "de", ""}) {
    const DateContext context{lang, parse_rfc3339("2025-09-23T05:30:00Z")};
    size_t done = 0;
    for (const FoundDate& found : find_dates(line, context)) {
      require(
          done <= found.at.begin && found.at.begin < found.at.end && found.at.end <= line.size(),
          "dates lie in the line, in their order", found.value);
      require_date(found.value);
      done = found.at.end;
    }
    if (const auto found = find_relative_date(line, context)) {
      require(found->at.begin < found->at.end && found->at.end <= line.size(),
              "a relative date lies in the line", found->value);
      require_date(found->value);
    }
    if (const auto date = read_date(line, context)) require_date(*date);
  }
  if (const auto date = date_in_url(line)) require_date(*date);
  return 0;
}

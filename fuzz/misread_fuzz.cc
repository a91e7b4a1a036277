// Text that may have been misread: lines are parts of one text, the first one is the title.
#include "repair/misread.h"

#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

std::string mend(std::string_view text, const std::vector<Repair>& repairs) {
  std::vector<Edit> edits;
  size_t done = 0;
  for (const Repair& repair : repairs) {
    require(done <= repair.at.begin && repair.at.end <= text.size(), "places rise", text);
    require(!repair.edits.empty(), "a place has edits", text);
    done = repair.at.begin;
    for (const Edit& edit : repair.edits) {
      require(done <= edit.at.begin && edit.at.begin < edit.at.end, "edits rise", text);
      require(edit.at.end <= repair.at.end, "edits are within their place", text);
      require(fuzz::is_utf8(edit.to) && !edit.to.empty(), "an edit puts text", text);
      require(text.substr(edit.at.begin, edit.at.size()).find('\n') == text.npos,
              "edits stay in their line", text);
      done = edit.at.end;
      edits.push_back(edit);
    }
    done = repair.at.end;
  }
  const SourcedText out = rewrite(text, edits);
  fuzz::require_sourced(out, text.size(), "mended");
  return out.text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string all = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  const size_t line = std::min(all.find('\n'), all.size());
  const std::string title = all.substr(0, line);
  const std::string text = all.substr(std::min(line + 1, all.size()));
  const Repairs repairs = find_misread({title, text});
  require(repairs.size() == 2, "each text has its repairs");
  const std::string title_once = mend(title, repairs[0]);
  const std::string once = mend(text, repairs[1]);
  for (const auto& again : find_misread({title_once, once})) {
    require(again.empty(), "mending twice changes nothing", title_once + "\n" + once);
  }
  return 0;
}

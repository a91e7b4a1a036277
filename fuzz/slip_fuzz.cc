// Runs that are read one byte off: the first line is the title, the rest the text.
#include "property.h"
#include "repair/slip.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

std::vector<Edit> edits_of(const std::vector<Repair>& repairs, std::string_view text) {
  std::vector<Edit> out;
  size_t done = 0;
  for (const Repair& repair : repairs) {
    require(done <= repair.at.begin && repair.at.begin < repair.at.end, "places are in order",
            text);
    size_t inside = repair.at.begin;
    for (const Edit& edit : repair.edits) {
      require(inside <= edit.at.begin && edit.at.end <= repair.at.end, "edits are inside", text);
      inside = edit.at.end;
      out.push_back(edit);
    }
    require(repair.kind == "slipped" || repair.edits.empty(), "what is lost has no edit", text);
    done = repair.at.end;
  }
  require(done <= text.size(), "places are inside", text);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string all = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  const size_t line = std::min(all.find('\n'), all.size());
  const Texts texts = {std::string_view(all).substr(0, line), std::string_view(all).substr(line)};
  const Repairs repairs = find_slips(texts);
  require(repairs.size() == texts.size(), "each text has its places");
  std::vector<std::string> mended;
  for (size_t i = 0; i < texts.size(); ++i) {
    const SourcedText text = rewrite(texts[i], edits_of(repairs[i], texts[i]));
    fuzz::require_sourced(text, texts[i].size(), "what is mended");
    mended.push_back(text.text);
  }
  for (const auto& of_text : find_slips(Texts(mended.begin(), mended.end()))) {
    for (const Repair& repair : of_text)
      require(repair.edits.empty(), "twice changes nothing", all);
  }
  return 0;
}

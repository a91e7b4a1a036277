// The repair of text that was read in a wrong charset of Chinese, Japanese or Korean: the first
// line is the title, the rest the text.
#include "property.h"
#include "repair/misread_cjk.h"
#include "text/charset.h"
#include "text/utf8.h"

using namespace dealwire;
using fuzz::require;

namespace {

bool is_border(std::string_view text, size_t pos) {
  return pos == text.size() || (pos < text.size() && (text[pos] & 0xC0) != 0x80);
}

std::string mended(std::string_view text, const std::vector<Repair>& repairs) {
  std::vector<Edit> edits;
  size_t done = 0;
  for (const Repair& repair : repairs) {
    require(done <= repair.at.begin && !repair.edits.empty(), "repairs are sorted and apart", text);
    done = repair.at.begin;
    for (const Edit& edit : repair.edits) {
      require(done <= edit.at.begin && edit.at.begin < edit.at.end && edit.at.end <= repair.at.end,
              "edits are sorted, apart and inside their repair", text);
      require(is_border(text, edit.at.begin) && is_border(text, edit.at.end),
              "edits begin and end between characters", text);
      require(text.substr(edit.at.begin, edit.at.size()) != edit.to, "edits change something",
              text);
      require(fuzz::is_utf8(edit.to), "edits are UTF-8", text);
      done = edit.at.end;
      edits.push_back(edit);
    }
    done = repair.at.end;
  }
  require(done <= text.size(), "repairs are inside their text", text);
  return rewrite(text, edits).text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string all = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  const std::string_view text = all;
  const size_t line = std::min(text.find('\n'), text.size());
  const Texts texts = {text.substr(0, line), text.substr(std::min(line + 1, text.size()))};
  const Repairs repairs = find_misread_cjk(texts);
  require(repairs.size() == texts.size(), "a list for each text");
  const std::string title = mended(texts[0], repairs[0]), rest = mended(texts[1], repairs[1]);
  for (const std::vector<Repair>& again : find_misread_cjk({title, rest})) {
    require(again.empty(), "repairing twice changes nothing", text);
  }
  return 0;
}

// JSON in any text: reading goes on to its end, trees are nested, strings lie in the text.
#include "html/json.h"
#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  const std::string_view view = text;
  for (size_t pos = 0; pos < text.size();) {
    const size_t before = pos;
    const html::JsonTree tree = html::next_json(view, pos);
    require(before < pos && pos <= text.size(), "reading goes on");
    for (size_t i = 0; i < tree.size(); ++i) {
      const html::JsonValue& value = tree[i];
      require(i == 0 || value.parent < i, "parents come first");
      require(value.end > i && value.end <= tree[value.parent].end, "subtrees are nested");
      require(i == 0 || tree[value.parent].is_container(), "only containers hold values");
      if (value.text.empty()) continue;
      require(value.text.data() >= text.data() &&
                  value.text.data() + value.text.size() <= text.data() + text.size(),
              "strings lie in the text");
      fuzz::require_sourced(html::unescape_json(view, value.text), text.size(), value.text);
    }
  }
  return 0;
}

// What shows nothing, and what is lost: the first line is the title, the rest the text.
#include "repair/invisible.h"

#include "property.h"
#include "repair/lost.h"
#include "repaired.h"

using namespace dealwire;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fuzz::RepairedTexts texts(data, size);
  const std::vector<std::string> once = texts.after(find_invisible);
  const std::vector<std::string> twice = fuzz::RepairedTexts(once).after(find_invisible);
  require(once == twice, "cutting twice changes nothing");
  require(texts.after(find_lost) == texts.strings(), "what is lost is not edited");
  return 0;
}

// Readings in brackets: the first line is the title, the rest the text.
#include "property.h"
#include "repair/romanization.h"
#include "repaired.h"

using namespace dealwire;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fuzz::RepairedTexts texts(data, size);
  const std::vector<std::string> once = texts.after(find_readings);
  const std::vector<std::string> twice = fuzz::RepairedTexts(once).after(find_readings);
  require(once == twice, "cutting twice changes nothing");
  return 0;
}

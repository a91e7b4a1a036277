#include "extract/data.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "text/embedded.h"

namespace dealwire {

const std::vector<EmbeddedFile>& extract_files();  // generated

std::string_view extract_data(std::string_view name) {
  for (const EmbeddedFile& file : extract_files()) {
    if (file.path == name) return file.content;
  }
  refuse_data(name, "is missing");
}

void refuse_data(std::string_view name, const std::string& why) {
  std::fprintf(stderr, "dealwire: extract/%.*s: %s\n", static_cast<int>(name.size()), name.data(),
               why.c_str());
  std::abort();
}

}  // namespace dealwire

#include "app/commands.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace dealwire {

void complain(const std::string& message) {
  std::fprintf(stderr, "dealwire: %s\n", message.c_str());
}

int refuse(const Error& error, const Options& options, int otherwise) {
  const bool locked = error.code == "locked";
  if (!locked || !options.quiet) complain(error.message);
  return locked ? kLocked : otherwise;
}

std::vector<Input> inputs_of(const std::vector<std::string>& paths, size_t& failures) {
  std::vector<Input> out;
  for (const std::string& path : paths) {
    const size_t before = failures;
    const auto problem = [&](const Error& error) {
      ++failures;
      complain(error.message);
    };
    std::vector<Input> inputs = list_inputs(path, problem);
    if (inputs.empty() && failures == before)
      complain(path +
               ": holds no .html, .htm, .xhtml, .txt, .warc, .warc.gz, .arc or .arc.gz files");
    std::move(inputs.begin(), inputs.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace dealwire

#include "app/commands.h"

#include <cstdio>

namespace dealwire {

void complain(const std::string& message) {
  std::fprintf(stderr, "dealwire: %s\n", message.c_str());
}

std::vector<Input> inputs_of(const std::vector<std::string>& paths, size_t& failures) {
  std::vector<Input> out;
  for (const std::string& path : paths) {
    const auto problem = [&](const Error& error) {
      ++failures;
      complain(error.message);
    };
    for (Input& input : list_inputs(path, problem)) out.push_back(std::move(input));
  }
  return out;
}

}  // namespace dealwire

// The documents a command line names.
#pragma once

#include <string>
#include <vector>

#include "app/commands.h"
#include "ingest/files.h"

namespace dealwire {

// Lists all inputs of the command line; folders that cannot be read are complained about and
// counted in `failures`.
inline std::vector<Input> inputs_of(const Options& options, size_t& failures) {
  std::vector<Input> out;
  for (const std::string& path : options.paths) {
    for (Input& input : list_inputs(path, [&](const Error& error) {
           ++failures;
           complain(error.message);
         })) {
      out.push_back(std::move(input));
    }
  }
  return out;
}

}  // namespace dealwire

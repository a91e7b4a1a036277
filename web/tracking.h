// Which parameters of a URL only track its reader: the data of web/tracking.toml, whose first
// comment is its format.
//
// Immutable after loading, safe to share between threads. A lookup is a search among the names and
// a walk along the few that end in "*".
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/error.h"
#include "text/data_file.h"

namespace dealwire {

class TrackingParameters {
 public:
  // Of which all parameters track, or none.
  struct Example {
    std::string of, url;
    bool match;
  };

  // Fails with "tracking", naming file, line and reason.
  static Expected<TrackingParameters> load(const DataFile& file);

  // Those compiled into the program.
  static const TrackingParameters& instance();

  // Does the parameter only track at this host? Host in lower case, name and value in any, without
  // percent-encoding where none is needed.
  bool contains(std::string_view host, std::string_view name, std::string_view value) const;

  const std::vector<Example>& examples() const { return examples_; }

 private:
  friend class TrackingReader;

  // Where and with what value a name means tracking; empty lists mean any.
  struct Entry {
    std::vector<std::string> hosts, values;
    bool fits(std::string_view host, std::string_view value) const;
  };

  std::vector<Entry> entries_;
  std::multimap<std::string, size_t, std::less<>> names_;   // the entry of each
  std::vector<std::pair<std::string, size_t>> beginnings_;  // of names, without the "*"
  std::vector<Example> examples_;
};

}  // namespace dealwire

// One Chinese from two scripts: traditional to simplified characters as OpenCC's `t2s` does it.
#pragma once

#include <string>
#include <string_view>

#include "model/source_map.h"
#include "text/conversion.h"
#include "text/trie.h"

namespace dealwire {

// Immutable after construction, safe to share between threads. The dictionaries are read from
// OpenCC's data files and matched leftmost-longest by a double-array trie, phrases before
// characters, which gives the library's own output at fifty times its speed (a test compares).
class Simplifier {
 public:
  // The one of this process, loaded at first use (about 5 ms). Aborts with a message if OpenCC's
  // data is missing, as it is then not installed.
  static const Simplifier& instance();

  // `text` in simplified characters, with the map back to it.
  SourcedText simplify(std::string_view text) const { return to_simplified_(text); }

  std::string operator()(std::string_view text) const { return simplify(text).text; }

  // How many characters of `text` only one of the scripts uses.
  struct Evidence {
    size_t traditional = 0;
    size_t simplified = 0;
  };
  Evidence evidence(std::string_view text) const;

 private:
  explicit Simplifier(const std::string& data_folder);

  Conversion to_simplified_;
  Trie only_simplified_;
};

}  // namespace dealwire

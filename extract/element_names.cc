#include "extract/element_names.h"

#include <toml++/toml.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "text/embedded.h"

namespace dealwire {

const std::vector<EmbeddedFile>& extract_files();  // generated

namespace {

using Words = std::unordered_map<std::string, uint32_t>;

// The file is ours and compiled in, so a mistake in it is a mistake in the program: it stops it.
const Words& words() {
  static const Words loaded = [] {
    Words out;
    for (const EmbeddedFile& file : extract_files()) {
      if (file.path != "element_names.toml") continue;
      const toml::table table = toml::parse(file.content);
      for (size_t i = 0; i < kElementNames.size(); ++i) {
        const auto* list = table[kElementNames[i]]["words"].as_array();
        if (list == nullptr) {
          std::fprintf(stderr, "dealwire: element_names.toml: no [%s]\n", kElementNames[i].data());
          std::abort();
        }
        for (const auto& word : *list) out[word.value_or<std::string>("")] |= uint32_t{1} << i;
      }
    }
    return out;
  }();
  return loaded;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

uint32_t names_of(std::string_view class_or_id) {
  constexpr size_t kLongest = 20;
  uint32_t found = 0;
  std::string word;
  const auto end_word = [&] {
    if (word.size() > 1 && word.size() <= kLongest) {
      const auto hit = words().find(word);
      if (hit != words().end()) found |= hit->second;
    }
    word.clear();
  };
  char before = ' ';
  for (char c : class_or_id) {
    if (is_upper(c) && is_lower(before)) end_word();
    if (is_upper(c) || is_lower(c)) {
      word += static_cast<char>(c | 0x20);
    } else {
      end_word();
    }
    before = c;
  }
  end_word();
  return found;
}

}  // namespace dealwire

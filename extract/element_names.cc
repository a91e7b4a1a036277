#include "extract/element_names.h"

#include <toml++/toml.h>

#include <string>
#include <unordered_map>

#include "extract/data.h"

namespace dealwire {

namespace {

constexpr std::string_view kFile = "element_names.toml";

using ElementWords = std::unordered_map<std::string, uint32_t>;

const ElementWords& element_words() {
  static const ElementWords loaded = [] {
    ElementWords out;
    const toml::table table = toml::parse(extract_data(kFile));
    for (size_t i = 0; i < kElementNames.size(); ++i) {
      const auto* list = table[kElementNames[i]]["words"].as_array();
      if (list == nullptr) refuse_data(kFile, "has no [" + std::string(kElementNames[i]) + "]");
      for (const auto& word : *list) out[word.value_or<std::string>("")] |= uint32_t{1} << i;
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
      const auto hit = element_words().find(word);
      if (hit != element_words().end()) found |= hit->second;
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

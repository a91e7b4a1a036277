#include "text/toml_file.h"

#include <algorithm>

namespace dealwire {

TomlFile::TomlFile(const DataFile& file) : file_(file) {
  try {
    table_ = toml::parse(file.content, file.shown_path);
  } catch (const toml::parse_error& e) {
    dealwire::refuse(file, e.source().begin.line, "", e.description());
  }
}

std::string TomlFile::string_of(const toml::node& node, std::string_view what) const {
  if (const auto value = node.value_exact<std::string>()) return *value;
  refuse(node, what, "must be a text in quotes");
}

std::vector<std::string> TomlFile::strings_of(const toml::node& node, std::string_view what) const {
  const toml::array* list = node.as_array();
  if (list == nullptr || list->empty()) refuse(node, what, "must be a list of texts in quotes");
  std::vector<std::string> out;
  for (const toml::node& item : *list) out.push_back(string_of(item, what));
  return out;
}

std::string TomlFile::required(const toml::table& table, std::string_view key,
                               std::string_view what) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) refuse(table, what, "lacks '" + std::string(key) + "'");
  return string_of(*node, key);
}

std::optional<std::string> TomlFile::optional(const toml::table& table,
                                              std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  return string_of(*node, key);
}

void TomlFile::check_keys(const toml::table& table, std::string_view what,
                          std::initializer_list<std::string_view> known) const {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      refuse(value, what, "unknown key '" + std::string(key.str()) + "'");
    }
  }
}

}  // namespace dealwire

// A data file in TOML, read with checks: every value has the type it must have, every key is known.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/data_file.h"

namespace dealwire {

// Base of the readers of one format each. All functions throw Mistake where the file is not as they
// ask; `what` says whom a value is of, for the message.
class TomlFile {
 protected:
  // Keeps the reference.
  explicit TomlFile(const DataFile& file);

  const DataFile& file() const { return file_; }
  const toml::table& table() const { return table_; }

  static size_t line_of(const toml::node& node) { return node.source().begin.line; }

  [[noreturn]] void refuse(const toml::node& at, std::string_view what,
                           std::string_view reason) const {
    dealwire::refuse(file_, line_of(at), what, reason);
  }

  std::string string_of(const toml::node& node, std::string_view what) const;
  std::vector<std::string> strings_of(const toml::node& node, std::string_view what) const;

  std::string required(const toml::table& table, std::string_view key, std::string_view what) const;
  std::optional<std::string> optional(const toml::table& table, std::string_view key) const;

  void check_keys(const toml::table& table, std::string_view what,
                  std::initializer_list<std::string_view> known) const;

 private:
  const DataFile& file_;
  toml::table table_;
};

}  // namespace dealwire

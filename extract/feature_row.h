// How features.cc and feature_context.cc write their tables.
#pragma once

#include <string_view>
#include <vector>

namespace dealwire {

// Appends the values of one row; where names are wanted, collects them instead.
class Row {
 public:
  explicit Row(std::vector<float>& values) : values_(values) {}
  Row(std::vector<float>& values, std::vector<std::string_view>& names)
      : values_(values), names_(&names) {}

  void operator()(std::string_view name, double value) {
    values_.push_back(static_cast<float>(value));
    if (names_ != nullptr) names_->push_back(name);
  }

 private:
  std::vector<float>& values_;
  std::vector<std::string_view>* names_ = nullptr;
};

inline double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace dealwire

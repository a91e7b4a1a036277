#include "extract/boosted_trees.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "text/utf8.h"

namespace dealwire {

class BoostedTrees::Parser {
 public:
  Parser(std::string_view line, const std::vector<std::string_view>& features, BoostedTrees& out)
      : rest_(line), features_(features), out_(out) {}

  // False if the line is no tree.
  bool tree(int depth = 0) {
    constexpr int kDeepest = 64;
    if (depth > kDeepest) return false;
    if (!take('(')) return leaf();
    const auto feature = std::find(features_.begin(), features_.end(), word());
    float threshold = 0;
    if (feature == features_.end() || !number(threshold)) return false;
    const size_t node = out_.nodes_.size();
    out_.nodes_.push_back({threshold, static_cast<uint16_t>(feature - features_.begin()), 0});
    if (!tree(depth + 1)) return false;
    const size_t above = out_.nodes_.size() - node;
    if (above > std::numeric_limits<uint16_t>::max()) return false;
    out_.nodes_[node].above = static_cast<uint16_t>(above);
    return tree(depth + 1) && take(')');
  }

  bool at_end() {
    rest_ = trim(rest_);
    return rest_.empty();
  }

 private:
  bool take(char c) {
    rest_ = trim(rest_);
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view word() {
    rest_ = trim(rest_);
    const std::string_view out = rest_.substr(0, rest_.find_first_of(" ()"));
    rest_.remove_prefix(out.size());
    return out;
  }

  bool number(float& out) {
    const std::string_view text = word();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(out);
  }

  bool leaf() {
    float value = 0;
    if (!number(value)) return false;
    out_.nodes_.push_back({value, 0, 0});
    return true;
  }

  std::string_view rest_;
  const std::vector<std::string_view>& features_;
  BoostedTrees& out_;
};

Expected<BoostedTrees> BoostedTrees::parse(std::string_view text,
                                           const std::vector<std::string_view>& features) {
  BoostedTrees out;
  size_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    out.roots_.push_back(out.nodes_.size());
    Parser parser(line, features, out);
    if (!parser.tree() || !parser.at_end()) {
      return fail("model", fmt::format("line {}: is no tree of known features", number));
    }
  }
  return out;
}

double BoostedTrees::likelihood(const float* row) const {
  double sum = 0;
  for (const size_t root : roots_) {
    const Node* node = &nodes_[root];
    while (node->above != 0) node += row[node->column] <= node->value ? 1 : node->above;
    sum += static_cast<double>(node->value);
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace dealwire

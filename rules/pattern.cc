#include "rules/pattern.h"

#include <re2/set.h>

namespace dealwire {
namespace {

RE2::Options options_of(bool longest) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_longest_match(longest);
  return out;
}

}  // namespace

std::string Pattern::mistake() const {
  RE2::Set parser(options_of(longest_), RE2::UNANCHORED);  // which compiles only when told to
  std::string out;
  return parser.Add(text_, &out) < 0 ? out : "";
}

const RE2& Pattern::re2() const {
  std::call_once(once_, [this] { compile(); });
  return *compiled_;
}

const std::vector<std::string>& Pattern::groups() const {
  re2();
  return groups_;
}

void Pattern::compile() const {
  compiled_ = std::make_unique<RE2>(text_, options_of(longest_));
  if (!compiled_->ok()) return;
  groups_.resize(static_cast<size_t>(compiled_->NumberOfCapturingGroups()) + 1);
  for (const auto& [index, name] : compiled_->CapturingGroupNames()) {
    groups_[static_cast<size_t>(index)] = name;
  }
}

}  // namespace dealwire

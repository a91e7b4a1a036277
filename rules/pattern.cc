#include "rules/pattern.h"

#include "rules/letter_ranges.h"

namespace dealwire {
namespace {

RE2::Options options_of(bool longest) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_longest_match(longest);
  // With RE2's own 8 MB the widest triggers have no room for an automaton, and are searched for
  // four times slower; what is not needed is not taken.
  out.set_max_mem(24 << 20);
  return out;
}

}  // namespace

const RE2& Pattern::re2() const {
  std::call_once(once_, [this] { compile(); });
  return *compiled_;
}

const std::vector<std::string>& Pattern::groups() const {
  re2();
  return groups_;
}

void Pattern::compile() const {
  compiled_ = std::make_unique<RE2>(with_letter_ranges(text_), options_of(longest_));
  if (!compiled_->ok()) {  // what is wrong is told of what was written
    compiled_ = std::make_unique<RE2>(text_, options_of(longest_));
    return;
  }
  groups_.resize(static_cast<size_t>(compiled_->NumberOfCapturingGroups()) + 1);
  for (const auto& [index, name] : compiled_->CapturingGroupNames()) {
    groups_[static_cast<size_t>(index)] = name;
  }
}

}  // namespace dealwire

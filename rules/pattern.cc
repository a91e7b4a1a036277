#include "rules/pattern.h"

#include <algorithm>
#include <numeric>

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

void PatternSet::add(const Pattern& pattern) { texts_.push_back(pattern.text()); }

bool PatternSet::compile() const {
  std::call_once(*once_, [this] {
    RE2::Options options = options_of(/*longest=*/false);
    // A state of the set lists where each pattern is: room for them grows with their number.
    options.set_max_mem((64 << 20) + static_cast<int64_t>(texts_.size()) * (1 << 20) / 2);
    set_ = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    for (const std::string& text : texts_) set_->Add(text, nullptr);
    compiled_ = set_->Compile();
  });
  return compiled_;
}

std::vector<size_t> PatternSet::hits(std::string_view text) const {
  std::vector<size_t> out;
  if (texts_.empty()) return out;
  std::vector<int> matches;
  RE2::Set::ErrorInfo error{};
  const bool fits = compile();
  const bool any =
      fits && set_->Match(re2::StringPiece(text.data(), text.size()), &matches, &error);
  if (!fits || (!any && error.kind != RE2::Set::kNoError)) {
    out.resize(texts_.size());
    std::iota(out.begin(), out.end(), 0);
    return out;
  }
  out.assign(matches.begin(), matches.end());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace dealwire

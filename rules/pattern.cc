#include "rules/pattern.h"

#include <re2/filtered_re2.h>
#include <re2/set.h>

#include <algorithm>
#include <numeric>

#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr int kShortestWord = 2;  // bytes

RE2::Options options_of(bool longest) {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_longest_match(longest);
  return out;
}

// The same pattern in a form that keeps its words whole. RE2 takes what neighbours begin with out
// of them (take|took becomes t, then ake or ook), which nothing before each alternative prevents;
// and it looks past what may be left out (orders? for), but not past alternatives (order(?:|s)
// for).
std::string spelled_out(const std::string& pattern) {
  constexpr std::string_view kNothing = "(?:)";
  std::string out;
  std::vector<size_t> groups;  // where those open in `out` begin
  const auto at = [&](size_t pos) { return pos < pattern.size() ? pattern[pos] : '\0'; };
  const auto may_be_left_out = [&](size_t begin) {
    out.insert(begin, "(?:(?:)|");
    out += ')';
  };
  bool in_class = false;
  for (size_t pos = 0; pos < pattern.size(); ++pos) {
    const char c = pattern[pos];
    const size_t begin = out.size();
    out += c;
    if (c == '\\') {
      out += at(++pos);
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (at(pos + 1) == '^') out += pattern[++pos];
      if (at(pos + 1) == ']') out += pattern[++pos];
    } else if (c == '|') {
      out += kNothing;
    } else if (c == '(') {
      groups.push_back(begin);
      const size_t colon = pattern.find_first_not_of("?ims-", pos + 1);
      const bool has_flags = at(pos + 1) == '?' && at(colon) == ':';  // (?i:
      if (has_flags) {
        out += pattern.substr(pos + 1, colon - pos);
        pos = colon;
      }
      if (has_flags || at(pos + 1) != '?') out += kNothing;
    } else if (c == ')' && !groups.empty()) {
      if (at(pos + 1) == '?' && at(pos + 2) != '?') {
        may_be_left_out(groups.back());
        ++pos;
      }
      groups.pop_back();
    } else if (is_word_character(static_cast<unsigned char>(c)) && at(pos + 1) == '?' &&
               static_cast<unsigned char>(c) < 0x80 && at(pos + 2) != '?') {
      may_be_left_out(begin);
      ++pos;
    }
  }
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
  compiled_ = std::make_unique<RE2>(text_, options_of(longest_));
  if (!compiled_->ok()) return;
  groups_.resize(static_cast<size_t>(compiled_->NumberOfCapturingGroups()) + 1);
  for (const auto& [index, name] : compiled_->CapturingGroupNames()) {
    groups_[static_cast<size_t>(index)] = name;
  }
}

struct PatternSet::Compiled {
  std::once_flag once;
  std::unique_ptr<RE2::Set> set;  // null if the patterns are too large together

  void make(const std::vector<std::string>& texts) {
    RE2::Options options = options_of(/*longest=*/false);
    // A state of the set lists where each pattern is: room for them grows with their number.
    options.set_max_mem((64 << 20) + static_cast<int64_t>(texts.size()) * (1 << 20) / 2);
    set = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    for (const std::string& text : texts) set->Add(text, nullptr);
    if (!set->Compile()) set.reset();
  }
};

PatternSet::PatternSet() : compiled_(std::make_shared<Compiled>()) {}

void PatternSet::add(const Pattern& pattern) { texts_.push_back(pattern.text()); }

std::vector<size_t> PatternSet::hits(std::string_view text) const {
  std::call_once(compiled_->once, [this] { compiled_->make(texts_); });
  const re2::StringPiece piece(text.data(), text.size());
  std::vector<int> matches;
  RE2::Set::ErrorInfo error{RE2::Set::kOutOfMemory};
  const bool any = compiled_->set != nullptr && compiled_->set->Match(piece, &matches, &error);
  if (!any && error.kind != RE2::Set::kNoError) {
    matches.resize(texts_.size());
    std::iota(matches.begin(), matches.end(), 0);
  }
  std::sort(matches.begin(), matches.end());
  return {matches.begin(), matches.end()};
}

struct PatternFilter::Filter {
  std::once_flag once;
  re2::FilteredRE2 patterns{kShortestWord};
  Trie words;
  size_t word_count = 0;

  void make(const std::vector<std::string>& texts) {
    int index = 0;
    for (const std::string& text : texts) {
      patterns.Add(spelled_out(text), options_of(/*longest=*/false), &index);
    }
    std::vector<std::string> found;
    patterns.Compile(&found);
    std::vector<std::pair<std::string, int>> numbered;
    for (std::string& word : found) numbered.emplace_back(std::move(word), word_count++);
    words = Trie(std::move(numbered));
  }
};

PatternFilter::PatternFilter() : filter_(std::make_shared<Filter>()) {}

void PatternFilter::add(const Pattern& pattern) { texts_.push_back(pattern.text()); }

std::vector<size_t> PatternFilter::candidates(std::string_view text) const {
  if (texts_.empty()) return {};
  std::call_once(filter_->once, [this] { filter_->make(texts_); });
  const std::string in_lower_case = lower(text);
  std::vector<bool> stands(filter_->word_count, false);
  for (size_t pos = 0; pos < in_lower_case.size(); ++pos) {
    filter_->words.for_each(in_lower_case, pos, [&](Trie::Match word) {
      stands[static_cast<size_t>(word.value)] = true;
    });
  }
  std::vector<int> words, out;
  for (size_t i = 0; i < stands.size(); ++i) {
    if (stands[i]) words.push_back(static_cast<int>(i));
  }
  filter_->patterns.AllPotentials(words, &out);
  std::sort(out.begin(), out.end());
  return {out.begin(), out.end()};
}

}  // namespace dealwire

#include "rules/trigger.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// Is what its trigger matches here the frame's?
bool is_told_of(const Frame& frame, std::string_view text, Range at) {
  if (at.empty() || cuts_word(text, at)) return false;
  if (frame.not_before && search(frame.not_before->re2(), text.substr(0, at.begin))) return false;
  if (frame.not_after && search(frame.not_after->re2(), text.substr(at.end))) return false;
  return !frame.not_inside || !search(frame.not_inside->re2(), text.substr(at.begin, at.size()));
}

}  // namespace

std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack) {
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  pack.trigger_filter.for_each(text, [&](size_t index, auto places) {
    const Frame& frame = *pack.frames[index];
    PlacedSearch search(text, *frame.trigger, places);
    re2::StringPiece match;
    for (size_t from = 0; search.next(from, {&match, 1});) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      const Range at{begin, begin + match.size()};
      if (is_told_of(frame, text, at)) hits.push_back({&frame, at});
      from = std::max(at.end, from + 1);
    }
  });
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  return hits;
}

size_t end_of_deed(const Masked& masked, const Hit& hit, const std::vector<Hit>& hits) {
  size_t out = masked.clause_end(hit.at.begin);
  for (const Hit& other : hits) {
    if (other.at.begin >= hit.at.end) out = std::min(out, other.at.begin);
  }
  return out;
}

}  // namespace dealwire

#include "rules/trigger.h"

#include <algorithm>
#include <optional>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The matches of a frame's trigger from the places where it may begin, or wherever they are.
class TriggerSearch {
 public:
  TriggerSearch(std::string_view text, const Frame& frame, std::vector<Hit>& hits)
      : text_(text), frame_(frame), hits_(hits) {}

  void from(size_t begin) {
    if (begin < done_) return;
    if (const auto at = match(begin, RE2::ANCHOR_START)) take(*at);
  }

  void anywhere() {
    while (done_ < text_.size()) {
      const auto at = match(done_, RE2::UNANCHORED);
      if (!at) return;
      // What begins inside a word (ont vendu in seront vendus) may hide a trigger that does not.
      const bool cuts_begin = !at->empty() && cuts_word(text_, {at->begin, text_.size()});
      if (cuts_begin) {
        done_ = next_beginning(text_, at->begin);
      } else {
        take(*at);
      }
    }
  }

 private:
  std::optional<Range> match(size_t begin, RE2::Anchor anchor) const {
    re2::StringPiece match;
    const re2::StringPiece text(text_.data(), text_.size());
    if (!frame_.trigger->re2().Match(text, begin, text.size(), anchor, &match, 1)) {
      return std::nullopt;
    }
    const auto at = static_cast<size_t>(match.data() - text_.data());
    return Range{at, at + match.size()};
  }

  void take(Range at) {
    done_ = std::max(at.end, done_ + 1);
    if (at.empty() || cuts_word(text_, at)) return;
    if (frame_.not_before && search(frame_.not_before->re2(), text_.substr(0, at.begin))) return;
    if (frame_.not_after && search(frame_.not_after->re2(), text_.substr(at.end))) return;
    if (frame_.not_inside && search(frame_.not_inside->re2(), text_.substr(at.begin, at.size()))) {
      return;
    }
    hits_.push_back({&frame_, at});
  }

  std::string_view text_;
  const Frame& frame_;
  std::vector<Hit>& hits_;
  size_t done_ = 0;
};

}  // namespace

std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack) {
  // Places, as many as no news has: then one search for all is cheaper.
  constexpr ptrdiff_t kMany = 16;
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  const std::vector<PatternFilter::Place> places = pack.triggers.places(text);
  for (auto place = places.begin(); place != places.end();) {
    const size_t index = place->pattern;
    const auto end = std::find_if(place, places.end(),
                                  [&](const auto& other) { return other.pattern != index; });
    TriggerSearch trigger(text, *pack.frames[index], hits);
    if ((end - 1)->at == PatternFilter::kAnywhere || end - place > kMany) {
      trigger.anywhere();
    } else {
      for (; place != end; ++place) trigger.from(place->at);
    }
    place = end;
  }
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

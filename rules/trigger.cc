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

bool is_undone(std::string_view text, Range word, const Pack& pack) {
  const std::string_view before = trim(text.substr(0, word.begin));
  return pack.word_class("undone").value(before.substr(before.rfind(' ') + 1)) != nullptr;
}

namespace {

// Does a part of the sentence name a party that no part before it does?
bool names_other_in(const Masked& masked, Range part) {
  const auto named_before = [&](const std::string& key) {
    return std::any_of(masked.slots.begin(), masked.slots.end(), [&](const Masked::Slot& slot) {
      return slot.is_party() && slot.at.end <= part.begin && slot.key() == key;
    });
  };
  return std::any_of(masked.slots.begin(), masked.slots.end(), [&](const Masked::Slot& slot) {
    return slot.is_party() && part.contains(slot.at) && !named_before(slot.key());
  });
}

// "Will buy Pell after its rival Orsk dropped out": where a word of class `off_after` opens what
// tells that a deal is off with somebody whom the sentence has not named before.
std::vector<Range> off_for_others(const Masked& masked, const std::vector<Word>& states,
                                  const Pack& pack) {
  std::vector<Range> out;
  for (const Word& after : find_words(masked.text, "off_after", pack)) {
    const Range rest{after.at.begin, masked.clause_end(after.at.begin)};
    const bool off = std::any_of(states.begin(), states.end(), [&](const Word& word) {
      return *word.value == "cancelled" && rest.contains(word.at);
    });
    if (off && names_other_in(masked, rest)) out.push_back(rest);
  }
  return out;
}

// Does the part of the sentence behind a break say what the deal before it has come to: ..., but
// the offer lapsed?
bool goes_on_about_deal(const Masked& masked, const Hit& hit, const Word& state, const Pack& pack) {
  size_t begin = hit.at.end;
  for (const size_t at : masked.breaks) {
    if (at <= state.at.begin) begin = std::max(begin, at);
  }
  if (state.at.begin < begin || *state.value != "cancelled") return false;
  if (names_other_in(masked, {begin, state.at.end})) return false;
  // ...; the board rejected it.
  const std::string it = mask(Kind::kParty);
  const std::string_view behind = trim(std::string_view(masked.text).substr(state.at.end));
  const Range object{state.at.end, state.at.end + 1 + it.size()};
  return (behind.starts_with(it) && !names_other_in(masked, object)) ||
         !find_words(masked.text, {begin, state.at.begin}, "deal_word", pack).empty() ||
         !find_words(masked.text, {begin, masked.text.size()}, "deal_off", pack).empty();
}

}  // namespace

Signs::Signs(const Masked& masked, const Pack& pack)
    : states(find_words(masked.text, "status", pack)),
      negations(find_words(masked.text, "negation", pack)),
      denials(find_words(masked.text, "denial", pack)),
      denied(find_words(masked.text, "denied", pack)),
      of_others(off_for_others(masked, states, pack)) {}

bool Signs::is_of_others(size_t pos, size_t from) const {
  return std::any_of(of_others.begin(), of_others.end(), [&](const Range& part) {
    return from < part.begin && part.begin <= pos && pos < part.end;
  });
}

namespace {

// 北浜を買収した三輪は…見通しだ, 한결을 인수한 한빛은: is the deed, told as done, only said of the
// party behind it, so that the rest of the sentence does not say when it is done?
bool is_said_of_party(const Masked& masked, const Signs& signs, const Hit& hit, const Pack& pack) {
  constexpr size_t kFarthest = 48;  // bytes: what the party is
  if (!pack.marks_behind()) return false;
  size_t end = 0;
  for (const Word& word : signs.states) {
    const bool of_deed = word.at.overlaps(hit.at) || word.at.begin == hit.at.end;
    if (*word.value == "completed" && of_deed) end = std::max(word.at.end, hit.at.end);
  }
  const auto next = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& slot) { return slot.at.begin >= end; });
  if (end == 0 || next == masked.slots.end() || !next->is_party()) return false;
  const std::string_view between = trim(text_at(masked.text, {end, next->at.begin}));
  return between.size() <= kFarthest &&
         (between.empty() || is_made_of_general_words(between, pack));
}

// 三輪から装置を購入し、来春に工場を稼働させる計画だ: where the clause of a deed ends with its
// verb, which does not tell when it is done, the predicate of the sentence does. Where that clause
// ends.
size_t end_of_predicate(const Masked& masked, const Hit& hit, size_t end, const Pack& pack) {
  constexpr size_t kVerbEnding = 12;  // bytes
  const WordClass& open = pack.word_class("continuative");
  const std::string_view text = masked.text;
  if (open.empty() || end > hit.at.end + kVerbEnding || end >= text.size()) return end;
  while (end < text.size() && open.ending(text.substr(0, end)) > 0) end = masked.clause_end(end);
  return end;
}

}  // namespace

std::string read_status(const Sentence& sentence, const Masked& masked, const Signs& signs,
                        const Hit& hit, const Pack& pack) {
  const auto in_date = [&](const Word& word) {  // May is no "may"
    return std::any_of(sentence.dates.begin(), sentence.dates.end(), [&](const auto& date) {
      return date.at.begin <= masked.source(word.at.begin) &&
             masked.source(word.at.end) <= date.at.end;
    });
  };
  if (is_said_of_party(masked, signs, hit, pack)) return "completed";
  const Range clause{masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  const size_t told_until = end_of_predicate(masked, hit, clause.end, pack);
  // 去年十一月,甲收購乙: the clause before tells nothing but the time.
  const auto leads = [&](const Word& word) {
    constexpr size_t kTime = 18;  // bytes
    return pack.leaves_subjects_out() && clause.begin > 0 &&
           masked.clause_begin(clause.begin - 1) == word.at.begin &&
           clause.begin <= word.at.end + kTime;
  };
  bool completed = false, planned = false, planned_here = false, rumored = false, cancelled = false;
  // What is won is a contract, which is yet to be carried out.
  const bool is_signed =
      hit.frame->type == "purchase" && !find_words(masked.text, hit.at, "contract", pack).empty();
  bool ended_here = false, rumored_here = false, announced_here = false;
  for (const Word& word : signs.states) {
    if (*word.value == "done") {
      completed = completed || (word.at.overlaps(hit.at) && !is_signed &&
                                !is_undone(masked.text, word.at, pack));
      continue;
    }
    // But "last year" says that it is done.
    const bool of_date = *word.value != "completed" && in_date(word);
    if (of_date || signs.is_of_others(word.at.begin, hit.at.begin)) continue;
    if (masked.parted(word.at.begin, hit.at.begin) &&
        !goes_on_about_deal(masked, hit, word, pack)) {
      continue;
    }
    const bool here = clause.contains(word.at);
    cancelled = cancelled || *word.value == "cancelled";
    ended_here = ended_here || (*word.value == "cancelled" && here);
    rumored = rumored || *word.value == "rumored";
    rumored_here = rumored_here || (*word.value == "rumored" && here);
    planned = planned || (*word.value == "planned" && word.at.end <= told_until);
    planned_here = planned_here || (*word.value == "planned" && here);
    const bool behind = clause.end <= word.at.begin && word.at.end <= told_until;
    completed = completed || (*word.value == "completed" && (here || behind || leads(word)));
    announced_here = announced_here || (*word.value == "announced" && here);
  }
  // "wird verkauft" is not done, as "wurde verkauft" is.
  completed = completed && !announced_here;
  // Where verbs come last, what a clause says is done stays so, whatever the others say: 샀고, …
  // 포기했다.
  const bool settled = completed && pack.marks_behind();
  if (settled ? ended_here : cancelled) return "cancelled";
  if (settled ? rumored_here : rumored) return "rumored";
  if (planned_here || (planned && !completed)) return "planned";
  return completed ? "completed" : "announced";
}

size_t end_of_deed(const Masked& masked, const Hit& hit, const std::vector<Hit>& hits) {
  size_t out = masked.clause_end(hit.at.begin);
  for (const Hit& other : hits) {
    if (other.at.begin >= hit.at.end) out = std::min(out, other.at.begin);
  }
  return out;
}

Range deed_of(const std::string& status, const Signs& signs, const Hit& hit) {
  if (status != "cancelled") return hit.at;
  for (const Word& word : signs.states) {
    if (*word.value == "cancelled") return word.at;
  }
  return hit.at;
}

bool is_negated(const Masked& masked, const Signs& signs, const Hit& hit, const Pack& pack) {
  const Range left{masked.clause_begin(hit.at.begin), hit.at.begin};
  // But "does not intend to bid" tells of a deal that is off.
  if (!signs.denials.empty() && signs.denials.front().at.begin < hit.at.begin) return true;
  // 傳聞甲將收購乙,甲否認.
  if (!signs.denied.empty() && signs.denied.back().at.begin >= hit.at.end) return true;
  // What will not be sold since the deal is off was one.
  const bool off = std::any_of(signs.states.begin(), signs.states.end(),
                               [](const Word& state) { return *state.value == "cancelled"; });
  if (off) return false;
  if (std::any_of(signs.negations.begin(), signs.negations.end(), [&](const Word& word) {
        return left.contains(word.at) &&
               std::none_of(signs.states.begin(), signs.states.end(),
                            [&](const Word& state) { return state.at.overlaps(word.at); });
      })) {
    return true;
  }
  // Where verbs come last, what denies them clings to them.
  constexpr size_t kBehind = 30;
  const size_t end = std::min(masked.clause_end(hit.at.begin), hit.at.end + kBehind);
  return hit.at.end < end &&
         search(*pack.negation_after,
                std::string_view(masked.text).substr(hit.at.end, end - hit.at.end));
}

bool is_called_off(const Sentence& sentence, const Pack& pack) {
  if (!find_words(sentence.text, "deal_off", pack).empty()) return true;
  const auto words = find_words(sentence.text, "status", pack);
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return *word.value == "cancelled" && !is_undone(sentence.text, word.at, pack);
  });
}

}  // namespace dealwire

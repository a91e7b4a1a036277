#include "rules/deal_status.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool has_state(const std::vector<Word>& states, std::string_view state) {
  return std::any_of(states.begin(), states.end(),
                     [&](const Word& word) { return *word.value == state; });
}

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
  if (!has_state(states, "cancelled")) return out;
  for (const Word& after : find_words(masked.text, "off_after", pack)) {
    const Range rest{after.at.begin, masked.clause_end(after.at.begin)};
    const bool off = std::any_of(states.begin(), states.end(), [&](const Word& word) {
      return *word.value == "cancelled" && rest.contains(word.at);
    });
    if (off && names_other_in(masked, rest)) out.push_back(rest);
  }
  return out;
}

class StatusReader {
 public:
  StatusReader(const Sentence& sentence, const Masked& masked, const Signs& signs, const Hit& hit,
               const Pack& pack)
      : sentence_(sentence), masked_(masked), signs_(signs), hit_(hit), pack_(pack) {}

  std::string read() const {
    if (is_said_of_party()) return "completed";
    bool completed = false, planned = false, rumored = false, cancelled = false;
    bool announced_here = false, planned_here = false, rumored_here = false, ended_here = false;
    for (const Word& word : signs_.states) {
      const std::string& state = *word.value;
      if (state == "done") completed = completed || tells_done(word);
      if (state == "done" || !is_of_deed(word)) continue;
      const bool here = clause_.contains(word.at);
      const bool told = word.at.end <= told_until_;
      cancelled = cancelled || state == "cancelled";
      ended_here = ended_here || (state == "cancelled" && here);
      rumored = rumored || state == "rumored";
      rumored_here = rumored_here || (state == "rumored" && here);
      planned = planned || (state == "planned" && told);
      planned_here = planned_here || (state == "planned" && here);
      const bool behind = clause_.end <= word.at.begin && told;
      completed = completed ||
                  (state == "completed" && (here || behind || leads(word) || closes_deal(word)));
      announced_here = announced_here || (state == "announced" && here);
    }
    // "wird verkauft" is not done, as "wurde verkauft" is.
    completed = completed && !announced_here;
    // Where verbs come last, what a clause says is done stays so, whatever the others say: 샀고, …
    // 포기했다.
    const bool settled = completed && pack_.marks_behind();
    if (settled ? ended_here : cancelled) return "cancelled";
    if (settled ? rumored_here : rumored) return "rumored";
    if (planned_here || (planned && !completed)) return "planned";
    return completed ? "completed" : "announced";
  }

 private:
  // 北浜を買収した三輪は…見通しだ, 한결을 인수한 한빛은: is the deed, told as done, only said of
  // the party behind it, so that the rest of the sentence does not say when it is done?
  bool is_said_of_party() const {
    constexpr size_t kFarthest = 48;  // bytes: what the party is
    if (!pack_.marks_behind()) return false;
    size_t end = 0;
    for (const Word& word : signs_.states) {
      const bool of_deed = word.at.overlaps(hit_.at) || word.at.begin == hit_.at.end;
      if (*word.value == "completed" && of_deed) end = std::max(word.at.end, hit_.at.end);
    }
    const auto next = std::find_if(masked_.slots.begin(), masked_.slots.end(),
                                   [&](const auto& slot) { return slot.at.begin >= end; });
    if (end == 0 || next == masked_.slots.end() || !next->is_party()) return false;
    const std::string_view between = trim(text_at(masked_.text, {end, next->at.begin}));
    return between.size() <= kFarthest &&
           (between.empty() || is_made_of_general_words(between, pack_));
  }

  // 三輪から装置を購入し、来春に工場を稼働させる計画だ: where the clause of a deed ends with its
  // verb, which does not tell when it is done, the predicate of the sentence does. Where that
  // clause ends.
  size_t end_of_predicate() const {
    constexpr size_t kVerbEnding = 12;  // bytes
    const WordClass& open = pack_.word_class("continuative");
    const std::string_view text = masked_.text;
    size_t end = clause_.end;
    if (open.empty() || end > hit_.at.end + kVerbEnding || end >= text.size()) return end;
    while (end < text.size() && open.ending(text.substr(0, end)) > 0) end = masked_.clause_end(end);
    return end;
  }

  bool tells_done(const Word& word) const {
    // What is won is a contract, which is yet to be carried out.
    const bool is_signed = hit_.frame->type == "purchase" &&
                           !find_words(masked_.text, hit_.at, "contract", pack_).empty();
    return word.at.overlaps(hit_.at) && !is_signed && !is_undone(masked_.text, word.at, pack_);
  }

  bool is_of_deed(const Word& word) const {
    // But "last year" says that it is done.
    if (*word.value != "completed" && is_in_date(word)) return false;
    if (signs_.is_of_others(word.at.begin, hit_.at.begin)) return false;
    return !masked_.parted(word.at.begin, hit_.at.begin) || goes_on_about_deal(word);
  }

  bool is_in_date(const Word& word) const {  // May is no "may"
    const Range at{masked_.source(word.at.begin), masked_.source(word.at.end)};
    return std::any_of(sentence_.dates.begin(), sentence_.dates.end(),
                       [&](const auto& date) { return date.at.contains(at); });
  }

  // Does the part of the sentence behind a break say what the deal before it has come to: ..., but
  // the offer lapsed?
  bool goes_on_about_deal(const Word& state) const {
    size_t begin = hit_.at.end;
    for (const size_t at : masked_.breaks) {
      if (at <= state.at.begin) begin = std::max(begin, at);
    }
    if (state.at.begin < begin || *state.value != "cancelled") return false;
    if (names_other_in(masked_, {begin, state.at.end})) return false;
    // ...; the board rejected it.
    const std::string it = mask(Kind::kParty);
    const std::string_view behind = trim(std::string_view(masked_.text).substr(state.at.end));
    const Range object{state.at.end, state.at.end + 1 + it.size()};
    return (behind.starts_with(it) && !names_other_in(masked_, object)) ||
           !find_words(masked_.text, {begin, state.at.begin}, "deal_word", pack_).empty() ||
           !find_words(masked_.text, {begin, masked_.text.size()}, "deal_off", pack_).empty();
  }

  // 去年十一月,甲收購乙: the clause before tells nothing but the time.
  bool leads(const Word& word) const {
    constexpr size_t kTime = 18;  // bytes
    return pack_.leaves_subjects_out() && clause_.begin > 0 &&
           masked_.clause_begin(clause_.begin - 1) == word.at.begin &&
           clause_.begin <= word.at.end + kTime;
  }

  // ...,交易已於八月完成: does a clause behind the deed say that the deal is done, not that it will
  // be?
  bool closes_deal(const Word& word) const {
    if (word.at.begin < clause_.end) return false;
    const Range said{masked_.clause_begin(word.at.begin), masked_.clause_end(word.at.begin)};
    if (find_words(masked_.text, {said.begin, word.at.begin}, "deal_word", pack_).empty()) {
      return false;
    }
    const auto is_said = [&](const Word& other) { return said.contains(other.at); };
    return std::none_of(signs_.negations.begin(), signs_.negations.end(), is_said) &&
           std::all_of(signs_.states.begin(), signs_.states.end(), [&](const Word& state) {
             return !is_said(state) || *state.value == "completed";
           });
  }

  const Sentence& sentence_;
  const Masked& masked_;
  const Signs& signs_;
  const Hit& hit_;
  const Pack& pack_;
  const Range clause_{masked_.clause_begin(hit_.at.begin), masked_.clause_end(hit_.at.begin)};
  const size_t told_until_ = end_of_predicate();  // where the plan or the past of the deed is told
};

}  // namespace

bool is_undone(std::string_view text, Range word, const Pack& pack) {
  const std::string_view before = trim(text.substr(0, word.begin));
  return pack.word_class("undone").value(before.substr(before.rfind(' ') + 1)) != nullptr;
}

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

std::string read_status(const Sentence& sentence, const Masked& masked, const Signs& signs,
                        const Hit& hit, const Pack& pack) {
  return StatusReader(sentence, masked, signs, hit, pack).read();
}

Range deed_of(const std::string& status, const Signs& signs, const Hit& hit) {
  if (status != "cancelled") return hit.at;
  const auto off = std::find_if(signs.states.begin(), signs.states.end(),
                                [](const Word& word) { return *word.value == "cancelled"; });
  return off == signs.states.end() ? hit.at : off->at;
}

bool is_negated(const Masked& masked, const Signs& signs, const Hit& hit, const Pack& pack) {
  const Range left{masked.clause_begin(hit.at.begin), hit.at.begin};
  // But "does not intend to bid" tells of a deal that is off.
  if (!signs.denials.empty() && signs.denials.front().at.begin < hit.at.begin) return true;
  // 傳聞甲將收購乙,甲否認.
  if (!signs.denied.empty() && signs.denied.back().at.begin >= hit.at.end) return true;
  // What will not be sold since the deal is off was one.
  if (has_state(signs.states, "cancelled")) return false;
  if (std::any_of(signs.negations.begin(), signs.negations.end(), [&](const Word& word) {
        return left.contains(word.at) &&
               std::none_of(signs.states.begin(), signs.states.end(),
                            [&](const Word& state) { return state.at.overlaps(word.at); });
      })) {
    return true;
  }
  // Where verbs come last, what denies them clings to them.
  constexpr size_t kBehind = 30;  // bytes
  const size_t end = std::min(masked.clause_end(hit.at.begin), hit.at.end + kBehind);
  if (hit.at.end >= end) return false;
  const std::string_view behind = text_at(masked.text, {hit.at.end, end});
  return RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), *pack.negation_after);
}

bool is_called_off(const Sentence& sentence, const Pack& pack) {
  if (!find_words(sentence.text, "deal_off", pack).empty()) return true;
  const auto words = find_words(sentence.text, "status", pack);
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return *word.value == "cancelled" && !is_undone(sentence.text, word.at, pack);
  });
}

}  // namespace dealwire

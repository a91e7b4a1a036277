#include "rules/frames.h"

#include <algorithm>
#include <array>
#include <set>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNear = 48;  // bytes between a case word and its party: an apposition fits in

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The masked sentence: what triggers and case words are looked for in.
struct Masked {
  struct Slot {
    const Sentence::Item* item;
    Range at;
    bool is_party() const { return item->found->kind == Kind::kParty; }
    bool weak() const { return item->found->weak; }
  };
  std::string text;
  std::vector<Slot> slots;
  std::vector<size_t> clause_ends;

  size_t clause_of(size_t pos) const {
    return static_cast<size_t>(std::upper_bound(clause_ends.begin(), clause_ends.end(), pos) -
                               clause_ends.begin());
  }
  size_t clause_begin(size_t pos) const {
    const size_t clause = clause_of(pos);
    return clause == 0 ? 0 : clause_ends[clause - 1];
  }
  size_t clause_end(size_t pos) const {
    const size_t clause = clause_of(pos);
    return clause < clause_ends.size() ? clause_ends[clause] : text.size();
  }
};

Masked mask_sentence(const Sentence& sentence) {
  Masked out;
  size_t done = 0;
  const auto copy = [&](size_t end) {
    for (size_t pos = done; pos < end;) {
      const size_t begin = pos;
      const char32_t c = next_character(sentence.text, pos);
      const bool private_use = c >= 0xE000 && c <= 0xF8FF;
      out.text += private_use ? "\xEF\xBF\xBD" : sentence.text.substr(begin, pos - begin);
    }
    done = end;
  };
  for (const Sentence::Item& item : sentence.items) {
    copy(item.at.begin);
    const size_t begin = out.text.size();
    // A weak name in Chinese may be words we do not know: it stays readable.
    size_t first = item.at.begin;
    if (item.found->weak && is_cjk(next_character(sentence.text, first))) {
      copy(item.at.end);
    } else {
      out.text += mask(item.found->kind);
      done = item.at.end;
    }
    out.slots.push_back({&item, {begin, out.text.size()}});
  }
  copy(sentence.text.size());
  for (size_t pos = 0; pos < out.text.size();) {
    const char32_t c = next_character(out.text, pos);
    if (c == ',' || c == ';' || c == ':' || c == U'。') out.clause_ends.push_back(pos);
  }
  return out;
}

struct Hit {
  const Frame* frame;
  Range at;
};

std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack) {
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  for (const auto& frame : pack.frames) {
    re2::StringPiece match;
    size_t from = 0;
    while (from < text.size() &&
           frame->trigger->Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                                 RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      const Range at{begin, begin + match.size()};
      from = std::max(at.end, from + 1);
      if (at.empty() || cuts_word(text, at)) continue;
      if (frame->not_before && search(*frame->not_before, text.substr(0, at.begin))) continue;
      if (frame->not_after && search(*frame->not_after, text.substr(at.end))) continue;
      hits.push_back({frame.get(), at});
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  std::vector<Hit> out;
  for (const Hit& hit : hits) {
    if (out.empty() || hit.at.begin >= out.back().at.end) out.push_back(hit);
  }
  return out;
}

bool has_role(const Claim& claim, std::string_view role) {
  return std::any_of(claim.parties.begin(), claim.parties.end(),
                     [&](const auto& party) { return party.first == role; });
}

// Gives the parties of a sentence their places around one trigger.
class Binder {
 public:
  Binder(const Masked& masked, const Pack& pack, const Hit& hit, const Topic& topic)
      : masked_(masked), pack_(pack), hit_(hit), topic_(topic) {
    clause_ = {masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  }

  // Who has which role. One place fills a role; of several the one nearer to the verb's own
  // arguments.
  void bind(Claim& claim) {
    constexpr std::array<std::string_view, 4> kFirst = {"subject", "object", "inside", "to"};
    const auto places = find_places();
    const auto take = [&](const std::string& place, const std::vector<size_t>& mentions) {
      const auto role = hit_.frame->roles.find(place);
      if (role == hit_.frame->roles.end() || has_role(claim, role->second)) return;
      for (size_t mention : mentions) claim.parties.emplace_back(role->second, mention);
    };
    for (std::string_view place : kFirst) {
      const auto found = places.find(std::string(place));
      if (found != places.end()) take(found->first, found->second);
    }
    for (const auto& [place, mentions] : places) take(place, mentions);
  }

  // A party was guessed: its name is no sure one, or it comes from the sentence before. Such a
  // claim needs an amount to be believed.
  bool guessed() const { return guessed_; }

 private:
  // Place ("subject", "object", "to" ...) -> mentions.
  std::map<std::string, std::vector<size_t>> find_places() {
    place_within_clause();
    // Who is acted upon stands on the left of a passive, and of a deed with its doer marked.
    const bool acted_upon = passive() || (places_.count("by") > 0 && places_.count("object") == 0);
    if (acted_upon && places_.count("subject") > 0) {
      const auto subject = places_.extract("subject");
      places_["object"] = subject.mapped();
    }
    take_weak_arguments();
    look_around();
    return std::move(places_);
  }

  bool passive() const {
    return search(
        *pack_.passive,
        std::string_view(masked_.text).substr(clause_.begin, hit_.at.begin - clause_.begin));
  }

  void place_within_clause() {
    const Masked::Slot* previous = nullptr;
    std::string previous_place;
    std::vector<size_t> left;
    for (const Masked::Slot& slot : masked_.slots) {
      if (!clause_.contains(slot.at) || is_modifier(slot)) continue;
      if (!slot.is_party() || !usable(slot)) {
        if (!slot.weak()) previous = nullptr;
        continue;
      }
      const bool is_left = slot.at.end <= hit_.at.begin;
      if (!is_left && slot.at.begin < hit_.at.end) {
        places_["inside"].push_back(slot.item->index);
        continue;
      }
      std::string place;
      if (previous != nullptr && joined(*previous, slot)) {
        place = previous_place;
      } else {
        place = case_of(slot, is_left ? clause_.begin : hit_.at.end);
        if (!is_left && place.empty() && possessive(slot)) place = "from";
        if (place.empty()) place = is_left ? "subject" : "object";
        // The nearest unmarked name on the left is the subject; only the first on the right the
        // object.
        if (place == "subject") places_.erase("subject");
        if (place == "object" && places_.count("object") > 0) place = "beyond";
      }
      places_[place].push_back(slot.item->index);
      previous = &slot;
      previous_place = place;
    }
    places_.erase("beyond");
  }

  // Weak names in Chinese are taken only where an argument must be (take_weak_arguments).
  bool usable(const Masked::Slot& slot) const {
    return !slot.weak() || slot.at.size() == mask(Kind::kParty).size();
  }

  // Is there nothing but a conjunction between two names?
  bool joined(const Masked::Slot& a, const Masked::Slot& b) const {
    if (a.at.end > b.at.begin || (a.at.end <= hit_.at.begin && b.at.begin >= hit_.at.end))
      return false;
    const std::string_view between =
        trim(std::string_view(masked_.text).substr(a.at.end, b.at.begin - a.at.end));
    return pack_.word_class("conjunction").value(between) != nullptr;
  }

  // The case word before a name, searched back to `limit` or the mention before it; empty if none.
  std::string case_of(const Masked::Slot& slot, size_t limit) const {
    size_t begin = limit;
    for (const Masked::Slot& other : masked_.slots) {
      if (other.at.end <= slot.at.begin && usable(other) && !is_modifier(other)) {
        begin = std::max(begin, other.at.end);
      }
    }
    if (begin > slot.at.begin) return {};
    const std::string_view text = masked_.text;
    std::string found;
    size_t found_end = 0;
    for (size_t pos = begin; pos < slot.at.begin;) {
      size_t length = utf8_length(text[pos]);
      // Case words of one character stand inside other words, hence whole words first.
      const Trie::Match general = pack_.general_words.longest(text, pos);
      if (general.length > length && pos + general.length <= slot.at.begin) length = general.length;
      if (is_word_character(character_at(text, pos))) {
        length = 0;
        while (pos + length < slot.at.begin &&
               is_word_character(character_at(text, pos + length))) {
          length += utf8_length(text[pos + length]);
        }
      }
      if (const std::string* value = pack_.word_class("case").value(text.substr(pos, length))) {
        found = *value;
        found_end = pos + length;
      }
      pos += length;
    }
    return slot.at.begin - found_end <= kNear ? found : std::string();
  }

  // In 对澄岳的关系企业岳光储能投资 the party is the second one; the first only says whose it is.
  bool is_modifier(const Masked::Slot& slot) const {
    if (!slot.is_party()) return false;
    const std::string_view behind = std::string_view(masked_.text).substr(slot.at.end);
    bool marked = false;
    for (const auto& [word, value] : pack_.word_class("modifier").values()) {
      marked = marked || behind.starts_with(word);
    }
    return marked &&
           std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& other) {
             const bool same_side =
                 (other.at.end <= hit_.at.begin) == (slot.at.end <= hit_.at.begin);
             return other.is_party() && usable(other) && same_side &&
                    other.at.begin > slot.at.end && other.at.begin - slot.at.end <= kNear &&
                    masked_.clause_of(other.at.begin) == masked_.clause_of(slot.at.begin);
           });
  }

  // X's unit, X旗下的工厂: what is bought is not X.
  bool possessive(const Masked::Slot& slot) const {
    const std::string_view behind = std::string_view(masked_.text).substr(slot.at.end);
    for (const auto& [word, value] : pack_.word_class("possessive").values()) {
      if (behind.starts_with(word)) return true;
    }
    return false;
  }

  // A name we cannot be sure of is one where the trigger demands an argument next to it.
  void take_weak_arguments() {
    constexpr size_t kAdjacent = 6;
    for (const Masked::Slot& slot : masked_.slots) {
      if (!slot.is_party() || usable(slot) || !clause_.contains(slot.at)) continue;
      const bool behind = slot.at.begin >= hit_.at.end && slot.at.begin - hit_.at.end <= kAdjacent;
      if (behind && places_.count("object") == 0) {
        places_["object"] = {slot.item->index};
        guessed_ = true;
      }
      const std::string place =
          slot.at.end <= hit_.at.begin ? case_of(slot, clause_.begin) : std::string();
      if (!place.empty() && places_.count(place) == 0) {
        places_[place] = {slot.item->index};
        guessed_ = true;
      }
    }
  }

  // What the clause lacks may stand in another one, or be what the text is about.
  void look_around() {
    const auto mentioned = [&](const std::string& key) {
      return std::any_of(places_.begin(), places_.end(), [&](const auto& place) {
        return std::any_of(place.second.begin(), place.second.end(),
                           [&](size_t other) { return key_of(other) == key; });
      });
    };
    const size_t here = masked_.clause_of(hit_.at.begin);
    // The clauses before, nearest first; then those behind.
    std::vector<size_t> clauses;
    for (size_t i = here; i-- > 0;) clauses.push_back(i);
    for (size_t i = here + 1; i <= masked_.clause_ends.size(); ++i) clauses.push_back(i);
    std::optional<size_t> subject, weak_subject;
    std::vector<std::pair<std::string, size_t>> marked;
    for (size_t clause : clauses) {
      bool first = true;
      for (const Masked::Slot& slot : masked_.slots) {
        if (!slot.is_party() || !usable(slot) || masked_.clause_of(slot.at.begin) != clause)
          continue;
        const std::string place = case_of(slot, clause == 0 ? 0 : masked_.clause_ends[clause - 1]);
        if (!place.empty()) {
          marked.emplace_back(place, slot.item->index);
        } else if (clause < here && slot.weak()) {
          if (!weak_subject) weak_subject = slot.item->index;
        } else if (first && clause < here) {
          if (!subject) subject = slot.item->index;
          first = false;
        }
      }
    }
    if (!subject) subject = weak_subject;
    if (places_.count("subject") == 0 && places_.count("by") == 0) {
      const bool carried = !subject && topic_.subject;
      const std::string key = subject ? key_of(*subject) : topic_.key;
      if (!subject) subject = topic_.subject;
      if (subject && !mentioned(key)) {
        places_["subject"] = {*subject};
        guessed_ = guessed_ || carried;
      }
    }
    for (const auto& [place, index] : marked) {
      if (hit_.frame->roles.count(place) > 0 && places_.count(place) == 0 &&
          !mentioned(key_of(index))) {
        places_[place] = {index};
      }
    }
  }

  std::string key_of(size_t index) const {
    for (const Masked::Slot& slot : masked_.slots) {
      if (slot.item->index == index) return slot.item->found->party.key;
    }
    return {};
  }

  const Masked& masked_;
  const Pack& pack_;
  const Hit& hit_;
  const Topic& topic_;
  Range clause_;
  std::map<std::string, std::vector<size_t>> places_;
  bool guessed_ = false;
};

// How certain the deal is, by the words around the trigger. What casts doubt on a deal or ends it
// counts in the whole sentence; a plan reaches from its clause to those behind it; that something
// is done is said in the trigger's own clause, and then it is no plan.
std::string read_status(const Masked& masked, const Hit& hit, const Pack& pack) {
  const Range clause{masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  bool completed = false, planned = false, planned_here = false, rumored = false, cancelled = false;
  re2::StringPiece rest(masked.text), word;
  while (RE2::FindAndConsume(&rest, *pack.status, &word)) {
    const auto begin = static_cast<size_t>(word.data() - masked.text.data());
    const Range at{begin, begin + word.size()};
    const std::string* value =
        pack.word_class("status").value(std::string_view(word.data(), word.size()));
    if (value == nullptr || cuts_word(masked.text, at)) continue;
    const bool here = clause.contains(at);
    cancelled = cancelled || *value == "cancelled";
    rumored = rumored || *value == "rumored";
    planned = planned || (*value == "planned" && at.end <= clause.end);
    planned_here = planned_here || (*value == "planned" && here);
    completed = completed || (*value == "completed" && here);
  }
  if (cancelled) return "cancelled";
  if (rumored) return "rumored";
  if (planned_here || (planned && !completed)) return "planned";
  return completed ? "completed" : "announced";
}

bool is_negated(const Masked& masked, const Hit& hit, const Pack& pack) {
  const size_t begin = masked.clause_begin(hit.at.begin);
  const std::string_view left = std::string_view(masked.text).substr(begin, hit.at.begin - begin);
  re2::StringPiece rest(left.data(), left.size()), word;
  while (RE2::FindAndConsume(&rest, *pack.negation, &word)) {
    const auto at = static_cast<size_t>(word.data() - masked.text.data());
    if (!cuts_word(masked.text, {at, at + word.size()})) return true;
  }
  return false;
}

bool has(const Claim& claim, std::string_view name) {
  if (name == "money") return claim.money.has_value();
  if (name == "power") return claim.power.has_value();
  if (name == "stake") return claim.stake.has_value();
  return has_role(claim, name);
}

bool is_amount(std::string_view name) {
  return name == "money" || name == "power" || name == "stake";
}

// Is one of the frame's needs met, but for amounts that it may still get?
bool has_parties(const Claim& claim, const Frame& frame) {
  return std::any_of(frame.need.begin(), frame.need.end(), [&](const auto& set) {
    return std::all_of(set.begin(), set.end(),
                       [&](const auto& name) { return is_amount(name) || has(claim, name); });
  });
}

// Gives each amount of the sentence to the nearest trigger that has its parties: in its clause,
// else in the clauses around it, those behind it first.
void attach_amounts(const Masked& masked, const std::vector<Hit>& hits,
                    const std::vector<bool>& viable, std::vector<Claim>& claims) {
  for (const Masked::Slot& slot : masked.slots) {
    const Found& found = *slot.item->found;
    if (found.kind == Kind::kParty) continue;
    if (found.kind == Kind::kMoney && !found.measure.empty() && found.measure != "deal") continue;
    const size_t clause = masked.clause_of(slot.at.begin);
    Claim* nearest = nullptr;
    size_t best = 0;
    for (size_t i = 0; i < hits.size(); ++i) {
      if (!viable[i]) continue;
      const size_t trigger = masked.clause_of(hits[i].at.begin);
      const size_t clauses =
          clause >= trigger ? 2 * (clause - trigger) : 2 * (trigger - clause) + 1;
      const size_t bytes = slot.at.begin >= hits[i].at.end    ? slot.at.begin - hits[i].at.end
                           : slot.at.begin < hits[i].at.begin ? hits[i].at.begin - slot.at.begin
                                                              : 0;
      const size_t distance = clauses * masked.text.size() + bytes;
      if (nearest == nullptr || distance < best) {
        nearest = &claims[i];
        best = distance;
      }
    }
    if (nearest == nullptr) continue;
    std::optional<size_t>& place = found.kind == Kind::kMoney   ? nearest->money
                                   : found.kind == Kind::kPower ? nearest->power
                                                                : nearest->stake;
    if (!place) {
      place = slot.item->index;
    } else {
      nearest->also.push_back(slot.item->index);
    }
  }
}

// Control makes the difference: less than half of a company is an investment in it, more an
// acquisition, whatever the verb. Half alone does not tell.
void weigh_stake(Claim& claim, const Masked& masked) {
  if (!claim.stake || (claim.type != "acquisition" && claim.type != "investment")) return;
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.item->index != *claim.stake) continue;
    const auto& value = slot.item->found->amount.value;
    if (!value || *value == Decimal(50)) return;
    const bool control = Decimal(50).less_than(*value);
    claim.type = control ? "acquisition" : "investment";
    for (auto& [role, mention] : claim.parties) {
      if (role == "acquirer" || role == "investor") role = control ? "acquirer" : "investor";
      if (role == "target" || role == "investee") role = control ? "target" : "investee";
    }
  }
}

}  // namespace

std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, Topic& topic,
                               std::vector<TurnedDown>& refused) {
  const Masked masked = mask_sentence(sentence);
  const std::vector<Hit> hits = find_triggers(masked, pack);
  std::vector<Claim> claims(hits.size());
  std::vector<bool> guessed(hits.size(), false), viable(hits.size(), false);
  for (size_t i = 0; i < hits.size(); ++i) {
    const Frame& frame = *hits[i].frame;
    Claim& claim = claims[i];
    claim.type = frame.type;
    claim.rule = frame.id;
    if (is_negated(masked, hits[i], pack)) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "negated"});
      continue;
    }
    claim.status = read_status(masked, hits[i], pack);
    Binder binder(masked, pack, hits[i], topic);
    binder.bind(claim);
    guessed[i] = binder.guessed();
    viable[i] = has_parties(claim, frame);
  }
  attach_amounts(masked, hits, viable, claims);

  std::vector<Claim> out;
  for (size_t i = 0; i < hits.size(); ++i) {
    Claim& claim = claims[i];
    if (claim.status.empty()) continue;  // negated
    const Frame& frame = *hits[i].frame;
    const bool met = std::any_of(frame.need.begin(), frame.need.end(), [&](const auto& set) {
      return std::all_of(set.begin(), set.end(),
                         [&](const auto& name) { return has(claim, name); });
    });
    if (!met) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "lacks what the frame needs"});
      continue;
    }
    if (guessed[i] && !claim.money && !claim.stake) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "a guessed party and no amount"});
      continue;
    }
    weigh_stake(claim, masked);
    out.push_back(std::move(claim));
  }
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.is_party() && !slot.weak()) {
      topic = {slot.item->index, slot.item->found->party.key};
      break;
    }
  }
  return out;
}

}  // namespace dealwire

#include "rules/binder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNear = 48;       // bytes between a case word and its party: an apposition fits in
constexpr size_t kDescribed = 12;  // bytes between a deed and the name it describes: an ending

// Gives the parties of a sentence their places around one trigger.
class Binder {
 public:
  Binder(const Masked& masked, const Pack& pack, const Hit& hit, const Topic& topic)
      : masked_(masked), pack_(pack), hit_(hit), topic_(topic) {
    clause_ = {masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
    case_behind_ = !pack.case_after_places.empty();
  }

  Binding run() {
    constexpr std::array<std::string_view, 4> kFirst = {"subject", "object", "inside", "to"};
    auto places = find_places();
    Binding out;
    std::set<std::string> taken;  // a party has one part in a deal
    const auto take = [&](const std::string& place, const std::vector<size_t>& mentions) {
      const auto role = hit_.frame->roles.find(place);
      if (role == hit_.frame->roles.end()) return;
      if (has_role(out.parties, role->second) && !hit_.frame->is_joint(role->second)) return;
      for (size_t mention : mentions) {
        if (!taken.insert(key_of(mention)).second) continue;
        out.parties.emplace_back(role->second, mention);
        out.guessed = out.guessed || guesses_.count(mention) > 0;
      }
    };
    for (std::string_view place : kFirst) {
      const auto found = places.extract(std::string(place));
      if (!found.empty()) take(found.key(), found.mapped());
    }
    for (const auto& [place, mentions] : places) take(place, mentions);
    return out;
  }

 private:
  // Place ("subject", "object", "to" ...) -> mentions.
  std::map<std::string, std::vector<size_t>> find_places() {
    if (case_behind_) {
      place_before_verb();
    } else {
      place_within_clause();
    }
    // Who is acted upon stands on the left of a passive, and of a deed with its doer marked.
    const bool acted_upon =
        passive() || (places_.count("by") > 0 && places_.count("object") == 0 && by_is_doer());
    if (acted_upon && places_.count("subject") > 0) {
      const auto subject = places_.extract("subject");
      places_["object"] = subject.mapped();
    }
    take_weak_arguments();
    const bool own_doer = places_.count("subject") > 0;
    look_around();
    if (case_behind_) take_what_is_understood(own_doer);
    return std::move(places_);
  }

  bool passive() const {
    return RE2::PartialMatch(
        re2::StringPiece(masked_.text.data() + clause_.begin, hit_.at.begin - clause_.begin),
        *pack_.passive);
  }

  // Not in "raised $5m in a round led by X": there "by" gives another part than the subject has.
  bool by_is_doer() const {
    const auto& roles = hit_.frame->roles;
    const auto by = roles.find("by"), subject = roles.find("subject");
    return by != roles.end() && subject != roles.end() && by->second == subject->second;
  }

  void place_within_clause() {
    const Masked::Slot* previous = nullptr;
    std::string previous_place;
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
      if (previous != nullptr && joined(*previous, slot, previous_place)) {
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

  // Where case words stand behind names, all arguments come before their verb. The last of
  // coordinated names has the case word of all.
  void place_before_verb() {
    std::vector<size_t> group;
    for (const Masked::Slot& slot : masked_.slots) {
      if (!clause_.contains(slot.at) || !slot.is_party() || !usable(slot)) continue;
      if (slot.at.begin >= hit_.at.begin) {
        const bool inside = slot.at.begin < hit_.at.end;
        // 北浜を買収した三輪は: the name that the deed describes may be its doer.
        if (inside || slot.at.begin - hit_.at.end <= kDescribed) {
          places_[inside ? "inside" : "head"].push_back(slot.item->index);
        }
        continue;
      }
      group.push_back(slot.item->index);
      const Masked::Slot* next = next_party(slot);
      if (next != nullptr && joined(slot, *next, "") && !opens_headline(slot, *next)) continue;
      const std::string place = word_behind(slot);
      if (place == "subject") places_.erase(place);  // the nearest counts
      if (!place.empty() && places_.count(place) == 0) places_[place] = group;
      group.clear();
    }
    settle_subject();
  }

  // Who does it: the name marked as subject; the topic, unless that is what the subject acts upon;
  // the owner in 三輪の北浜買収; the name that the deed describes.
  void settle_subject() {
    if (const auto topic = places_.extract("topic")) {
      const bool acted_upon =
          places_.count("subject") > 0 && places_.count("object") == 0 && places_.count("to") == 0;
      places_[acted_upon ? "object" : "subject"] = topic.mapped();
    }
    for (const char* place : {"owner", "head"}) {
      const auto other = places_.extract(place);
      if (other && places_.count("subject") == 0 && places_.count("by") == 0) {
        places_["subject"] = other.mapped();
      }
    }
  }

  // What goes without saying where verbs come last: a deed whose doer its clause tells is done to
  // whom the sentence before was about; a name that we cannot be sure of may be its doer.
  void take_what_is_understood(bool own_doer) {
    const auto missing = [&](const char* place) { return places_.count(place) == 0; };
    if (missing("subject") && missing("by")) {
      for (const Masked::Slot& slot : masked_.slots) {
        if (!slot.is_party() || usable(slot) || slot.at.end > hit_.at.begin) continue;
        const std::string place = word_behind(slot);
        if (place != "topic" && place != "subject") continue;
        places_["subject"] = {slot.item->index};
        guesses_.insert(slot.item->index);
      }
    } else if (own_doer && missing("object") && missing("to") && missing("inside") &&
               topic_.subject && topic_.same_block && !is_named(topic_.subject->found->party.key)) {
      const bool direct = hit_.frame->roles.count("object") > 0;
      places_[direct ? "object" : "to"] = {topic_.subject->index};
      guesses_.insert(topic_.subject->index);
    }
  }

  bool is_named(const std::string& key) const {
    return std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& slot) {
      return slot.is_party() && slot.item->found->party.key == key;
    });
  }

  bool names(const std::string& key) const {
    return std::any_of(places_.begin(), places_.end(), [&](const auto& place) {
      return std::any_of(place.second.begin(), place.second.end(),
                         [&](size_t mention) { return key_of(mention) == key; });
    });
  }

  // The next party in the trigger's clause, or none.
  const Masked::Slot* next_party(const Masked::Slot& slot) const {
    for (const Masked::Slot& other : masked_.slots) {
      if (other.at.begin < slot.at.end || !other.is_party() || !usable(other)) continue;
      return masked_.clause_of(other.at.begin) == masked_.clause_of(slot.at.begin) ? &other
                                                                                   : nullptr;
    }
    return nullptr;
  }

  // In a headline a comma stands for the topic's case word: 三輪、北浜を買収.
  bool opens_headline(const Masked::Slot& slot, const Masked::Slot& next) const {
    const std::string_view text = masked_.text;
    const std::string_view between = trim(text.substr(slot.at.end, next.at.begin - slot.at.end));
    const bool opens = trim(text.substr(0, slot.at.begin)).empty();
    return opens && between == "、" && word_behind(next) != "subject" &&
           word_behind(next) != "topic";
  }

  // What the first case word behind a name says, through the nouns that follow: in AのB社株式を it
  // is を. A name right before the trigger needs none (AMD買収).
  std::string word_behind(const Masked::Slot& slot) const {
    const std::string_view text = masked_.text;
    const bool before = slot.at.end <= hit_.at.begin;
    const Masked::Slot* next = next_party(slot);
    const size_t verb = before ? hit_.at.begin : text.size();
    const size_t limit = std::min({masked_.clause_end(slot.at.begin), slot.at.end + kNear, verb,
                                   next == nullptr ? text.size() : next->at.begin});
    size_t pos = behind_brackets(slot.at.end);
    if (pos < limit && character_at(text, pos) == U'、') return "topic";
    bool owner = false, among = false;
    while (pos < limit) {
      // A headline leaves the case word out before a sum: 北浜1850億円で買収.
      if (text.substr(pos).starts_with(mask(Kind::kMoney))) return before ? "object" : "";
      const size_t length = case_word_at(pos);
      if (length > 0) {
        const std::string* place = pack_.word_class("case_after").value(text.substr(pos, length));
        among = among || *place == "among";
        if (*place != "of" && *place != "among") return *place;
        pos += length;
        owner = next != nullptr && limit == next->at.begin &&
                trim(text.substr(pos, limit - pos)).empty();
        continue;
      }
      const Trie::Match noun = pack_.general_words.longest(text, pos);
      // Hiragana that is neither is a verb's.
      if (noun.length == 0 && is_hiragana(character_at(text, pos))) return {};
      // カカオ子会社を is another company; カカオなど3社が is not.
      const bool other =
          noun.length > 0 && pack_.general_class[static_cast<size_t>(noun.value)] == "head";
      if (other && !among) return {};
      pos += noun.length > 0 ? noun.length : utf8_length(text[pos]);
    }
    if (owner) return "owner";
    return limit == verb && before ? "object" : "";
  }

  // The length of the case word at `pos`, 0 if there is none. A Korean one ends its word.
  size_t case_word_at(size_t pos) const {
    const std::string_view text = masked_.text;
    const size_t length = pack_.case_after.longest(text, pos).length;
    if (length == 0 || !is_hangul(character_at(text, pos))) return length;
    return is_hangul(character_at(text, pos + length)) ||
                   (pos > 0 && is_space(character_before(text, pos)))
               ? 0
               : length;
  }

  // 三輪重電(東京・港)は
  size_t behind_brackets(size_t pos) const {
    const std::string_view text = masked_.text;
    if (character_at(text, pos) != '(') return pos;
    const size_t end = text.find(')', pos);
    return end == text.npos || end - pos > kNear ? pos : end + 1;
  }

  // Weak names in Chinese are taken only where an argument must be (take_weak_arguments).
  bool usable(const Masked::Slot& slot) const {
    return !slot.weak() || slot.at.size() == mask(Kind::kParty).size();
  }

  // Is there nothing but a conjunction between two names? In A與B簽約 it is a case word, if the
  // frame gives a part to the one A acts with; in A與B收購C, and behind another case word, it
  // joins.
  bool joined(const Masked::Slot& a, const Masked::Slot& b, std::string_view place) const {
    if (a.at.end > b.at.begin || (a.at.end <= hit_.at.begin && b.at.begin >= hit_.at.end))
      return false;
    const std::string_view between =
        trim(std::string_view(masked_.text).substr(a.at.end, b.at.begin - a.at.end));
    if (pack_.word_class("conjunction").value(between) == nullptr) return false;
    const std::string* as_case = pack_.word_class("case").value(between);
    return place != "subject" || as_case == nullptr || hit_.frame->roles.count(*as_case) == 0;
  }

  // The case word of a name: behind it, or before it as far back as `limit`.
  std::string case_of(const Masked::Slot& slot, size_t limit) const {
    return case_behind_ ? word_behind(slot) : word_before(slot, limit);
  }

  // The case word before a name, searched back to `limit` or the mention before it; empty if none.
  std::string word_before(const Masked::Slot& slot, size_t limit) const {
    size_t begin = limit;
    for (const Masked::Slot& other : masked_.slots) {
      if (other.at.end <= slot.at.begin && usable(other) && !is_modifier(other)) {
        begin = std::max(begin, other.at.end);
      }
    }
    return begin > slot.at.begin ? std::string() : case_word({begin, slot.at.begin});
  }

  // What the last case word of a stretch stands for, if it is near the stretch's end.
  std::string case_word(Range stretch) const {
    const std::string_view text = masked_.text;
    std::string found;
    size_t found_end = 0;
    for (size_t pos = stretch.begin; pos < stretch.end;) {
      size_t length = utf8_length(text[pos]);
      // Case words of one character stand inside other words, hence whole words first.
      const Trie::Match general = pack_.general_words.longest(text, pos);
      if (general.length > length && pos + general.length <= stretch.end) length = general.length;
      if (is_word_character(character_at(text, pos))) {
        length = 0;
        while (pos + length < stretch.end && is_word_character(character_at(text, pos + length))) {
          length += utf8_length(text[pos + length]);
        }
      }
      if (const std::string* value = pack_.word_class("case").value(text.substr(pos, length))) {
        found = *value;
        found_end = pos + length;
      }
      pos += length;
    }
    return stretch.end - found_end <= kNear ? found : std::string();
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
                    masked_.clause_of(other.at.begin) == masked_.clause_of(slot.at.begin) &&
                    case_word({slot.at.end, other.at.begin}).empty();
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
      const bool behind =
          !case_behind_ && slot.at.begin >= hit_.at.end && slot.at.begin - hit_.at.end <= kAdjacent;
      if (behind && places_.count("object") == 0) {
        places_["object"] = {slot.item->index};
        guesses_.insert(slot.item->index);
      }
      const std::string place =
          slot.at.end <= hit_.at.begin ? case_of(slot, clause_.begin) : std::string();
      // Where case words stand behind names, the name next to the verb.
      const bool nearer =
          case_behind_ && places_.count(place) > 0 && guesses_.count(places_[place].front()) > 0;
      if (!place.empty() && (places_.count(place) == 0 || nearer)) {
        places_[place] = {slot.item->index};
        guesses_.insert(slot.item->index);
      }
    }
  }

  // What the clause lacks may stand in another one, or be what the text is about.
  void look_around() {
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
        if (case_behind_ &&
            (place == "topic" || place == "subject" || (place.empty() && ends_clause(slot)))) {
          if (clause < here && !subject) subject = slot.item->index;
        } else if (!place.empty()) {
          marked.emplace_back(place, slot.item->index);
        } else if (case_behind_) {
          continue;
        } else if (clause < here && slot.weak()) {
          if (!weak_subject) weak_subject = slot.item->index;
        } else if (first && clause < here) {
          if (!subject) subject = slot.item->index;
          first = false;
        }
      }
    }
    if (!subject) subject = weak_subject;
    const bool carried = !subject && topic_.subject && topic_.same_block;
    if (carried) subject = topic_.subject->index;
    const std::string place = place_of_topic(carried);
    if (subject && !place.empty() && !names(key_of(*subject))) {
      places_[place] = {*subject};
      if (carried) guesses_.insert(*subject);
    }
    for (const auto& [other, index] : marked) {
      if (hit_.frame->roles.count(other) > 0 && places_.count(other) == 0 &&
          !names(key_of(index))) {
        places_[other] = {index};
      }
    }
  }

  // The part of whom the clauses before are about: who does it, if the deed has no doer of its own,
  // or in a passive whom it is done to; else the "topic", if the frame has a role for that.
  std::string place_of_topic(bool carried) const {
    const auto& roles = hit_.frame->roles;
    const bool has_doer = places_.count("subject") > 0 || places_.count("by") > 0;
    if (has_doer || roles.count("subject") == 0) return roles.count("topic") > 0 ? "topic" : "";
    return passive() && !carried && places_.count("object") == 0 ? "object" : "subject";
  }

  // In 三輪, 北浜を買収 the first name is the subject.
  bool ends_clause(const Masked::Slot& slot) const {
    const size_t end = masked_.clause_end(slot.at.begin);
    return end <= slot.at.end + 1 && end < masked_.text.size();
  }

  std::string key_of(size_t index) const {
    if (topic_.subject && topic_.subject->index == index) return topic_.subject->found->party.key;
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
  bool case_behind_ = false;  // case words stand behind names
  std::map<std::string, std::vector<size_t>> places_;
  std::set<size_t> guesses_;  // names that are no sure ones, or from the sentence before
};

}  // namespace

bool has_role(const Parties& parties, std::string_view role) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const auto& party) { return party.first == role; });
}

Binding bind_parties(const Masked& masked, const Pack& pack, const Hit& hit, const Topic& topic) {
  return Binder(masked, pack, hit, topic).run();
}

}  // namespace dealwire

#include "rules/case_before.h"

#include <algorithm>
#include <iterator>

#include "rules/case_words.h"
#include "rules/lexicon.h"
#include "rules/modifiers.h"
#include "rules/name_shape.h"
#include "rules/other_deeds.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kAdjacent = 6;  // bytes between a trigger and a doubtful name that it demands

class CaseBeforeReader {
 public:
  explicit CaseBeforeReader(const Context& context)
      : context_(context),
        text_(context.masked.text),
        cases_(text_, context.pack),
        modifiers_(context) {
    for (const Masked::Slot& slot : context.masked.slots) {
      // In 於港交所上市 the exchange is where, not with whom.
      if (context.is_doubtful(slot) || modifiers_.is_modifier(slot) ||
          (modifiers_.is_followed_by("venue", slot) && !puts_up_for_sale(slot)) || is_speaker(slot))
        continue;
      if (!heads_.empty() && is_alias(*heads_.back(), slot)) continue;
      heads_.push_back(&slot);
    }
  }

  // 甲掛牌轉讓所持乙股權: does a deed follow the word, so that the name is no exchange?
  bool puts_up_for_sale(const Masked::Slot& slot) const {
    constexpr size_t kWord = 6;  // bytes of 掛牌
    return context_.hit.at.begin > slot.at.end && context_.hit.at.begin <= slot.at.end + kWord;
  }

  // Is it who says so behind what is told: a loan from Halden, Orsk said; said Orsk?
  bool is_speaker(const Masked::Slot& slot) const {
    if (slot.at.begin < context_.hit.at.end) return false;
    return is_behind_speech(text_, slot.at.begin, context_.pack) ||
           tells_behind_comma(text_, slot.at, context_.pack);
  }

  // X(下稱「公司」)
  bool is_alias(const Masked::Slot& name, const Masked::Slot& slot) const {
    return name.is_party() && slot.is_party() && name.key() == slot.key() &&
           context_.between(name, slot).starts_with('(');
  }

  Arguments read() const {
    Arguments out;
    out.clause = read_clause();
    out.doubtful = read_doubtful();
    read_elsewhere(out);
    return out;
  }

 private:
  Places read_clause() const {
    if (order_is_free()) return read_free_order();
    constexpr const char* kBeyond = "beyond";  // the object
    Places out;
    const Masked::Slot* previous = nullptr;
    std::string place;
    for (const Masked::Slot* slot : heads_) {
      const bool inside = slot->at.overlaps(context_.hit.at);
      if (!slot->is_party() || (!inside && !context_.in_clause(*slot))) continue;
      if (inside) {
        out.add(is_owner_inside(*slot) ? "from" : "inside", slot->item->index);
      } else {
        if (previous == nullptr || !joined(*previous, *slot, place)) {
          const bool other = previous != nullptr && touches(*previous, *slot) &&
                             context_.coordinated(*previous, *slot);
          place = other && place == "subject" ? "with" : place_of(*slot);
          if (others_.take(*slot, place)) place = kBeyond;
          // The nearest on the left is the subject, the first on the right the object.
          if (place == "subject" && out.has(place) && others_.are_done_to(*slot)) {
            place = kBeyond;
          } else if (place == "subject") {
            out.drop(place);
          }
          if (place == "object" && out.has(place)) place = kBeyond;
        } else if (place == "between") {
          place = "with";  // A merger between A and B: each has a part of its own.
        }
        out.add(place, slot->item->index);
        previous = slot;
      }
    }
    out.drop(kBeyond);
    if (const auto fronted = fronted_object(); fronted && !out.has("object")) {
      out.add("object", *fronted);
    }
    return out;
  }

  // In 收購甲持有的乙30%股權, which is all one trigger, A is whom it is bought from.
  bool is_owner_inside(const Masked::Slot& slot) const {
    if (!context_.hit.frame->takes("from") || !modifiers_.is_owner(slot)) return false;
    return context_.pack.leaves_subjects_out() ||
           others_.name_any({slot.at.end, context_.hit.at.end});
  }

  // Of two names that open a sentence the first is whom the second one acts upon: an aside about it
  // began so (Orsk, which Halden bought).
  std::optional<size_t> fronted_object() const {
    if (heads_.size() < 2 || heads_[0]->at.begin > 0 || !context_.in_clause(*heads_[0])) return {};
    const bool both = heads_[0]->is_party() && heads_[1]->is_party() &&
                      heads_[0]->at.end + 1 == heads_[1]->at.begin &&
                      heads_[1]->at.end <= context_.hit.at.begin && text_[heads_[0]->at.end] == ' ';
    return both ? std::optional(heads_[0]->item->index) : std::nullopt;
  }

  // Where articles tell the case, the verb may stand anywhere: "Für 3 Millionen kauft X den
  // Rivalen Y", "dass X Y kauft". Of two names without a case the first does it to the second.
  bool order_is_free() const { return !context_.pack.word_class("case_article").empty(); }

  Places read_free_order() const {
    Places out;
    std::vector<Places::Mentions> bare;  // coordinated names together
    bool left = false;                   // is the first of them before the trigger?
    const Masked::Slot* previous = nullptr;
    std::string place;
    for (const Masked::Slot* slot : heads_) {
      if (!context_.in_clause(*slot)) continue;
      if (!slot->is_party()) {
        previous = nullptr;
        continue;
      }
      const bool inside = slot->at.overlaps(context_.hit.at);
      const bool joins = previous != nullptr && !inside && joined(*previous, *slot, place);
      if (!joins) place = inside ? "inside" : place_behind_words(*slot);
      if (!place.empty()) {
        out.add(place, slot->item->index);
      } else if (joins && !bare.empty()) {
        bare.back().push_back(slot->item->index);
      } else {
        if (bare.empty()) left = context_.is_left(*slot);
        bare.push_back({slot->item->index});
      }
      previous = inside ? nullptr : slot;
    }
    if (bare.empty()) return out;
    const bool takes_object = context_.hit.frame->takes("object");
    const bool first_does =
        !(left && takes_object && bare.size() == 1 && is_infinitive()) &&
        (left || bare.size() > 1 || out.has("object") || !takes_object || is_inverted());
    out.set(first_does ? "subject" : "object", bare.front());
    if (bare.size() > 1 && !out.has("object")) out.set("object", bare[1]);
    return out;
  }

  // What the words around a name say about its place; empty if they say nothing.
  std::string place_behind_words(const Masked::Slot& slot) const {
    std::string place = case_of(slot);
    if (place.empty() && is_feminine_dative(slot)) return "dative";
    if (!place.empty() || context_.is_left(slot)) return place;
    return modifiers_.is_followed_by("possessive", slot) ? "from" : "";
  }

  // verkauft der Halden AG das Werk: right behind a verb or a name it is no genitive.
  bool is_feminine_dative(const Masked::Slot& slot) const {
    const std::string* article =
        context_.pack.word_class("feminine_form").value(last_word(slot.item->found->party.name));
    const std::string_view left = trim(text_.substr(0, slot.at.begin));
    if (article == nullptr || last_word(left) != *article || !context_.hit.frame->takes("dative")) {
      return false;
    }
    const std::string_view before = trim(left.substr(0, left.size() - article->size()));
    return before.size() == context_.hit.at.end || before.ends_with(mask(Kind::kParty)) ||
           context_.pack.word_class("case_stop").has(last_word(before));
  }

  // "Y zu kaufen": a clause of an infinitive has no subject of its own.
  bool is_infinitive() const {
    const std::string_view verb = text_at(text_, context_.hit.at);
    return context_.pack.word_class("infinitive_mark").has(word_at(verb, 0));
  }

  // Does the clause begin with something else than its subject (Am Montag, Zudem)?
  bool is_inverted() const {
    size_t pos = context_.clause.begin;
    while (pos < context_.hit.at.begin && !is_word_character(character_at(text_, pos))) {
      pos += utf8_length(text_[pos]);
    }
    if (pos >= context_.hit.at.begin) return false;
    const auto first = text_.substr(pos, cases_.word_length({pos, context_.hit.at.begin}));
    const std::string* article = context_.pack.word_class("case_article").value(first);
    return context_.pack.word_class("case").has(first) ||
           (article != nullptr && *article != "of" && *article != kNoCase) ||
           general_class(first, context_.pack) == "adverb";
  }

  // A doubtful name is an argument behind a case word, where the trigger demands an object, or at
  // the beginning of a clause.
  std::vector<Argument> read_doubtful() const {
    std::vector<Argument> out;
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (!context_.is_doubtful(slot) || !context_.in_clause(slot)) continue;
      const size_t end = context_.hit.at.end;
      std::string place = case_of(slot);
      if (place.empty() && context_.is_left(slot) && opens_clause(slot)) place = "subject";
      const bool next = slot.at.begin >= end && slot.at.begin - end <= kAdjacent;
      if (place.empty() && next) place = "object";
      if (!place.empty()) out.push_back({place, slot.item->index});
    }
    return out;
  }

  // Do only small words stand before it in its clause: 另外慧洋…, 今天慧洋…? Where subjects may be
  // left out, the one that is there stands first.
  bool opens_clause(const Masked::Slot& slot) const {
    if (!context_.pack.leaves_subjects_out()) return false;
    for (size_t pos = context_.masked.clause_begin(slot.at.begin); pos < slot.at.begin;) {
      const auto word = context_.pack.general_words.longest(text_, pos);
      const bool small = word.value == "function" || word.value == "time" ||
                         word.value == "common" || word.value == "place" || word.value == "head";
      if (!small && is_han(character_at(text_, pos))) return false;
      pos += small ? word.length : utf8_length(text_[pos]);
    }
    return true;
  }

  // In 甲公司上季虧損,擬向乙公司借款 the name without a case word is whom it is about; rather one
  // that is sure, and in no clause that only tells how things stand.
  void read_elsewhere(Arguments& out) const {
    std::optional<size_t> by_the_way;
    const Masked::Slot* previous = nullptr;
    std::string place;
    for (const Masked::Slot* slot : context_.names_elsewhere()) {
      if (modifiers_.is_modifier(*slot) || modifiers_.has_no_part(*slot) ||
          others_.act_upon(*slot, case_of(*slot).empty()))
        continue;
      // 主要來自A,還有B: a list may go on behind a comma.
      const bool follows = previous != nullptr && context_.coordinated(*previous, *slot) &&
                           (context_.same_clause(*previous, *slot) ||
                            context_.between(*previous, *slot).starts_with(','));
      if (previous != nullptr && (place.empty() || !follows) && agrees_with(*previous, *slot)) {
        add_ally(*previous, *slot, out);
        continue;
      }
      const bool with = follows && place.empty() && is_with_elsewhere(*previous, *slot);
      const bool joined =
          follows && (!place.empty() || (!with && joined_subjects(*previous, *slot)));
      if (!joined) {
        place = with || (follows && touches(*previous, *slot)) ? "with" : case_of(*slot);
      }
      // 甲、乙昨日宣布,將收購丙
      const auto is_about = [&](size_t mention) {
        return out.about_too.empty() ? out.about == mention : out.about_too.back() == mention;
      };
      const bool too = joined && place.empty() && is_about(previous->item->index);
      if (too) out.about_too.push_back(slot->item->index);
      previous = slot;
      if (!place.empty() && others_.take_in_own_clause(*slot, place)) {
        continue;
      } else if (!place.empty()) {
        out.marked.push_back({place, slot->item->index, joined});
      } else if ((context_.is_left(*slot) || is_subject_of_next(*slot)) &&
                 !(out.clause.has("subject") && others_.do_the_same(*slot))) {
        std::optional<size_t>& about =
            slot->weak() || is_subordinate(*slot) ? by_the_way : out.about;
        if (!about) about = slot->item->index;
      }
    }
    if (!out.about) out.about = by_the_way;
  }

  // 在2022年入主乙之後,甲再收購丙: a clause that only says after what has its subject in the next
  // one.
  bool is_subject_of_next(const Masked::Slot& slot) const {
    const size_t end = context_.clause.end;
    if (context_.clause.begin > 0 || context_.masked.clause_of(slot.at.begin) != 1) return false;
    std::string_view clause = text_.substr(0, end);
    if (!clause.ends_with(',')) return false;
    clause.remove_suffix(1);
    if (context_.pack.word_class("clause_after").ending(clause) == 0) return false;
    return !others_.name_any({0, context_.hit.at.begin}) && !others_.name_any({end, slot.at.begin});
  }

  // 儘管對手乙退出: whom a clause is about that only tells how things stand.
  bool is_subordinate(const Masked::Slot& slot) const {
    const WordClass& words = context_.pack.word_class("subordinate");
    size_t begin = context_.masked.clause_begin(slot.at.begin);
    while (begin < slot.at.begin && text_[begin] == ' ') ++begin;
    return words.longest(text_, begin).length > 0;
  }

  std::string place_of(const Masked::Slot& slot) const {
    if (context_.is_left(slot) && owns_deed(slot)) return "subject";
    std::string place = case_of(slot);
    if (!place.empty()) return place;
    if (context_.is_left(slot)) return "subject";
    return modifiers_.is_owner(slot) ? "from" : "object";
  }

  // Is the deed a noun that belongs to the party: to back X's $5bn purchase of Y?
  bool owns_deed(const Masked::Slot& slot) const {
    const std::string_view behind = text_at(text_, {slot.at.end, context_.hit.at.begin});
    const size_t owner = context_.pack.word_class("possessive").longest(behind, 0).length;
    if (owner == 0 || character_at(behind, owner) != ' ') return false;
    const std::string_view rest = trim(behind.substr(owner));
    return rest.empty() || rest == mask(Kind::kMoney);
  }

  // In A與B簽約 the conjunction is a case word, if the frame gives a part to the one A acts with;
  // in A與B收購C, in A與B聯手向C收購, and behind another case word, it joins.
  bool joined(const Masked::Slot& a, const Masked::Slot& b, std::string_view place) const {
    return context_.coordinated(a, b) && (place != "subject" || joined_subjects(a, b));
  }

  bool joined_subjects(const Masked::Slot& a, const Masked::Slot& b) const {
    static const std::string kWith = "with";
    if (ends_list(a)) return true;
    // A與日本B
    std::string_view words = context_.between(a, b);
    if (is_han(character_at(words, 0))) {
      words = words.substr(0, context_.pack.word_class("conjunction").longest(words, 0).length);
    }
    const std::string* as_case =
        touches(a, b) ? &kWith : context_.pack.word_class("case").value(words);
    return as_case == nullptr || modifiers_.is_followed_by("together", b) ||
           !context_.hit.frame->takes(*as_case);
  }

  // 甲與乙簽約供電,並將租用機房: who signed with 甲 in a clause before does not rent with it.
  bool is_with_elsewhere(const Masked::Slot& a, const Masked::Slot& b) const {
    const std::string* as_case = context_.pack.word_class("case").value(context_.between(a, b));
    return as_case != nullptr && !modifiers_.is_followed_by("together", b) &&
           std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
             return hit.frame->takes(*as_case) && hit.at.begin >= b.at.end &&
                    context_.masked.clause_of(hit.at.begin) == context_.masked.clause_of(b.at.end);
           });
  }

  // In 甲、乙和丙簽約 the last conjunction joins, too.
  bool ends_list(const Masked::Slot& slot) const {
    const auto next = std::find_if(heads_.begin(), heads_.end(), [&](const Masked::Slot* other) {
      return other->at.begin >= slot.at.begin;
    });
    if (next == heads_.begin()) return false;
    const Masked::Slot& before = **std::prev(next);
    return before.is_party() && context_.between(before, slot).starts_with("、");
  }

  // 甲與乙達成協議,將採購電池: does the clause before tell whom it will be bought of?
  bool agrees_with(const Masked::Slot& a, const Masked::Slot& b) const {
    if (!context_.hit.frame->takes("ally") || !context_.is_left(b)) return false;
    if (!context_.same_clause(a, b) || modifiers_.is_followed_by("together", b)) return false;
    constexpr size_t kFarthest = 120;  // bytes
    const Range rest{b.at.end,
                     std::min(context_.masked.clause_end(b.at.end), b.at.end + kFarthest)};
    return cases_.last_in({a.at.end, b.at.begin}) == "with" &&
           !find_words(text_, rest, "agreement", context_.pack).empty();
  }

  // The ally is the one of the two who does not do the deed.
  void add_ally(const Masked::Slot& a, const Masked::Slot& b, Arguments& out) const {
    const Places::Mentions doers = out.clause.at("subject");
    const auto does = [&](const Masked::Slot& slot) {
      return std::any_of(heads_.begin(), heads_.end(), [&](const Masked::Slot* head) {
        return !doers.empty() && head->item->index == doers.front() && head->is_party() &&
               head->key() == slot.key();
      });
    };
    if (does(b)) {
      out.marked.push_back({"ally", a.item->index});
    } else if (doers.empty() || does(a)) {
      out.marked.push_back({"ally", b.item->index});
    }
  }

  // The halves of 雙方 stand for two parties.
  static bool touches(const Masked::Slot& a, const Masked::Slot& b) {
    return a.at.end == b.at.begin;
  }

  // What the case word before a name stands for, searched back to the mention before it, to the
  // trigger, or to where the clause begins; empty if there is none.
  std::string case_of(const Masked::Slot& slot) const {
    const bool behind_trigger = context_.in_clause(slot) && !context_.is_left(slot);
    const size_t limit =
        behind_trigger ? trigger_end() : context_.masked.clause_begin(slot.at.begin);
    const auto next = std::find_if(heads_.begin(), heads_.end(), [&](const Masked::Slot* other) {
      return other->at.end > slot.at.begin;
    });
    const auto end_before = [&](auto head) {
      return head == heads_.begin() ? limit : std::max(limit, (*std::prev(head))->at.end);
    };
    size_t begin = end_before(next);
    if (order_is_free() && begin > limit) {
      // An die in Graz ansässige X: a name in an attribute is passed by.
      const auto before = std::prev(next);
      const Range stretch{end_before(before), (*before)->at.begin};
      if (cases_.ends_in_attribute(stretch)) begin = stretch.begin;
    }
    // In "Por su parte, X" what opens the clause says nothing of its subject.
    const size_t comma = text_.substr(0, slot.at.begin).rfind(", ");
    if (!behind_trigger && comma != text_.npos) begin = std::max(begin, comma + 1);
    return cases_.last_in({begin, slot.at.begin});
  }

  // Where the trigger ends, without the case word that it may end in (售予, 授權給).
  size_t trigger_end() const {
    const size_t end = context_.hit.at.end;
    const size_t last = previous_position(text_, end);
    const std::string* place = context_.pack.word_class("case").value(text_at(text_, {last, end}));
    const bool has_case = is_han(character_at(text_, last)) && place != nullptr && *place == "to";
    return has_case ? last : end;
  }

  const Context& context_;
  const std::string_view text_;
  const CaseWords cases_;
  const Modifiers modifiers_;
  std::vector<const Masked::Slot*> heads_;  // mentions that are neither doubtful nor modifiers
  const OtherDeeds others_{context_, heads_};
};

}  // namespace

Arguments read_case_before(const Context& context) { return CaseBeforeReader(context).read(); }

}  // namespace dealwire

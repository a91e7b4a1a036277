#include "rules/case_behind.h"

#include <algorithm>

#include "rules/case_after.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNearDeed =
    48;  // bytes between a deed and the name it describes: an apposition fits in
constexpr size_t kEnding = 12;  // bytes between a deed and the name it describes: an ending

class CaseBehindReader {
 public:
  explicit CaseBehindReader(const Context& context)
      : context_(context), text_(context.masked.text), cases_(context) {}

  Arguments read() const {
    Arguments out;
    out.clause = read_clause();
    out.doubtful = read_doubtful();
    read_elsewhere(out);
    out.doer = find_doer();
    out.done_by_person = is_done_by_person();
    out.done_to = find_done_to();
    out.describes = describes_object();
    return out;
  }

 private:
  // The last of coordinated names has the case word of all.
  Places read_clause() const {
    Places out;
    Places::Mentions group;
    for (const Masked::Slot& slot : context_.masked.slots) {
      // A deed may be told over several clauses: A가 주도하고 B가 참여했다.
      const bool inside = context_.hit.at.contains(slot.at);
      if (!(inside || context_.in_clause(slot)) || !context_.is_name(slot)) continue;
      if (!cases_.is_argument(slot)) {
        place_behind_verb(slot, out);
        continue;
      }
      group.push_back(slot.item->index);
      if (cases_.is_joined_to_next(slot)) continue;
      std::string place = cases_.place_of(slot);
      if (place == "subject") out.drop(place);                     // the nearest counts
      if (place == "topic" && out.has("topic")) place = "object";  // 三輪は北浜の株式も
      if (!place.empty() && !out.has(place)) out.set(place, group);
      group.clear();
    }
    settle_subject(out);
    return out;
  }

  // 三輪が買収した北浜を南郷が買い取る: does the deed, told with its doer between the names, only
  // describe whom the deed behind it is done to?
  bool describes_object() const {
    const Range& deed = context_.hit.at;
    const bool goes_on = std::any_of(context_.hits.begin(), context_.hits.end(), [&](auto& other) {
      return other.at.begin >= deed.end && context_.clause.contains(other.at);
    });
    const Masked::Slot *doer = nullptr, *head = nullptr;
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (head != nullptr || !context_.is_name(slot)) continue;
      if (context_.is_left(slot)) doer = &slot;
      if (slot.at.begin >= deed.end) head = &slot;
    }
    if (!goes_on || doer == nullptr || head == nullptr || !context_.in_clause(*doer)) return false;
    const std::string_view behind = text_at(text_, {deed.end, head->at.begin});
    return marks_subject(text_at(text_, {doer->at.end, deed.begin})) && behind.size() <= kEnding &&
           cases_.word_at(head->at.end).value == "object";
  }

  // が, が昨年
  bool marks_subject(std::string_view words) const {
    const auto [length, place] = context_.pack.case_after.longest(words, 0);
    const std::string_view rest = trim(words.substr(length));
    return place == "subject" && (rest.empty() || is_made_of_general_words(rest, context_.pack));
  }

  // 北浜を買収した三輪は: the name that the deed describes may be its doer.
  void place_behind_verb(const Masked::Slot& slot, Places& out) const {
    const size_t end = context_.hit.at.end;
    if (slot.at.begin < end) {
      out.add("inside", slot.item->index);
    } else if (is_described(slot) && cases_.place_of(slot) != "beside") {
      out.add("head", slot.item->index);
    }
  }

  // Is there nothing between the deed and a name but an ending, and what the name is:
  // 품으려던 유통사 한결은?
  bool is_described(const Masked::Slot& slot) const {
    const std::string_view between = text_at(text_, {context_.hit.at.end, slot.at.begin});
    return between.size() <= kEnding ||
           (between.size() <= kNearDeed &&
            (leads_company(trim(between), context_.pack) || is_ending_and_nouns(between)));
  }

  // したノルウェーの: the ending of a Japanese verb, and what says where the name is from or what
  // it is.
  bool is_ending_and_nouns(std::string_view words) const {
    const size_t ending = run_end(words, 0, is_hiragana);
    if (ending == 0 || ending > kEnding || ending == words.size()) return false;
    return is_made_of_general_words(words.substr(ending), context_.pack);
  }

  // Who does it: the name marked as subject; the topic, unless that is what the subject acts upon;
  // the owner in 三輪の北浜買収; the name that the deed describes.
  void settle_subject(Places& out) const {
    const bool has_doer = out.has("subject") || out.has("by");
    const bool whole = out.has("object") || out.has("to") || out.has("from");
    if (has_doer && (stands_behind("outer_verb") || (whole && stands_behind("announcing")))) {
      out.drop("topic");
    }
    const bool acts_upon_topic = out.has("subject") && !out.has("object") && !out.has("to");
    const bool direct = context_.hit.frame->takes("object");
    out.move("topic", !acts_upon_topic ? "subject" : direct ? "object" : "to");
    // 三輪の演算装置を採用: what is bought of somebody may have a name too.
    if (is_of_goods() && out.has("object") && context_.hit.frame->takes("owned")) {
      out.move("owner", "object");
    }
    // 三輪に対する北浜の買収: whose deed it is, where another one has it done to.
    if (direct && !out.has("subject") && !out.has("by") && gives_same_role(out, "to", "object")) {
      out.move("object", "subject");
    }
    // (同社が)買収した三輪: without an object the name that the deed describes is what it is done
    // to.
    const bool lacks_object = direct && !out.has("object") && !out.has("to") && !out.has("from");
    if (lacks_object && context_.topic.understood() != nullptr) out.move("head", "object");
    for (const char* place : {"owner", "head"}) {
      if (!out.has("subject") && !out.has("by")) out.move(place, "subject");
      out.drop(place);
    }
  }

  // 赤坂証券は三輪が北浜を買収するとみている: does a verb of a class follow the deed, whose topic
  // only tells of it?
  bool stands_behind(const ClassName& verbs) const {
    const Range rest{context_.hit.at.end, text_.size()};
    return !find_words(text_, rest, verbs, context_.pack).empty();
  }

  // Doubtful names with a case word, the one next to the verb first.
  std::vector<Argument> read_doubtful() const {
    std::vector<Argument> out;
    for (const Argument& argument : doubtful_before_verb(context_.clause)) {
      if (!argument.place.empty()) out.push_back(argument);
    }
    return out;
  }

  // In 三輪は赤字だが,北浜を買収した the topic is whom it is about; in a headline, the name that a
  // comma follows.
  void read_elsewhere(Arguments& out) const {
    const Masked::Slot* joined = nullptr;  // whom the name before it is joined to
    bool about_goes_on = false;
    for (const Masked::Slot* slot : context_.names_elsewhere()) {
      const std::string place = cases_.place_of(last_joined(*slot));
      const bool goes_on = slot == joined;
      joined = cases_.is_joined_to_next(*slot) ? cases_.next_name(*slot) : nullptr;
      if (is_about(place) || (place.empty() && ends_clause(*slot))) {
        if (!context_.is_left(*slot)) continue;
        if (place == "subject" && has_plain_topic()) continue;
        if (goes_on && about_goes_on) out.about_too.push_back(slot->item->index);
        about_goes_on = (goes_on && about_goes_on) || !out.about;
        if (!out.about) out.about = slot->item->index;
      } else if (!place.empty() && !serves_other_deed(*slot, place)) {
        out.marked.push_back({place, slot->item->index, goes_on});
      }
    }
  }

  // 建屋は三輪が建て,機械は北浜から買った: does the clause turn to something that is no party?
  bool has_plain_topic() const {
    const size_t end = context_.hit.at.begin;
    for (size_t pos = context_.clause.begin; pos < end; pos += utf8_length(text_[pos])) {
      const char32_t before = pos == 0 ? 0 : character_before(text_, pos);
      if (!is_han(before) && !is_katakana(before)) continue;
      const auto word = cases_.word_at(pos);
      if (word.value == "topic") return true;
    }
    return false;
  }

  // The last of the names that this one is coordinated with, which has the case word of all.
  const Masked::Slot& last_joined(const Masked::Slot& slot) const {
    constexpr int kMost = 12;
    const Masked::Slot* last = &slot;
    for (int i = 0; i < kMost && cases_.is_joined_to_next(*last); ++i)
      last = cases_.next_name(*last);
    return *last;
  }

  // 風車は三輪から調達し,工事は北浜が請け負う: has the name another part in the deed of its own
  // clause than it would have in this one?
  bool serves_other_deed(const Masked::Slot& slot, const std::string& place) const {
    const std::string_view role = context_.hit.frame->role_of(place);
    if (role.empty()) return false;
    const size_t clause = context_.masked.clause_of(slot.at.begin);
    return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& other) {
      if (other.at.begin < slot.at.end || context_.masked.clause_of(other.at.begin) != clause) {
        return false;
      }
      const std::string_view own = other.frame->role_of(place);
      // Who buys what is leased back is the lessor.
      const bool leased_back = role == "lessor" && (own == "acquirer" || own == "buyer");
      return !own.empty() && own != role && !leased_back;
    });
  }

  // 박 회장은: who is called by a post is the doer, and no party; then nobody goes without saying.
  bool is_done_by_person() const {
    for (size_t pos = context_.clause.begin; pos < context_.hit.at.begin;) {
      const auto word = context_.pack.general_words.longest(text_, pos);
      const size_t end = pos + word.length;
      const bool called = word.value == "title" || word.value == "actor";
      if (called && is_about(cases_.word_at(end).value)) return true;
      pos = std::max(end, pos + utf8_length(text_[pos]));
    }
    return false;
  }

  // A doubtful name that is marked as one who does something.
  std::optional<size_t> find_doer() const {
    for (const Argument& argument : doubtful_before_verb({0, text_.size()})) {
      if (is_about(argument.place) && !is_plain_topic(argument)) return argument.mention;
    }
    return std::nullopt;
  }

  // 냉동차는 X로부터 들여온다: a Korean topic that is no sure name is rather what it is about.
  bool is_plain_topic(const Argument& argument) const {
    if (argument.place != "topic" || !context_.topic.protagonist) return false;
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return slot.item->index == argument.mention &&
             !is_katakana(character_at(text_, slot.at.begin));
    });
  }

  // 三輪は北浜の株主だ。赤坂が買収した: it is done to whom the sentence before was about.
  std::optional<Argument> find_done_to() const {
    // One that is bought again is what was bought before: 매각에 나섰다. X는 인수를 검토한다.
    const Topic& topic = context_.topic;
    const bool again =
        topic.bought && topic.deal == context_.hit.frame->type && !is_named(topic.bought->key());
    const Sentence::Item* understood = again ? &*topic.bought : topic.understood();
    if (understood == nullptr || is_named(understood->key())) return std::nullopt;
    if (is_of_goods() && names_topic()) return std::nullopt;
    const bool direct = context_.hit.frame->takes("object");
    return Argument{direct ? "object" : "to", understood->index};
  }

  bool is_of_goods() const {
    const std::string& type = context_.hit.frame->type;
    return type == "purchase" || type == "lease" || type == "license";
  }

  // 三輪は機械を導入する: a sentence with a topic of its own buys of anybody. In languages without
  // a `dealing_topic`, as Korean, it may be about what is bought.
  bool names_topic() const {
    if (context_.pack.word_class("dealing_topic").empty()) return false;
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return context_.is_name(slot) && context_.is_left(slot) && cases_.place_of(slot) == "topic";
    });
  }

  // The doubtful names before the trigger with their places, the one next to it first.
  std::vector<Argument> doubtful_before_verb(Range where) const {
    std::vector<Argument> out;
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (!context_.is_doubtful(slot) || !where.contains(slot.at)) continue;
      // Inside a trigger most of what we do not know is a word of it.
      const bool named = is_likely_name(slot.item->found->party.name, context_.pack);
      if (!context_.is_left(slot) && !(named && cases_.is_argument(slot))) continue;
      out.push_back({cases_.place_of(slot), slot.item->index});
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

  // Have both places somebody, for the same part in the deed?
  bool gives_same_role(const Places& places, const char* one, const char* other) const {
    const Frame& frame = *context_.hit.frame;
    return frame.takes(one) && frame.role_of(one) == frame.role_of(other) && places.has(one) &&
           places.has(other);
  }

  bool is_named(const std::string& key) const {
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(),
                       [&](const auto& slot) { return slot.is_party() && slot.key() == key; });
  }

  // In 三輪, 北浜を買収 the first name is the subject.
  bool ends_clause(const Masked::Slot& slot) const {
    const size_t end = context_.masked.clause_end(slot.at.begin);
    return end <= slot.at.end + 1 && end < text_.size();
  }

  const Context& context_;
  const std::string_view text_;
  const CasesBehind cases_;
};

}  // namespace

Arguments read_case_behind(const Context& context) { return CaseBehindReader(context).read(); }

}  // namespace dealwire

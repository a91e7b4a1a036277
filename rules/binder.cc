#include "rules/binder.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>

#include "rules/case_before.h"
#include "rules/case_behind.h"
#include "rules/described_asset.h"
#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

class Binder {
 public:
  explicit Binder(const Context& context) : context_(context) {}

  Binding run() {
    Arguments arguments = read();
    if (arguments.describes) return describing();
    places_ = std::move(arguments.clause);
    turn_passive();
    take_doubtful(arguments.doubtful);
    const bool own_doer = places_.has("subject") || (places_.has("inside") && is_filled("subject"));
    take_about(arguments);
    take_marked(arguments.marked);
    take_payer();
    take_understood(arguments, own_doer || goes_on_buying());
    take_ally();
    return assign_roles();
  }

 private:
  Arguments read() const {
    const bool behind = context_.pack.marks_behind();
    return behind ? read_case_behind(context_) : read_case_before(context_);
  }

  static Binding describing() {
    Binding out;
    out.describes = true;
    return out;
  }

  // Who is acted upon stands on the left of a passive, and of a deed with its doer marked.
  void turn_passive() {
    const bool by = (places_.has("by") && is_doer("by") && !joins_in("by")) ||
                    (places_.has("granted_by") && is_doer("granted_by"));
    const bool doer_marked = by && !places_.has("object") && !places_.has("inside");
    if (doer_marked || is_passive()) {
      places_.move("subject", is_owner("subject") ? "from" : "object");
      take_owner_of_object();
      // A house is leased by somebody, and is no tenant itself.
      if (by && role_of("object") == role_of("by")) places_.drop("object");
    } else if (by && context_.pack.leaves_subjects_out()) {
      // A被B買下其業務: what A had, B buys.
      places_.move("subject", "from");
    }
  }

  // Halden's Gantry Wharf was sold to Orsk: whose name stands before what it is done to.
  void take_owner_of_object() {
    const Places::Mentions objects = places_.at("object");
    if (objects.size() != 1 || !takes("from") || has_taken("from") || is_filled("from")) return;
    const auto& slots = context_.masked.slots;
    for (size_t i = 1; i < slots.size(); ++i) {
      if (slots[i].item->index != objects.front() || !slots[i - 1].is_party()) continue;
      const size_t end = slots[i - 1].at.end;
      const std::string_view text = context_.masked.text;
      const size_t owner = context_.pack.word_class("possessive").longest(text, end).length;
      const bool owns = owner > 0 && end + owner + 1 == slots[i].at.begin;
      if (owns) places_.set("from", {slots[i - 1].item->index});
    }
  }

  // Halden led the round, joined by Orsk: who else pays does not make the subject whom it is done
  // to.
  bool joins_in(std::string_view place) const {
    const size_t begin = context_.hit.at.end, mention = places_.at(place).front();
    return gathers(place) && places_.has("subject") &&
           std::any_of(context_.masked.slots.begin(), context_.masked.slots.end(), [&](auto& slot) {
             return slot.item->index == mention && slot.at.begin > begin &&
                    text_at(context_.masked.text, {begin, slot.at.begin}).starts_with(',');
           });
  }

  // Does the text only say what belongs to the party of a place (X旗下公司由Y收購)?
  bool is_owner(std::string_view place) const {
    if (!takes("from")) return false;
    const WordClass& owners = context_.pack.word_class("possessive");
    const Places::Mentions mentions = places_.at(place);
    return std::any_of(context_.masked.slots.begin(), context_.masked.slots.end(), [&](auto& slot) {
      return mentions.size() == 1 && slot.item->index == mentions.front() &&
             owners.longest(context_.masked.text, slot.at.end).length > 0;
    });
  }

  bool is_passive() const {
    // Of "was bought", "was buying" and "was in talks" only one is a passive.
    const std::string_view trigger = text_at(context_.masked.text, context_.hit.at);
    const std::string_view verb = trigger.substr(0, trigger.find(' '));
    const WordClass& ends = context_.pack.word_class("participle_end");
    if (!ends.empty() && ends.ending(verb) == 0) return false;
    const std::string_view left =
        text_at(context_.masked.text, {context_.clause.begin, context_.hit.at.begin});
    re2::StringPiece word;
    if (!RE2::PartialMatch(re2::StringPiece(left.data(), left.size()), *context_.pack.passive,
                           &word)) {
      return false;
    }
    const auto begin = static_cast<size_t>(word.data() - left.data());
    return !cuts_word(left, {begin, begin + word.size()});  // no "es" in "el lunes"
  }

  // Not in "raised $5m in a round led by X": there "by" gives another part than the subject has.
  bool is_doer(std::string_view place) const {
    return takes(place) && role_of(place) == role_of("subject");
  }

  void take_doubtful(const std::vector<Argument>& doubtful) {
    for (const Argument& argument : doubtful) {
      if (!places_.has(argument.place) && !is_filled(argument.place)) places_.guess(argument);
    }
  }

  // Whom the clauses before are about, or if they do not tell, the sentence before.
  void take_about(const Arguments& arguments) {
    std::optional<size_t> about = arguments.about;
    const bool has_other_doer = arguments.doer || arguments.done_by_person;
    const Sentence::Item* understood = context_.topic.understood();
    // A round that the sentence before told of goes on with who else is in it.
    const bool goes_on = understood != nullptr && takes("topic") && places_.has("subject") &&
                         context_.topic.same_block &&
                         context_.topic.deal == context_.hit.frame->type;
    const bool carried = (!about || goes_on) && understood != nullptr;
    // Who lent in the deal told before is not whom the next one lends to.
    const auto& protagonist = context_.topic.protagonist;
    const bool lends_on = carried && protagonist && role_of("subject") == "lender" &&
                          context_.topic.deal == "financing" &&
                          !context_.pack.leaves_subjects_out();
    if (carried) about = (lends_on ? &*protagonist : understood)->index;
    const std::string place = place_of_topic(carried);
    if (!about || place.empty() || names(*about)) return;
    if (carried && is_of_bought(place)) return;  // see DeedReader::add_again()
    // Who is named, even if by a doubtful name, comes before who goes without saying.
    if (carried && place == "subject" && has_other_doer) return;
    if (carried) {
      places_.guess({place, *about});
    } else {
      Places::Mentions all{*about};
      std::copy_if(arguments.about_too.begin(), arguments.about_too.end(), std::back_inserter(all),
                   [&](size_t mention) { return !names(mention); });
      places_.set(place, std::move(all));
    }
  }

  // They do it, if the deed has no doer of its own, or in a passive have it done to them; else they
  // are the "topic", if the frame has a role for that.
  std::string place_of_topic(bool carried) const {
    if (has_doer() || !takes("subject")) {
      return takes("topic") ? "topic" : !carried && takes("about") ? "about" : "";
    }
    if (!is_passive() || is_filled("object")) return "subject";
    // What is done to somebody without saying by whom is hardly done by whom the text is about.
    const bool knows_participles = !context_.pack.word_class("participle_end").empty();
    if (carried && places_.has("object") && knows_participles) return "";
    return !carried && !places_.has("object") ? "object" : "subject";
  }

  // In 三輪を主幹事とする融資で調達 "by" tells somebody else than who does it.
  bool has_doer() const {
    const bool by = places_.has("by") && (is_doer("by") || !takes("by"));
    return places_.has("subject") || by || is_filled("subject");
  }

  void take_marked(const std::vector<Argument>& marked) {
    bool took = false;  // the one before
    for (const auto& [place, mention, joined] : marked) {
      // Who stands in the clause comes before who stands elsewhere and would have the same role.
      const bool open = !places_.has(place) || gathers(place);
      const bool free = open && (!is_filled(place) || shares(place));
      took = takes(place) && (free || (joined && took)) && !names(mention);
      if (took) places_.add(place, mention);
    }
  }

  // 인수금융은 은행이 주선했다: it is lent to who bought in the deal before.
  void take_payer() {
    const auto& payer = context_.topic.payer;
    if (takes("payer") && payer && !names(payer->index)) places_.guess({"payer", payer->index});
  }

  void take_understood(const Arguments& arguments, bool own_doer) {
    if (takes("subject") && !has_doer()) {
      if (arguments.doer) places_.guess({"subject", *arguments.doer});
    } else if (own_doer && arguments.done_to && !has_taken("object") && !has_taken("to") &&
               !is_filled(arguments.done_to->place) && !is_of_thing()) {
      places_.guess(*arguments.done_to);
    }
  }

  // 三輪は北浜と提携した。新株を引き受け,10億円を投じる: where two have allied, what one of them
  // does is done to the other.
  void take_ally() {
    const Topic& topic = context_.topic;
    if (!context_.pack.marks_behind() || !topic.same_block || topic.deal != "partnership" ||
        !topic.former || !topic.latter) {
      return;
    }
    const char* place = takes("object") ? "object" : "to";
    const Places::Mentions doers = places_.at("subject");
    if (doers.empty() || !takes(place) || has_taken("object") || has_taken("to") ||
        is_filled(place) || is_of_thing()) {
      return;
    }
    const std::string doer = key_of(doers.front());
    const bool first = topic.former->key() == doer;
    if (!first && topic.latter->key() != doer) return;
    const Sentence::Item& ally = first ? *topic.latter : *topic.former;
    if (!names(ally.index)) places_.guess({place, ally.index});
  }

  // 北浜を買収した。工場も取得した: a thing without a name is what the second deed is done to.
  bool is_of_thing() const {
    const std::string& type = context_.hit.frame->type;
    return (type == "acquisition" || type == "purchase") &&
           described_asset(context_.masked, context_.pack, context_.hit, context_.hits);
  }

  // 경영권을 확보했다. 410억원에 인수하는 조건이다: it is told further what was bought.
  bool goes_on_buying() const {
    const Topic& topic = context_.topic;
    return topic.same_block && topic.bought && topic.deal == context_.hit.frame->type;
  }

  // Pelly sells Orsk. Halden is interested: in Orsk, whoever the text is about.
  bool is_of_bought(std::string_view place) const {
    const Topic& topic = context_.topic;
    return topic.bought && topic.deal == context_.hit.frame->type && takes("again") &&
           role_of(place) == role_of("again") && !names(topic.bought->index);
  }

  // Does the frame give a role to the place?
  bool takes(std::string_view place) const { return !role_of(place).empty(); }

  // Who does it together with the subject has its role, unless the frame gives them another one.
  std::string_view role_of(std::string_view place) const {
    const Frame& frame = *context_.hit.frame;
    const bool joins_in = place == "ally" && !frame.takes(place) && context_.pack.marks_behind();
    return frame.role_of(joins_in ? "subject" : place);
  }

  bool has_taken(const std::string& place) const { return takes(place) && places_.has(place); }

  // Many pay into a round, or lend together, each told in its own place.
  bool gathers(std::string_view place) const {
    return context_.hit.frame->type == "financing" && is_payer(role_of(place));
  }

  // 三輪は北浜とともに受注した: both sell.
  bool is_of_ally(std::string_view place) const {
    return place == "ally" && role_of(place) == role_of("subject");
  }

  // May the parties of a place have a role that those of another one have?
  bool shares(std::string_view place) const { return gathers(place) || is_of_ally(place); }

  // Does some other place give the role of this one? In a joint venture several do, and an ally
  // leaves it to the subject.
  bool is_filled(std::string_view place) const {
    const Frame& frame = *context_.hit.frame;
    const std::string_view role = role_of(place);
    if (role.empty() || frame.is_joint(role)) return false;
    return std::any_of(frame.roles.begin(), frame.roles.end(), [&](const auto& other) {
      return other.first != place && other.second == role && places_.has(other.first) &&
             !(place == "subject" && other.first == "ally");
    });
  }

  // Has the party of a mention a place with a role already? One without any may be named by the
  // way (made an offer that values it at $5m).
  bool names(size_t mention) const {
    const std::string key = key_of(mention);
    const auto& places = places_.all();
    return std::any_of(places.begin(), places.end(), [&](const auto& place) {
      return takes(place.first) && std::any_of(place.second.begin(), place.second.end(),
                                               [&](size_t other) { return key_of(other) == key; });
    });
  }

  Binding assign_roles() const {
    constexpr std::array<std::string_view, 6> kFirst = {"subject", "object", "inside",
                                                        "at",      "to",     "from"};
    Binding out;
    std::set<std::string> taken;
    for (std::string_view place : kFirst) assign(place, places_.at(place), taken, out);
    for (const auto& [place, mentions] : places_.all()) {
      const bool done = std::find(kFirst.begin(), kFirst.end(), place) != kFirst.end();
      if (!done) assign(place, mentions, taken, out);
    }
    return out;
  }

  // `taken` are the keys of the parties that have a role.
  void assign(std::string_view place, const Places::Mentions& mentions,
              std::set<std::string>& taken, Binding& out) const {
    const Frame& frame = *context_.hit.frame;
    const std::string_view role = role_of(place);
    if (role.empty()) return;
    if (has_role(out.parties, role) && !frame.is_joint(role) && !shares(place)) return;
    for (size_t mention : mentions) {
      if (!taken.insert(key_of(mention)).second) continue;
      out.parties.emplace_back(role, mention);
      out.by_with = out.by_with || (place == "with" && !frame.is_joint(role));
      if (!places_.is_guess(mention)) continue;
      const bool carried = context_.topic.find(mention) != nullptr;
      (carried ? out.has_carried : out.has_doubtful) = true;
    }
  }

  std::string key_of(size_t mention) const {
    if (const auto* meant = context_.topic.find(mention)) return meant->key();
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (slot.item->index == mention) return slot.key();
    }
    return {};
  }

  const Context& context_;
  Places places_;
};

}  // namespace

bool has_role(const Parties& parties, std::string_view role) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const auto& party) { return party.first == role; });
}

Binding bind_parties(const Masked& masked, const Pack& pack, const Hit& hit,
                     const std::vector<Hit>& hits, const Topic& topic) {
  const Range clause{masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  const Context context{masked, pack, hit, topic, hits, clause};
  return Binder(context).run();
}

}  // namespace dealwire

#include "rules/role_noun.h"

#include <algorithm>
#include <iterator>

#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNearNoun = 60;  // bytes between noun, copula and name: an apposition fits in
constexpr size_t kClose = 12;     // bytes between a copula and the noun that ends the phrase

class RoleNounFinder {
 public:
  RoleNounFinder(const Masked& masked, const Sentence& sentence, const Pack& pack)
      : masked_(masked), sentence_(sentence), pack_(pack) {}

  std::vector<NamedRole> run() {
    const std::vector<Word> nouns = find_words(masked_.text, "role_noun", pack_);
    if (!nouns.empty()) copulas_ = find_words(masked_.text, "copula", pack_);
    for (const Word& noun : nouns) {
      if (const Masked::Slot* called = called_in_bracket(noun.at)) {
        out_.push_back({noun.value, called->item});
      } else if (const Masked::Slot* one = one_of_them(noun.at)) {
        add(*noun.value, *first_joined(one));
      } else if (const Masked::Slot* slot = behind(noun.at)) {
        add(*noun.value, *slot);
      } else if (const Masked::Slot* before = ahead(noun.at)) {
        add(*noun.value, *before);
      }
    }
    // X(下稱「買方」): masking leaves out what brackets call a party.
    for (const Sentence::Item& item : sentence_.items) {
      const std::string* roles = item.is_party() ? roles_of_alias(item) : nullptr;
      if (roles != nullptr) out_.push_back({roles, &item});
    }
    return std::move(out_);
  }

 private:
  // 買方; X (the "Seller") is "the seller".
  const std::string* roles_of_alias(const Sentence::Item& item) const {
    const WordClass& nouns = pack_.word_class("role_noun");
    const std::string name(text_at(sentence_.text, item.at));
    if (const std::string* roles = nouns.value(name)) return roles;
    for (const auto& [lead, value] : pack_.word_class("alias_lead").values()) {
      if (const std::string* roles = nouns.value(lead + name)) return roles;
    }
    return nullptr;
  }

  // X(作為借款人), X(下稱「公司」或「賣方」)
  const Masked::Slot* called_in_bracket(Range noun) const {
    const std::string_view text = masked_.text;
    const Masked::Slot* slot = last_before(noun.begin);
    if (slot == nullptr || !slot->is_party() || noun.begin - slot->at.end > kNearNoun)
      return nullptr;
    constexpr std::string_view kEnds[] = {")", "」", "』", "”", "\""};
    const bool ends = std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) {
      return text.substr(noun.end).starts_with(end);
    });
    const size_t open = text.substr(0, noun.begin).rfind('(');
    const size_t close = text.substr(0, noun.begin).rfind(')');
    const bool inside = open != text.npos && (close == text.npos || close < open);
    return ends && inside && noun.begin - open <= 2 * kNearNoun ? slot : nullptr;
  }

  // X 등 대주단은, Xなどの貸し手は: whom the noun is called by, being one of them.
  const Masked::Slot* one_of_them(Range noun) const {
    const Masked::Slot* slot = last_before(noun.begin);
    if (!pack_.marks_behind() || slot == nullptr || !slot->is_party()) return nullptr;
    const auto among = pack_.case_after.longest(masked_.text, slot->at.end);
    if (among.value != "among" || slot->at.end + among.length > noun.begin) return nullptr;
    const Range link{slot->at.end + among.length, noun.begin};
    const auto of = pack_.case_after.longest(masked_.text, link.begin);
    const bool linked = of.value == "of" && of.length == link.size();
    return linked || trim(text_at(masked_.text, link)).empty() ? slot : nullptr;
  }

  // 買方是X, the buyer is the Dutch fund X
  const Masked::Slot* behind(Range noun) const {
    const Masked::Slot* slot = first_behind(noun.end);
    if (slot == nullptr || !slot->is_party()) return nullptr;
    // 買家X, but not in A供應商X, which says what X is to another.
    const Masked::Slot* before = last_before(noun.begin);
    const bool is_of_other = before != nullptr && before->at.end == noun.begin;
    if (slot->at.begin == noun.end && !is_of_other) return owned_by(slot);
    if (has_doer(noun)) return nullptr;
    if (is_row(noun.end, slot->at.begin) || is_apposed(noun, slot->at.begin)) return slot;
    if (!same_clause(past_comma(noun.end), slot->at.begin)) return nullptr;
    const bool linked = std::any_of(copulas_.begin(), copulas_.end(), [&](const Word& copula) {
      return copula.at.begin >= noun.end && copula.at.begin <= noun.end + kNearNoun &&
             copula.at.end <= slot->at.begin && slot->at.begin <= copula.at.end + kNearNoun;
    });
    return linked && !is_acted_upon(*slot) ? owned_by(slot) : nullptr;
  }

  // 대주단이 X에 대출한다, 貸し手がXに融資する: where case words stand behind names, whom the
  // noun's party does something to is not that party.
  bool is_acted_upon(const Masked::Slot& slot) const {
    if (!pack_.marks_behind()) return false;
    const std::string_view place = pack_.case_after.longest(masked_.text, slot.at.end).value;
    return place == "to" || place == "object";
  }

  // 跟投方包括小米旗下的順為資本: who is named behind whose it is.
  const Masked::Slot* owned_by(const Masked::Slot* owner) const {
    if (pack_.word_class("possessive").longest(masked_.text, owner->at.end).length == 0) {
      return owner;
    }
    const Masked::Slot* owned = first_behind(owner->at.end);
    const bool fits = owned != nullptr && owned->is_party() &&
                      owned->at.begin - owner->at.end <= kNearNoun &&
                      same_clause(owner->at.end, owned->at.begin);
    return fits ? owned : owner;
  }

  // 三輪が(3億円で)買収したのはX: not who bought, if that is said already.
  bool has_doer(Range noun) const {
    const auto before = std::find_if(
        masked_.slots.rbegin(), masked_.slots.rend(),
        [&](const Masked::Slot& slot) { return slot.is_party() && slot.at.end <= noun.begin; });
    if (before == masked_.slots.rend() || !same_clause(before->at.begin, noun.begin)) return false;
    return pack_.case_after.longest(masked_.text, before->at.end).value == "subject";
  }

  // 借入先  株式会社X: rows of Japanese filings have nothing but a gap and the form of company
  // there.
  bool is_row(size_t begin, size_t end) const {
    if (!pack_.marks_behind() || begin == end) return false;
    const std::string_view gap = text_at(masked_.text, {begin, end});
    const bool colon = character_at(gap, 0) == ':';
    if (!is_space(character_at(gap, 0)) && !colon) return false;
    const std::string_view form = trim(gap.substr(colon ? 1 : 0));
    return form.empty() || general_class(form, pack_) == "company";
  }

  // The customer, the grower X, will pay: nothing but nouns behind a comma that ends no clause.
  bool is_apposed(Range noun, size_t end) const {
    const size_t begin = noun.end;
    if (!pack_.words_begin_clauses() || end - begin > kNearNoun) return false;
    const std::string_view gap = text_at(masked_.text, {begin, end});
    // Supplier X; in French the noun stands behind.
    const bool leads = pack_.word_class("possessive").has("'s");
    if (gap == " ") return leads && noun.begin == 0;
    return gap.starts_with(", ") && gap.find_first_of(",;:", 1) == gap.npos &&
           find_words(masked_.text, {begin + 1, end}, "case", pack_).empty() &&
           find_words(masked_.text, {begin + 1, end}, "finite", pack_).empty();
  }

  // X, the buyer, will pay.
  bool is_said_of(Range noun, size_t end) const {
    if (!pack_.words_begin_clauses()) return false;
    const std::string_view text = masked_.text;
    return text_at(text, {end, noun.begin}) == ", " && text.substr(noun.end).starts_with(',');
  }

  // Where a clause begins with a copula, it goes on with the noun: 五名投資者,包括X.
  size_t past_comma(size_t pos) const {
    if (!std::string_view(masked_.text).substr(pos).starts_with(",")) return pos;
    constexpr size_t kCharacter = 3;  // 為X opens a clause of its own
    const bool goes_on = std::any_of(copulas_.begin(), copulas_.end(), [&](const Word& copula) {
      return copula.at.begin == pos + 1 && copula.at.size() > kCharacter;
    });
    return goes_on ? pos + 1 : pos;
  }

  // X是買方, X as lead manager; but not in X為客戶提供服務, where more follows.
  const Masked::Slot* ahead(Range noun) const {
    const std::string_view text = masked_.text;
    const Masked::Slot* slot = last_before(noun.begin);
    if (slot == nullptr || !slot->is_party() || !same_clause(slot->at.end, noun.begin)) {
      return nullptr;
    }
    const char32_t next = character_at(text, noun.end);
    // But Xが買い手となり.
    const bool acts = pack_.word_class("role_verb").longest(text, noun.end).length > 0;
    if (is_cjk(next) && !acts) return nullptr;
    const bool linked = std::any_of(copulas_.begin(), copulas_.end(), [&](const Word& copula) {
      return copula.at.begin >= slot->at.end && copula.at.end <= noun.begin &&
             noun.begin - copula.at.end <= kClose &&
             trim(text_at(text, {slot->at.end, copula.at.begin})).empty();
    });
    return linked || is_said_of(noun, slot->at.end) ? first_joined(slot) : nullptr;
  }

  // The first of the names that a conjunction joins to this one.
  const Masked::Slot* first_joined(const Masked::Slot* slot) const {
    const WordClass& conjunctions = pack_.word_class("conjunction");
    for (const Masked::Slot* before = last_before(slot->at.begin);
         before != nullptr && before->is_party(); before = last_before(slot->at.begin)) {
      const std::string_view between = text_at(masked_.text, {before->at.end, slot->at.begin});
      if (!conjunctions.has(trim(between)) && !joins_form(trim(between))) break;
      slot = before;
    }
    return slot;
  }

  const Masked::Slot* first_behind(size_t pos) const {
    const auto slot = std::find_if(masked_.slots.begin(), masked_.slots.end(),
                                   [&](const Masked::Slot& s) { return s.at.begin >= pos; });
    return slot == masked_.slots.end() ? nullptr : &*slot;
  }

  const Masked::Slot* last_before(size_t pos) const {
    const auto slot = std::find_if(masked_.slots.rbegin(), masked_.slots.rend(),
                                   [&](const Masked::Slot& s) { return s.at.end <= pos; });
    return slot == masked_.slots.rend() ? nullptr : &*slot;
  }

  bool same_clause(size_t a, size_t b) const {
    return masked_.clause_of(a) == masked_.clause_of(b);
  }

  void add(const std::string& roles, const Masked::Slot& first) {
    const Masked::Slot* last = &first;
    auto sharers = std::make_shared<std::vector<const Sentence::Item*>>(1, first.item);
    for (const Masked::Slot& slot : masked_.slots) {
      if (slot.at.begin < last->at.end || !slot.is_party()) continue;
      const std::string_view between = text_at(masked_.text, {last->at.end, slot.at.begin});
      if (!joins(trim(between), pack_)) break;
      sharers->push_back(slot.item);
      last = &slot;
    }
    for (const Sentence::Item* party : *sharers) out_.push_back({&roles, party, sharers});
  }

  // X、株式会社Y: the form of company of the second name may stand behind the conjunction.
  bool joins_form(std::string_view between) const {
    const auto& conjunctions = pack_.word_class("conjunction").values();
    return std::any_of(conjunctions.begin(), conjunctions.end(), [&](const auto& word) {
      return between.starts_with(word.first) &&
             general_class(trim(between.substr(word.first.size())), pack_) == "company";
    });
  }

  const Masked& masked_;
  const Sentence& sentence_;
  const Pack& pack_;
  std::vector<Word> copulas_;
  std::vector<NamedRole> out_;
};

// What the one has that the known parties deal with: who pays, or else who is paid. What is bought
// is neither.
std::string counterpart_of(const DealType& deal, const Parties& parties) {
  const auto any = [&](auto is) { return std::any_of(parties.begin(), parties.end(), is); };
  const bool bought =
      any([](const auto& p) { return p.first == "target" || p.first == "investee"; });
  const bool pays = any([](const auto& p) { return is_payer(p.first); });
  const bool paid = any([](const auto& p) {
    return !is_payer(p.first) && p.first != "target" && p.first != "investee";
  });
  if (pays == paid) return "";
  if (paid) return std::string(deal.roles.front());
  // Who is bought of is told as the one dealt with, rather than what is bought.
  return bought || deal.name == "acquisition"
             ? "seller"
             : std::string(*std::find_if(deal.roles.begin(), deal.roles.end(),
                                         [](std::string_view role) { return !is_payer(role); }));
}

bool gives(const Frame& frame, std::string_view role) {
  return std::any_of(frame.roles.begin(), frame.roles.end(),
                     [&](const auto& given) { return given.second == role; });
}

// Of the roles "acquirer|buyer" the first that the frame gives, else the first that deals of the
// type have; "" if none.
std::string role_in(std::string_view type, const Frame* frame, std::string_view roles,
                    const Parties& parties) {
  const auto deal = std::find_if(kDealTypes.begin(), kDealTypes.end(),
                                 [&](const DealType& t) { return t.name == type; });
  if (roles == "counterpart") return counterpart_of(*deal, parties);
  std::string_view out;
  while (!roles.empty()) {
    const size_t bar = std::min(roles.find('|'), roles.size());
    const std::string_view role = roles.substr(0, bar);
    if (frame != nullptr && gives(*frame, role)) return std::string(role);
    if (out.empty() && deal->has_role(role)) out = role;
    roles.remove_prefix(std::min(bar + 1, roles.size()));
  }
  return std::string(out);
}

}  // namespace

std::vector<NamedRole> named_roles(const Masked& masked, const Sentence& sentence,
                                   const Pack& pack) {
  return RoleNounFinder(masked, sentence, pack).run();
}

bool take_role(Parties& parties, std::string_view type, const Frame* frame, const NamedRole& named,
               const KeyOf& key_of) {
  const std::string role = role_in(type, frame, *named.roles, parties);
  if (role.empty()) return false;
  const std::string& key = named.party->key();
  const auto self = std::find_if(parties.begin(), parties.end(),
                                 [&](const auto& p) { return key_of(p.second) == key; });
  if (self != parties.end() && (self->first == role || *named.roles == "counterpart")) return false;
  const auto other =
      std::find_if(parties.begin(), parties.end(), [&](const auto& p) { return p.first == role; });
  const bool shares = other != parties.end() && named.sharers != nullptr &&
                      std::any_of(named.sharers->begin(), named.sharers->end(),
                                  [&](const auto* p) { return p->key() == key_of(other->second); });
  const bool joins = role == "investor" || role == "lender" || role == "underwriter" || shares;
  if (self != parties.end()) {
    if (other != parties.end() && !joins) other->first = self->first;
    self->first = role;
    return true;
  }
  if (other != parties.end() && !joins) return false;
  parties.emplace_back(role, named.party->index);
  return true;
}

}  // namespace dealwire

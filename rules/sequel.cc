#include "rules/sequel.h"

#include <algorithm>
#include <string_view>

#include "rules/deal_amounts.h"
#include "rules/deal_date.h"
#include "rules/deal_status.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/role_noun.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Which amounts of a sentence may be those of the deal told last: none; those of what a word of
// class `deal_word` names (交易, the deal); or also what somebody pays, by a word of class
// `payment`, since the sentence is about the deal's parties only.
enum class AmountsOf { kNothing, kDeal, kPayment };

// An unknown name where no spaces part words, or case words cling to them.
bool may_be_words(const Sentence::Item& item) {
  return item.found->weak && is_cjk(character_at(item.found->party.name, 0));
}

// It had belonged to Orsk, 公司原由力瑋創投持有: adds to a purchase the one other party that a
// sentence names as the owner before, by a word of class `former_owner`.
bool add_former_owner(const Sentence& sentence, const Pack& pack, const KeyOf& key_of,
                      Claim& claim) {
  if (claim.type != "acquisition" || has_role(claim.parties, "seller")) return false;
  const std::vector<Word> words = find_words(sentence.text, "former_owner", pack);
  const bool owned = std::any_of(words.begin(), words.end(),
                                 [](const Word& word) { return *word.value == "owner"; });
  if (!owned) return false;
  const Sentence::Item* owner = nullptr;
  for (const Sentence::Item& item : sentence.items) {
    const bool has_part =
        std::any_of(claim.parties.begin(), claim.parties.end(),
                    [&](const auto& p) { return key_of(p.second) == item.key(); });
    if (!item.is_party() || has_part || may_be_words(item)) continue;
    if (!item.is_sure_party() || (owner != nullptr && owner->key() != item.key())) return false;
    owner = &item;
  }
  if (owner != nullptr) claim.parties.emplace_back("seller", owner->index);
  return owner != nullptr;
}

// Adds to a claim whom a noun gives a part in it (買方是X).
bool add_named_parties(const Sentence& sentence, const Pack& pack, const KeyOf& key_of,
                       Claim& claim) {
  bool adds = add_former_owner(sentence, pack, key_of, claim);
  if (find_words(sentence.text, "role_noun", pack).empty()) return adds;
  const Frame* frame = pack.frame(claim.rule);
  for (const NamedRole& named : named_roles(mask_sentence(sentence, pack), sentence, pack)) {
    const bool known = std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& p) {
      return key_of(p.second) == named.party->key();
    });
    if (!known && take_role(claim.parties, claim.type, frame, named, key_of)) adds = true;
  }
  return adds;
}

// Some words are of one type of deal (임차료, the rent), or of several: "acquisition|investment".
bool may_be_of(std::string_view types, std::string_view type) {
  if (types.empty()) return true;
  for (size_t begin = 0, end = 0; begin <= types.size(); begin = end + 1) {
    end = std::min(types.find('|', begin), types.size());
    if (text_at(types, {begin, end}) == type) return true;
  }
  return false;
}

// Is power what such a deal is of, wherever it is said?
bool takes_power(std::string_view type) {
  return type == "construction" || type == "purchase" || type == "lease";
}

// It cost them $4bn, the two mills cost $90m: is an amount what was bought cost, by a verb at `at`
// whose subject means it?
bool costs_what_is_meant(std::string_view text, Range at, const Sentence::Item& amount,
                         const Claim& claim, const Pack& pack) {
  const Found& found = *amount.found;
  if (claim.type != "acquisition" || found.measure != "cost" || !found.per.empty()) return false;
  if (!pack.word_class("costs").has(text_at(text, at)) ||
      text.substr(amount.at.end).starts_with(" to ")) {  // what it will cost to mend
    return false;
  }
  const std::string_view subject = trim(text.substr(0, at.begin));
  return pack.word_class("reference").has(subject) || subject.ends_with(mask(Kind::kParty)) ||
         pack.word_class("asset_noun").has(last_word(subject));
}

// "95億円という", "$20 million was the price": does a sentence say a sum and hardly a word more?
bool says_sum_alone(const Sentence& sentence) {
  constexpr size_t kFew = 24;  // bytes
  size_t words = sentence.text.size();
  bool has_sum = false;
  for (const Sentence::Item& item : sentence.items) {
    words -= item.at.size();
    if (!item.is_party() && item.found->kind != Kind::kMoney) return false;
    has_sum = has_sum || !item.is_party();
  }
  return has_sum && words <= kFew && sentence.dates.empty();
}

// The word behind which a sentence tells amounts of the deal before it; a place in front of all
// where it says nothing but a sum. Nothing if it does not go on with that deal.
std::optional<Range> word_of_deal(const Sentence& sentence, std::string_view type,
                                  AmountsOf amounts, const Pack& pack) {
  if (amounts == AmountsOf::kNothing) return std::nullopt;
  auto words = find_words(sentence.text, "deal_word", pack);
  std::erase_if(words, [&](const Word& word) { return !may_be_of(*word.value, type); });
  const bool any_word = amounts == AmountsOf::kPayment;
  if (words.empty() && any_word) words = find_words(sentence.text, "payment", pack);
  // Talks broke down in May: by itself, where it names nobody else.
  if (words.empty() && any_word) words = find_words(sentence.text, "deal_off", pack);
  const auto stands_before = [&](const Sentence::Item& item) {
    return item.is_party() || words.empty() || item.at.end <= words.front().at.begin;
  };
  const bool alone = any_word && type != "partnership" && says_sum_alone(sentence) &&
                     (!words.empty() || find_words(sentence.text, "deal_word", pack).empty()) &&
                     std::all_of(sentence.items.begin(), sentence.items.end(), stands_before);
  if (alone) return Range{0, 0};
  return words.empty() ? std::nullopt : std::optional(words.front().at);
}

// A sentence without a claim of its own may say an amount that the claim told last lacks, that the
// deal is off, or by a `role_noun` who has a part in it (買方是X). The claim with what it adds in
// place of its amounts, or nothing.
std::optional<Claim> continue_claim(const Sentence& sentence, const Pack& pack, const Days& days,
                                    const Claim& last, const KeyOf& key_of, AmountsOf amounts) {
  Claim out = last;
  out.drop_amounts();
  out.date = {};
  bool adds = add_named_parties(sentence, pack, key_of, out), only_part = false;
  const std::optional<Range> word = word_of_deal(sentence, out.type, amounts, pack);
  if (!word) return adds ? std::optional(out) : std::nullopt;
  if (last.status != "cancelled" && is_called_off(sentence, pack)) {
    out.status = "cancelled";
    adds = true;
  }
  // The transaction, struck on 13 October, comes at a good time.
  if (out.status != last.status || last.date.edtf.empty()) {
    out.date.edtf = last_day(sentence, days, pack);
    adds = adds || !out.date.edtf.empty();
  }
  for (const Sentence::Item& item : sentence.items) {
    const Kind kind = item.found->kind;
    if (kind == Kind::kParty || item.at.begin < word->end) continue;
    if (pack.word_class("amount_from").longest(sentence.text, item.at.end).length > 0) continue;
    Claim known = last;
    const bool opens = trim(sentence.text.substr(0, word->begin)).empty();
    const bool costs =
        opens && is_cost_of_deed(*item.found, out, sentence.text, {word->end, item.at.begin}, pack);
    const bool capital =
        out.founds && is_founding_capital(*item.found, sentence.text, item.at.begin, pack);
    const bool told =
        costs || capital || costs_what_is_meant(sentence.text, *word, item, out, pack);
    if (slot_of(known, kind) || !(told || is_of_deal(*item.found, out))) continue;
    if (kind == Kind::kPower && !takes_power(out.type)) continue;
    if (kind == Kind::kStake && out.founds) continue;  // of one of the founders
    std::optional<size_t>& slot = slot_of(out, kind);
    const bool is_total = slot && only_part && item.found->measure != "tranche";
    if (slot && !is_total) continue;
    if (is_total) out.also.push_back(*slot);
    slot = item.index;
    only_part = item.found->measure == "tranche";
    adds = true;
  }
  return adds ? std::optional(out) : std::nullopt;
}

}  // namespace

// May a claim that waits for more have one party only? One who builds or borrows; where case words
// stand behind names, also who has waited for the sum.
bool Sequel::may_stand_alone(const Claim& wanting) const {
  if (wanting.money) return false;
  return pack_.marks_behind() || wanting.type == "construction" || wanting.type == "financing";
}

void Sequel::settle(Claim& claim, size_t passage, const Claims& before,
                    const std::optional<Claim>& wanting) const {
  if (wanting && tells_with_whom(*wanting, claim)) claim.money = wanting->money;
  claim.goes_on = joins_last(claim, passage, before) || pays_for_last(claim, passage, before);
}

std::optional<Claim> Sequel::go_on(const Sentence& sentence, const Topic& topic, const Days& days,
                                   const std::optional<Claim>& wanting,
                                   const Claims& claims) const {
  const KeyOf keys = [&](size_t mention) { return key_of(mention); };
  const auto continued = [&](const Claim& told) {
    Claim with = told;  // whom the sentence gives a part in the deal is no other
    add_named_parties(sentence, pack_, keys, with);
    const bool alone = !names_others(sentence, with);
    const AmountsOf amounts = topic.same_block && alone   ? AmountsOf::kPayment
                              : topic.same_block || alone ? AmountsOf::kDeal
                                                          : AmountsOf::kNothing;
    return continue_claim(sentence, pack_, days, told, keys, amounts);
  };
  std::optional<Claim> out;
  if (wanting) out = continued(*wanting);
  if (out && !out->money) out->money = wanting->money;
  // Still nobody to deal with.
  if (out && wanting->one_sided && !tells_both_sides(*out)) out.reset();
  if (out && out->parties.size() < 2 && !may_stand_alone(*wanting)) out.reset();
  if (out) out->one_sided = false;
  if (out || claims.empty()) return out;
  out = continued(claims.back().first);
  if (out) out->goes_on = true;
  // The sentence before may have told several: a sale and a lease back. A word for one type of deal
  // (the rent) may go on with one told before that in the paragraph.
  constexpr size_t kFarthest = 3;  // sentences
  for (auto told = claims.rbegin(); !out && told != claims.rend(); ++told) {
    const bool last = told->second == claims.back().second;
    if (!last && (!topic.same_block || told->second + kFarthest < claims.back().second)) break;
    if (!last && passages_[told->second].block != passages_[claims.back().second].block) break;
    if (last || names_type(sentence, told->first.type)) out = continued(told->first);
  }
  return out;
}

std::optional<Claim> Sequel::named_part(const Sentence& sentence, const Days& days,
                                        const Claims& claims) const {
  if (claims.empty()) return std::nullopt;
  const KeyOf keys = [&](size_t mention) { return key_of(mention); };
  auto out = continue_claim(sentence, pack_, days, claims.back().first, keys, AmountsOf::kNothing);
  if (out) out->goes_on = true;
  return out;
}

std::optional<Claim> Sequel::built_by(const Sentence& sentence, const Claims& claims) const {
  if (claims.empty()) return std::nullopt;
  const Claim& last = claims.back().first;
  if (!pack_.marks_behind() || last.type != "construction" || last.parties.empty() ||
      last.parties.front().first != "developer" ||
      find_words(sentence.text, "role_noun", pack_).empty()) {
    return std::nullopt;
  }
  Claim out = last;
  out.type = "purchase";
  out.drop_amounts();
  out.parties = {{"buyer", last.parties.front().second}};
  const KeyOf keys = [&](size_t mention) { return key_of(mention); };
  for (const NamedRole& named : named_roles(mask_sentence(sentence, pack_), sentence, pack_)) {
    if (*named.roles == "seller") take_role(out.parties, out.type, nullptr, named, keys);
  }
  if (!tells_both_sides(out)) return std::nullopt;
  return out;
}

// 증자를 하기로 했다. 증자에는 X가 참여한다: does the claim say with whom the half of a deal is
// that the sentence before told with its sum?
bool Sequel::tells_with_whom(const Claim& half, const Claim& claim) const {
  if (!half.money || half.parties.size() != 1 || half.type != claim.type || claim.money) {
    return false;
  }
  const auto& [role, mention] = half.parties.front();
  return std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
    return party.first == role && key_of(party.second) == key_of(mention);
  });
}

// 三輪は北浜に融資した。赤坂も加わった: is who pays more told in the next sentence, and to whom
// not? Then it is to whom the sentence before says; the claim loses what it has guessed.
bool Sequel::joins_last(Claim& claim, size_t passage, const Claims& claims) const {
  const Sentence& sentence = passages_[passage].sentence;
  if (!pack_.marks_behind() || claims.empty() || claim.type != "financing") return false;
  const auto& [last, told] = claims.back();
  constexpr size_t kFarthest = 3;  // sentences
  if (told + kFarthest < passage || passages_[told].block != passages_[passage].block) return false;
  if (last.type != claim.type || !claim.doubts.carried_party) return false;
  const auto guessed =
      std::find_if(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
        return party.first == "borrower" &&
               std::none_of(sentence.items.begin(), sentence.items.end(),
                            [&](const auto& item) { return item.index == party.second; });
      });
  if (guessed == claim.parties.end() || claim.parties.size() < 2) return false;
  if (claim.money) {  // a loan of its own to the same
    const auto borrower = std::find_if(last.parties.begin(), last.parties.end(),
                                       [](const auto& party) { return party.first == "borrower"; });
    if (borrower != last.parties.end()) guessed->second = borrower->second;
    return false;
  }
  claim.parties.erase(guessed);
  return true;
}

// 三輪は北浜に資本参加する。新株を45億円で引き受ける: is all that the claim tells who pays how
// much, and does the same one buy or invest in the sentence before, for nobody says how much? Then
// the claim is of that.
bool Sequel::pays_for_last(Claim& claim, size_t passage, const Claims& claims) const {
  const auto buys = [](const Claim& one) {
    return one.type == "investment" || one.type == "acquisition";
  };
  if (!claim.money || claim.target || claim.parties.size() != 1 || claims.empty()) return false;
  const auto& [last, told] = claims.back();
  if (told + 1 != passage || passages_[told].block != passages_[passage].block) return false;
  if (!buys(claim) || !buys(last) || last.money || last.parties.size() < 2) return false;
  const auto payer = std::find_if(last.parties.begin(), last.parties.end(),
                                  [](const auto& party) { return is_payer(party.first); });
  const auto& [role, mention] = claim.parties.front();
  if (payer == last.parties.end() || !is_payer(role) || key_of(payer->second) != key_of(mention)) {
    return false;
  }
  claim.type = last.type;
  claim.parties = last.parties;
  return true;
}

// Does a word of class `deal_word` stand in the sentence that is of this type, and not of any?
bool Sequel::names_type(const Sentence& sentence, std::string_view type) const {
  const auto words = find_words(sentence.text, "deal_word", pack_);
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return !word.value->empty() && may_be_of(*word.value, type);
  });
}

// Does the sentence name a party that has no part in the claim?
bool Sequel::names_others(const Sentence& sentence, const Claim& claim) const {
  return std::any_of(sentence.items.begin(), sentence.items.end(), [&](const Sentence::Item& item) {
    const auto& found = *item.found;
    return found.is_party() && !may_be_words(item) && !found.owner &&
           std::none_of(claim.parties.begin(), claim.parties.end(),
                        [&](const auto& party) { return key_of(party.second) == found.party.key; });
  });
}

}  // namespace dealwire

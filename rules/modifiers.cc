#include "rules/modifiers.h"

#include <algorithm>
#include <string>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kOwned = 48;  // bytes between whose a company is and the company

}  // namespace

bool Modifiers::is_owner(const Masked::Slot& slot) const {
  return is_followed_by("possessive", slot) || owns_asset(slot);
}

// Does a thing follow that X has, rather than shares of X: X的電池廠?
bool Modifiers::owns_asset(const Masked::Slot& slot) const {
  const WordClass& assets = context_.pack.word_class("asset");
  if (assets.empty()) return false;
  // Bytes from the name to the end of what it has: less without the 的 (X德國廠), which 其 needs
  // not.
  const bool refers = slot.is_party() && slot.item->at.size() != slot.item->found->at.size();
  const bool modifies = refers || is_followed_by("modifier", slot);
  const size_t far = modifies ? 36 : 15;
  const std::string stake = mask(Kind::kStake);
  const std::string_view text = text_.substr(0, std::min(text_.size(), slot.at.end + far));
  bool found = false;
  for (size_t pos = slot.at.end; pos < text.size();) {
    const char32_t c = character_at(text, pos);
    // X風場49%股權 is a share of what is called so.
    if (!modifies && text_.substr(pos).starts_with(stake)) return false;
    if (!is_han(c) && !is_word_character(c)) break;
    const WordClass::Match word = assets.longest(text, pos);
    if (word.length > 0 && *word.value == "share") return false;
    found = found || word.length > 0;
    pos += word.length > 0 ? word.length : utf8_length(text[pos]);
  }
  return found;
}

bool Modifiers::is_modifier(const Masked::Slot& slot) const {
  return slot.is_party() &&
         (is_epithet(slot) || is_held(slot) ||
          ((is_followed_by("modifier", slot) || opens_compound(slot)) && has_head(slot)));
}

// Orsk-owned Vell: the party is the second one.
bool Modifiers::opens_compound(const Masked::Slot& slot) const {
  return text_.substr(slot.at.end).starts_with('-') &&
         context_.pack.word_class("compound_end").has(word_at(text_, slot.at.end + 1));
}

bool Modifiers::has_head(const Masked::Slot& slot) const {
  const auto& slots = context_.masked.slots;
  return std::any_of(slots.begin(), slots.end(),
                     [&](const auto& other) { return is_head_of(slot, other); });
}

// 持有甲公司5%的乙公司: the party is the second one.
bool Modifiers::is_held(const Masked::Slot& slot) const {
  const std::string share = mask(Kind::kStake);
  return text_.substr(slot.at.end).starts_with(share) &&
         stands_at("modifier", slot.at.end + share.size()) && has_head(slot);
}

// Does it only say what the next name does, as in 特斯拉供应商台积电?
bool Modifiers::is_epithet(const Masked::Slot& slot) const {
  const auto& slots = context_.masked.slots;
  return std::any_of(slots.begin(), slots.end(), [&](const auto& other) {
    return is_head_of(slot, other) && calls_by(slot, other);
  });
}

// Are the words between two names all nouns, the last one for a company?
bool Modifiers::calls_by(const Masked::Slot& modifier, const Masked::Slot& slot) const {
  std::string_view last;
  const std::string_view words = context_.between(modifier, slot);
  // Toyota supplier Denso, but in French "X, filiale Y" it is the other way round.
  const bool modifies = context_.pack.word_class("possessive").has("'s");
  if (modifies && leads_company(words, context_.pack)) {
    return words.find_first_of(" ,'-") == words.npos;
  }
  for (size_t pos = 0; pos < words.size();) {
    const auto word = context_.pack.general_words.longest(words, pos);
    if (word.length == 0) return false;
    last = word.value;
    if (last != "head" && last != "noun") return false;
    pos += word.length;
  }
  return last == "head";
}

bool Modifiers::is_head_of(const Masked::Slot& modifier, const Masked::Slot& slot) const {
  return context_.is_name(slot) && context_.is_left(slot) == context_.is_left(modifier) &&
         slot.at.begin > modifier.at.end && slot.at.begin - modifier.at.end <= kOwned &&
         context_.same_clause(modifier, slot) && !has_amount_between(modifier, slot) &&
         cases_.last_in({modifier.at.end, slot.at.begin}).empty();
}

// A share right behind the first is of it.
bool Modifiers::has_amount_between(const Masked::Slot& a, const Masked::Slot& b) const {
  return std::any_of(
      context_.masked.slots.begin(), context_.masked.slots.end(), [&](const Masked::Slot& other) {
        return !other.is_party() && other.at.begin > a.at.end && other.at.end <= b.at.begin;
      });
}

bool Modifiers::has_no_part(const Masked::Slot& slot) const {
  return is_followed_by("informant", slot) ||
         (is_followed_by("venue", slot) && is_behind_place_word(slot.at.begin));
}

// 在港交所, 在香港聯交所: does a word of class `venue_before` stand before, or before a place
// there?
bool Modifiers::is_behind_place_word(size_t pos) const {
  constexpr int kLongest = 4;  // characters of a place
  const WordClass& words = context_.pack.word_class("venue_before");
  if (words.ending(text_.substr(0, pos)) > 0) return true;
  size_t begin = pos;
  for (int i = 0; i < kLongest && begin > 0; ++i) {
    begin = previous_position(text_, begin);
    const std::string_view place = text_at(text_, {begin, pos});
    if (is_place(place, context_.pack) && words.ending(text_.substr(0, begin)) > 0) return true;
  }
  return false;
}

bool Modifiers::is_followed_by(const ClassName& name, const Masked::Slot& slot) const {
  return stands_at(name, slot.at.end);
}

bool Modifiers::stands_at(const ClassName& name, size_t pos) const {
  return context_.pack.word_class(name).longest(text_, pos).length > 0;
}

}  // namespace dealwire

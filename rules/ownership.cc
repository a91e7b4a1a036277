#include "rules/ownership.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "rules/binder.h"
#include "rules/lexicon.h"

namespace dealwire {
namespace {

using Item = Sentence::Item;

// Words without a name or a mark between two places: "a" of "Kestrel, a unit of".
bool is_short_way(std::string_view text, Range between) {
  constexpr size_t kFarthest = 40;  // bytes
  const std::string_view words = text_at(text, between);
  return words.size() <= kFarthest && words.find_first_of(",;:()") == words.npos;
}

// The mention that a sentence has right before a place, if it is a party, or null.
const Item* party_before(const Sentence& sentence, size_t pos) {
  const auto next = std::find_if(sentence.items.begin(), sentence.items.end(),
                                 [&](const Item& item) { return item.at.end > pos; });
  if (next == sentence.items.begin() || !std::prev(next)->is_party()) return nullptr;
  return &*std::prev(next);
}

// The same right behind it.
const Item* party_behind(const Sentence& sentence, size_t pos) {
  const auto next = std::find_if(sentence.items.begin(), sentence.items.end(),
                                 [&](const Item& item) { return item.at.begin >= pos; });
  return next != sentence.items.end() && next->is_party() ? &*next : nullptr;
}

// Whose the company is, or null.
const Item* owner_of(const Item& owned, const Sentence& sentence, const std::vector<Word>& words) {
  const std::string_view text = sentence.text;
  for (const Word& word : words) {
    const Item* before = party_before(sentence, word.at.begin);
    const Item* behind = party_behind(sentence, word.at.end);
    if (before == nullptr || behind == nullptr) continue;
    if (!is_short_way(text, {word.at.end, behind->at.begin})) continue;
    const bool comma = *word.value == "behind" && text.substr(before->at.end).starts_with(',');
    if (!is_short_way(text, {before->at.end + comma, word.at.begin})) continue;
    const Item* owner = *word.value == "behind" ? behind : before;
    const Item* other = owner == behind ? before : behind;
    if (*word.value != "none" && other == &owned && owner->is_sure_party()) return owner;
  }
  return nullptr;
}

bool has_part(const Claim& claim, const Item& party, const Sentence& sentence) {
  return std::any_of(sentence.items.begin(), sentence.items.end(), [&](const Item& item) {
    const auto is_item = [&](const auto& part) { return part.second == item.index; };
    return item.is_sure_party() && item.key() == party.key() &&
           std::any_of(claim.parties.begin(), claim.parties.end(), is_item);
  });
}

}  // namespace

void add_owners(const Sentence& sentence, const Pack& pack, std::vector<Claim>& claims) {
  if (claims.empty()) return;
  const std::vector<Word> words = find_words(sentence.text, "ownership", pack);
  if (words.empty()) return;
  for (Claim& claim : claims) {
    if (claim.type != "acquisition" || has_role(claim.parties, "seller")) continue;
    for (const Item& item : sentence.items) {
      const Parties::value_type target("target", item.index);
      if (std::count(claim.parties.begin(), claim.parties.end(), target) == 0) continue;
      const Item* owner = owner_of(item, sentence, words);
      if (owner == nullptr || has_part(claim, *owner, sentence)) continue;
      claim.parties.emplace_back("seller", owner->index);
      break;
    }
  }
}

}  // namespace dealwire

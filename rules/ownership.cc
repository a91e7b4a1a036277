#include "rules/ownership.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "rules/binder.h"
#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Item = Sentence::Item;

// Words without a name or a mark between two places: "a" of "Kestrel, a unit of".
bool is_short_way(std::string_view text, Range between) {
  constexpr size_t kFarthest = 40;  // bytes
  const std::string_view words = text_at(text, between);
  return words.size() <= kFarthest && words.find_first_of(",;:()") == words.npos;
}

// Where a name ends with the form of company behind it, which mentions of known ones lack.
size_t full_name_end(const Item& party, std::string_view text, const Pack& pack) {
  return behind_full_name(text, party.at.end, pack);
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

// Does nothing but a conjunction stand between two names: owned by Halden, Orsk and Pell?
bool are_joined(const Item& a, const Item& b, std::string_view text, const Pack& pack) {
  return a.is_party() && b.is_party() && joins(trim(text_at(text, {a.at.end, b.at.begin})), pack);
}

// The first of the names that a conjunction alone joins to one: behind a comma an article is the
// pronoun that begins the clause (Vell, die Orsk und Pell gehört).
const Item& first_joined(const Sentence& sentence, const Item& last, const Pack& pack) {
  const auto joined = [&](const Item& a, const Item& b) {
    const std::string_view words = trim(text_at(sentence.text, {a.at.end, b.at.begin}));
    return a.is_party() && b.is_party() && pack.word_class("conjunction").has(words);
  };
  const Item* out = &last;
  while (out != sentence.items.data() && joined(*(out - 1), *out)) --out;
  return *out;
}

// The names that are joined to the first one, with it. A comma alone parts what a list has ended:
// owned by Halden, Orsk bought.
std::vector<const Item*> list_from(const Sentence& sentence, const Item& first, const Pack& pack) {
  std::vector<const Item*> out{&first};
  size_t whole = 1;  // of them, up to a word that ends a list
  const Item* end = sentence.items.data() + sentence.items.size();
  for (const Item* item = &first; item + 1 != end; ++item) {
    if (!are_joined(*item, *(item + 1), sentence.text, pack)) break;
    out.push_back(item + 1);
    if (trim(text_at(sentence.text, {item->at.end, (item + 1)->at.begin})) != ",") {
      whole = out.size();
    }
  }
  out.resize(whole);
  return out;
}

// Whose the company is; nobody if the words do not tell.
std::vector<const Item*> owners_of(const Item& owned, const Sentence& sentence,
                                   const std::vector<Word>& words, const Pack& pack) {
  const std::string_view text = sentence.text;
  for (const Word& word : words) {
    const Item* before = party_before(sentence, word.at.begin);
    const bool in_clause = *word.value == "clause";
    const Item* behind = in_clause ? before : party_behind(sentence, word.at.end);
    if (before == nullptr || behind == nullptr) continue;
    size_t owners_begin = word.at.begin;
    if (in_clause) {
      if (!is_short_way(text, {behind->at.end, word.at.begin})) continue;
      behind = &first_joined(sentence, *behind, pack);
      before = party_before(sentence, behind->at.begin);
      owners_begin = behind->at.begin;
      if (before == nullptr || text[full_name_end(*before, text, pack)] != ',') continue;
    } else if (!is_short_way(text, {word.at.end, behind->at.begin})) {
      continue;
    }
    const bool leads = *word.value == "before" || *word.value == "part";
    const size_t end = full_name_end(*before, text, pack);
    const bool comma = !leads && text.substr(end).starts_with(',');
    if (!is_short_way(text, {end + comma, owners_begin})) continue;
    const Item* owner = leads ? before : behind;
    const Item* other = owner == behind ? before : behind;
    if (*word.value == "none" || other != &owned || !owner->is_sure_party()) continue;
    if (owner == before) return {owner};
    return list_from(sentence, *owner, pack);
  }
  return {};
}

// Is the company only called a part of somebody, as "the loss-making drone arm Vell" or "Vell, the
// drone arm in Leeds," are?
bool is_called_part(const Item& owned, const Sentence& sentence, const std::vector<Word>& words,
                    const Pack& pack) {
  constexpr size_t kLead = 60;  // bytes
  const std::string_view text = sentence.text;
  const auto names_nobody = [&](Range words_at) {
    const Item* next = party_behind(sentence, words_at.begin);
    return is_short_way(text, words_at) && (next == nullptr || next->at.begin >= words_at.end);
  };
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    Range lead{0, word.at.begin};  // what stands before the noun
    if (word.at.end <= owned.at.begin) {
      if (*word.value != "part" || !names_nobody({word.at.end, owned.at.begin})) return false;
      lead.begin = lead.end - std::min(lead.end, kLead);
      const Item* before = party_before(sentence, lead.end);
      if (before != nullptr) lead.begin = std::max(lead.begin, before->at.end);
      const size_t mark = text_at(text, lead).find_last_of(",;:()");
      if (mark != text.npos) lead.begin += mark;
    } else {
      constexpr std::string_view kComma = ", ";
      const bool a_noun = *word.value == "part" || *word.value == "behind";
      if (!a_noun || !text.substr(owned.at.end).starts_with(kComma)) return false;
      const size_t end = std::min(text.find_first_of(",;.)", word.at.end), text.size());
      lead.begin = owned.at.end + kComma.size();
      if (!names_nobody(lead) || !names_nobody({word.at.end, end})) return false;
    }
    return !find_words(text_at(text, lead), "article", pack).empty();
  });
}

bool has_part(const Claim& claim, const Item& party, const Sentence& sentence) {
  return std::any_of(sentence.items.begin(), sentence.items.end(), [&](const Item& item) {
    const auto is_item = [&](const auto& part) { return part.second == item.index; };
    return item.is_sure_party() && item.key() == party.key() &&
           std::any_of(claim.parties.begin(), claim.parties.end(), is_item);
  });
}

}  // namespace

void add_owners(const Sentence& sentence, const Topic& topic, const Pack& pack,
                std::vector<Claim>& claims) {
  if (claims.empty()) return;
  const std::vector<Word> words = find_words(sentence.text, "ownership", pack);
  if (words.empty()) return;
  for (Claim& claim : claims) {
    if (claim.type != "acquisition" || has_role(claim.parties, "seller")) continue;
    for (const Item& item : sentence.items) {
      const Parties::value_type target("target", item.index);
      if (std::count(claim.parties.begin(), claim.parties.end(), target) == 0) continue;
      const auto owners = owners_of(item, sentence, words, pack);
      for (const Item* owner : owners) {
        if (owner->is_sure_party() && !has_part(claim, *owner, sentence)) {
          claim.parties.emplace_back("seller", owner->index);
        }
      }
      const Item* whole = topic.understood();
      if (owners.empty() && whole != nullptr && whole->is_sure_party() &&
          is_called_part(item, sentence, words, pack) && !has_part(claim, *whole, sentence)) {
        claim.parties.emplace_back("seller", whole->index);
      }
      if (has_role(claim.parties, "seller")) break;
    }
  }
}

void add_of_stake(const Sentence& sentence, const Pack& pack, std::vector<Claim>& claims) {
  if (!pack.words_begin_clauses()) return;
  for (Claim& claim : claims) {
    const bool invests = claim.type == "investment";
    const char* role = invests ? "investee" : "target";
    if (!claim.stake || (!invests && claim.type != "acquisition") || claim.target ||
        has_role(claim.parties, role)) {
      continue;
    }
    const auto stake = std::find_if(sentence.items.begin(), sentence.items.end(),
                                    [&](const Item& item) { return item.index == *claim.stake; });
    if (stake == sentence.items.end() || std::next(stake) == sentence.items.end()) continue;
    const Item& company = *std::next(stake);
    const Range between{stake->at.end, company.at.begin};
    const std::string* place =
        pack.word_class("case").value(last_word(trim(text_at(sentence.text, between))));
    if (place == nullptr || !is_short_way(sentence.text, between)) continue;
    if (company.is_sure_party() && !has_part(claim, company, sentence)) {
      claim.parties.emplace_back(role, company.index);
    }
  }
}

}  // namespace dealwire

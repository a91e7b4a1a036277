#include "rules/descriptions.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFarthestBefore = 60;  // bytes that a description has before its name

// A word as it is compared: Norwegian and Norway's are one, and so are airline and Airlines.
std::string form_of(std::string_view word) {
  constexpr size_t kStem = 4;
  const bool of_place = is_upper(character_at(word, 0)) && word.size() > kStem;
  std::string out = ascii_lower(of_place ? word.substr(0, kStem) : word);
  if (!of_place && out.size() > kStem && out.back() == 's') out.pop_back();
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t pos = 0; pos < text.size();) {
    const std::string_view word = word_at(text, pos);
    if (!word.empty()) out.push_back(word);
    pos += word.empty() ? utf8_length(text[pos]) : word.size();
  }
  return out;
}

// The words before a name up to an article, a mark, or a word that parts it from them: the Danish
// brewer X, Norway's largest lender, X.
std::string_view before_name(std::string_view text, size_t begin, const Pack& pack) {
  std::string_view left = trim(text.substr(0, begin));
  if (left.ends_with(',')) {
    left.remove_suffix(1);
    if (!leads_company(left, pack)) return {};
  }
  if (left.size() > kFarthestBefore) left.remove_prefix(left.size() - kFarthestBefore);
  const size_t mark = left.find_last_of(",;:.()\"");
  if (mark != left.npos) left.remove_prefix(mark + 1);
  for (const ClassName& name :
       ClassNames{"case", "case_stop", "article", "clause_start", "conjunction"}) {
    const auto words = find_words(left, name, pack);
    if (!words.empty()) left.remove_prefix(words.back().at.end);
  }
  return left;
}

}  // namespace

void Descriptions::add(const Sentence& sentence, const Pack& pack) {
  if (pack.word_class("aside").empty()) return;
  for (const Sentence::Item& item : sentence.items) {
    if (!item.is_sure_party()) continue;
    learn(before_name(sentence.text, item.at.begin, pack), item, pack);
    learn(called_behind(sentence.text, item.at.end, pack), item, pack);
    const std::string_view name = text_at(sentence.text, item.at);
    learn(last_word(name), item, pack);
  }
}

void Descriptions::learn(std::string_view words, const Sentence::Item& of, const Pack& pack) {
  constexpr size_t kMost = 4;  // parties that a word may tell apart
  for (std::string_view word : words_of(words)) {
    if (pack.word_class("generic").has(word)) continue;
    auto& said = said_of_[form_of(word)];
    const auto known = std::find_if(said.begin(), said.end(),
                                    [&](const auto& item) { return item.key() == of.key(); });
    if (known != said.end()) said.erase(known);
    if (said.size() == kMost) said.erase(said.begin());
    said.push_back(of);
  }
}

std::vector<Sentence::Item> Descriptions::find(std::string_view words, const Pack& pack) const {
  std::vector<std::pair<Sentence::Item, int>> votes;
  for (std::string_view word : words_of(words)) {
    if (pack.word_class("generic").has(word)) continue;
    const auto said = said_of_.find(form_of(word));
    if (said == said_of_.end()) continue;
    for (const Sentence::Item& item : said->second) {
      const auto known = std::find_if(votes.begin(), votes.end(), [&](const auto& vote) {
        return vote.first.key() == item.key();
      });
      if (known != votes.end()) {
        ++known->second;
      } else {
        votes.emplace_back(item, 1);
      }
    }
  }
  int most = 0;
  for (const auto& vote : votes) most = std::max(most, vote.second);
  std::vector<Sentence::Item> out;
  for (const auto& [item, count] : votes) {
    if (count == most) out.push_back(item);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.index < b.index; });
  return out;
}

}  // namespace dealwire

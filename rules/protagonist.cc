#include "rules/protagonist.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "rules/lexicon.h"
#include "rules/name_shape.h"

namespace dealwire {
namespace {

// The key of the party that the title names first.
std::string_view first_of_title(const ArticleBlocks& blocks) {
  for (const BlockMentions& block : blocks.all()) {
    if (!block.title) continue;
    const auto party = std::find_if(block.found.begin(), block.found.end(),
                                    [](const Found& found) { return found.is_sure_party(); });
    if (party != block.found.end()) return party->party.key;
  }
  return {};
}

}  // namespace

std::optional<Sentence::Item> most_named(const ArticleBlocks& blocks, const Pack& pack) {
  constexpr size_t kOften = 3;
  std::map<std::string_view, std::pair<size_t, size_t>> named;  // key: times, first mention
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Found& found = blocks.mention(i);
    if (!found.is_sure_party()) continue;
    ++named.emplace(found.party.key, std::pair<size_t, size_t>{0, i}).first->second.first;
  }
  std::pair<size_t, size_t> most{0, 0};
  bool alone = false;
  for (const auto& [key, times] : named) {
    alone = times.first > most.first || (alone && times.first < most.first);
    if (times.first > most.first) most = times;
  }
  // Whom the title names first is whom 公司 and the group mean in the text.
  const auto titled = named.find(first_of_title(blocks));
  // A filing names its company in full once.
  const bool of_filing = titled != named.end() && ends_in(titled->first, "full_form", pack);
  // Not who invests in whom all of the article is about.
  const bool often = titled != named.end() && titled->second.first >= kOften &&
                     2 * titled->second.first >= most.first;
  if (of_filing || often) {
    most = titled->second;
    alone = true;
  }
  if (!alone || most.first < kOften) return std::nullopt;
  return Sentence::Item{&blocks.mention(most.second), {}, most.second};
}

bool opens_with_other(std::string_view title, Range name, const Pack& pack) {
  const WordClass& marks = pack.word_class("headline_mark");
  if (marks.empty()) return false;
  const std::string& mark = marks.values().begin()->first;
  if (name.end > title.size() || title.substr(0, name.begin).find(mark) != title.npos) return true;
  if (marks.longest(title, name.end).length > 0) return false;
  const std::string_view place = pack.case_after.longest(title, name.end).value;
  return place.empty() ? name.begin > 0 : !is_about(place);
}

}  // namespace dealwire

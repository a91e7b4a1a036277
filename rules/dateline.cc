#include "rules/dateline.h"

#include <re2/re2.h>

#include <algorithm>

namespace dealwire {
namespace {

constexpr size_t kLongestLine = 90;   // bytes
constexpr size_t kLongestTags = 270;  // bytes: four of twenty Chinese characters

re2::StringPiece beginning(std::string_view block, size_t longest) {
  return {block.data(), std::min(block.size(), longest)};
}

}  // namespace

size_t dateline_end(std::string_view block) {
  static const RE2 kSlug(R"re(^(?:[A-Z]{4,}(?: \d{1,2})?-)+)re");
  static const RE2 kLine(
      R"re(^(?:\p{Lu}[\p{Lu}.'’-]+)(?:[ /]\p{Lu}[\p{Lu}.'’-]*)*(?:[, ][^\n]*?)?(?: --? | – | — |—)(?:\([^)\n]*\) ?[-–—]+ )?)re");
  static const RE2 kTowns(  // of which the second one need be no known place
      R"re(^\p{Lu}[\p{L}.-]+/\p{Lu}[\p{L}.-]+(?:, [^\n]*?)? \([^)\n]{2,20}\)\.? ?[-–—]+ )re");
  // One town, in any letters, before what begins like a sentence: "Ulm (wire) – Der Konzern".
  static const RE2 kTown(
      R"re(^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,2}(?: \([^)\n]{2,20}\))? [-–—] ?)re");
  static const RE2 kCapital(R"re(^\p{Lu})re");
  static const RE2 kHan(R"re(^[【\[(][^】\])\n]{2,40}(?:[电電讯訊]|报道|報道|报导|報導)[】\])])re");
  re2::StringPiece rest = beginning(block, kLongestLine);
  const char* begin = rest.data();
  const bool found = RE2::Consume(&rest, kSlug) || RE2::Consume(&rest, kLine) ||
                     RE2::Consume(&rest, kTowns) || RE2::Consume(&rest, kHan) ||
                     (RE2::Consume(&rest, kTown) && RE2::PartialMatch(rest, kCapital));
  return found ? static_cast<size_t>(rest.data() - begin) : 0;
}

size_t tags_end(const BlockMentions& block) {
  static const RE2 kTags(
      R"re(^ ?(?:(?:\[[^\[\]\n]{1,20}\]|\([^()\n]{1,20}\)|【[^【】\n]{1,20}】|〈[^〈〉\n]{1,20}〉) ?)+)re");
  re2::StringPiece rest = beginning(block.text, kLongestTags);
  const char* begin = rest.data();
  if (!RE2::Consume(&rest, kTags)) return 0;
  const auto end = static_cast<size_t>(rest.data() - begin);
  const bool holds_mention = !block.found.empty() && block.found.front().at.begin < end;
  return holds_mention || end == block.text.size() ? 0 : end;
}

}  // namespace dealwire

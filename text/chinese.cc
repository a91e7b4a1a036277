#include "text/chinese.h"

#include <opencc/DictEntry.hpp>
#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>
#include <opencc/SerializableDict.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "text/utf8.h"

namespace dealwire {
namespace {

// Calls f(entry) for each entry of one of OpenCC's dictionaries.
template <typename F>
void for_each_entry(const std::string& path, F f) {
  const auto dict = opencc::SerializableDict::NewFromFile<opencc::MarisaDict>(path);
  for (const auto& entry : *dict->GetLexicon()) f(*entry);
}

}  // namespace

Simplifier::Simplifier(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> words;
  const auto add = [&](const opencc::DictEntry& entry) {
    words.emplace_back(entry.Key(), entry.GetDefault());
  };
  for_each_entry(folder + "/TSPhrases.ocd2", add);
  for_each_entry(folder + "/TSCharacters.ocd2", add);
  to_simplified_ = Conversion(words);

  // 后 and 里 are simplified for 後 and 裏, and traditional for themselves: they tell nothing.
  std::vector<std::pair<std::string, int>> simplified;
  for_each_entry(folder + "/STCharacters.ocd2", [&](const opencc::DictEntry& entry) {
    const std::string key = entry.Key();
    const std::vector<std::string> values = entry.Values();
    const bool both = std::find(values.begin(), values.end(), key) != values.end();
    if (!both && to_simplified_.longest(key, 0).length == 0) simplified.emplace_back(key, 0);
  });
  only_simplified_ = Trie(std::move(simplified));
}

const Simplifier& Simplifier::instance() {
  static const Simplifier simplifier = [] {
    try {
      return Simplifier(DEALWIRE_OPENCC_DATA);
    } catch (const std::exception& e) {
      std::fprintf(stderr, "dealwire: cannot read OpenCC's dictionaries: %s\n", e.what());
      std::exit(2);
    }
  }();
  return simplifier;
}

Simplifier::Evidence Simplifier::evidence(std::string_view text) const {
  Evidence out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t length = utf8_length(text[pos]);
    const std::string_view character = text.substr(pos, length);
    if (length > 2) {
      const Conversion::Match match = to_simplified_.longest(character, 0);
      if (match.length > 0) {
        out.traditional += match.to != character;
      } else {
        out.simplified += only_simplified_.longest(character, 0).length > 0;
      }
    }
    pos += length;
  }
  return out;
}

}  // namespace dealwire

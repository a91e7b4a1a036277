// Whose Chinese is it? Taiwan's, Hong Kong's or the mainland's, sentence by sentence, in either
// script: the mainland's words in traditional characters (芯片, 數據中心) were converted by a
// machine, and so were Taiwan's in simplified ones.
//
// in:  the texts of an article; the evidence is data: the columns of the vocabulary, and
//      variety.toml (words, letters and converters' slips, places), ours and a user's
// out: the regions that each stretch may be from
//
// Immutable after loading, safe to share between threads. O(text).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/error.h"
#include "normalize/vocabulary.h"
#include "text/data_file.h"
#include "text/trie.h"

namespace dealwire {

class Varieties {
 public:
  // Loads files in order: a word said again has its later regions. Fails with "rules", naming file,
  // line, word and reason.
  static Expected<Varieties> load(const std::vector<DataFile>& files, const Vocabulary& vocabulary);

  // For each text of an article its stretches. Each word in a sentence speaks for the regions that
  // use it. A sentence without words of its own is what its paragraph is, and that what the article
  // is; a single word does not outweigh an article that speaks another way, two do. Where no region
  // leads clearly, all those in the lead are given that the article leaves; where nothing tells,
  // any.
  std::vector<std::vector<RegionStretch>> tell(const std::vector<std::string_view>& texts) const;

 private:
  struct Evidence {
    Regions regions;  // none: a longer word that tells nothing
    int weight;
    bool place;  // tells what the article is about
  };
  struct Score;
  class Counter;

  std::vector<Evidence> evidence_;
  Trie words_;  // value indexes evidence_
};

}  // namespace dealwire

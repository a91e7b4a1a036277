// What speaks for a stretch of a block being a name: how it is written, and what stands beside it.
//
// in:  a block, where the scan of it stands, and a stretch
// out: answers about it, and all together as NameEvidence
//
// Only asks. O(stretch), or of the few words beside it.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/name_block.h"

namespace dealwire {

// What speaks for a name of no known form at one place.
enum NameEvidence : unsigned {
  kBehindCase = 1,      // 向X, 由X
  kBeforeVerb = 2,      // X宣布
  kOpensClause = 4,     // ,X
  kHasAlias = 8,        // X(Xco)
  kRepeated = 16,       // it comes again; only the document can tell
  kManyWords = 32,      // of Latin script or katakana, or a long one in Hangul
  kMarked = 64,         // Xは, X가, X와: as who does something
  kQuoted = 128,        // 「X」, ‘X’
  kBehindPlace = 256,   // 네덜란드 X
  kNamesSector = 512,   // 瀬戸内バス
  kActs = 1024,         // X以…, X昨天…, Xは3日: what follows only whoever does something
  kListed = 2048,       // X、Y
  kBesideParty = 4096,  // XとPは, X、Pを買収: joined to a party that is known
  kCoined = 8192,       // no dictionary knows it; only the document asks for that
};

class NameSigns {
 public:
  NameSigns(const NameBlock& block, const Walk& walk)
      : block_(block), walk_(walk), text_(block.text), pack_(block.pack) {}

  // All that speaks for a name, given the class of the word behind it.
  unsigned evidence_for(Range at, std::string_view next_class) const;

  // What stands beside the quotation marks of a name speaks for it, too: 由「綠堂」領投.
  unsigned evidence_around(Range quoted) const;

  // Does a case word of a topic or subject stand behind the name, or in a headline a comma?
  bool is_marked(Range at) const;

  // 三輪は12日,: who does something on a day is somebody, and who has something: 三輪が持つ.
  bool is_doer_of_day(Range at) const;

  // Does a known party stand behind the name, joined to it, or behind the mark of a headline?
  bool is_beside_party(Range at) const;

  // X以, X向, X18日宣布, X昨天: whose doer stands before it. Not X由, X的.
  bool is_followed_as_doer(size_t pos) const;

  // In Chinese titles stand before a person's name; behind a name they are of who works there
  // (鴻海董事長X). Where case words stand behind names, titles do too.
  bool titles_lead(std::string_view name) const;

  // 瀬戸内バス: its last word is a line of business.
  bool ends_in_sector(std::string_view name) const;

  // 한결PE: capital letters behind a Korean word that is no general one.
  bool mixes_scripts(std::string_view name) const;

 private:
  bool is_told_of(Range at) const;
  bool opens_behind_business(std::string_view left) const;
  size_t behind_day(size_t pos) const;

  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
};

}  // namespace dealwire

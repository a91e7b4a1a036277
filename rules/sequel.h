// How a sentence goes on with the deals told before it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/blocks.h"
#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/passages.h"

namespace dealwire {

using Claims = std::vector<std::pair<Claim, size_t>>;  // each with its passage, in order

// Keeps references. All that is asked looks at the claims of the sentences just before only.
class Sequel {
 public:
  Sequel(const ArticleBlocks& blocks, const std::vector<Passage>& passages, const Pack& pack)
      : blocks_(blocks), passages_(passages), pack_(pack) {}

  // Fits a claim of a passage to those told before: it may be the other half of one that lacked a
  // party (`wanting`), and then has its sum, or only go on with the last one.
  void settle(Claim& claim, size_t passage, const Claims& before,
              const std::optional<Claim>& wanting) const;

  // What a sentence without a claim of its own adds to the one that lacks an amount, or else to the
  // last one: an amount, that the deal is off, by a `role_noun` who has a part in it (買方是X, see
  // role_noun.h), or who owned before what was bought. The claim with what the sentence adds in
  // place of its amounts, or nothing.
  std::optional<Claim> go_on(const Sentence& sentence, const Topic& topic, const Days& days,
                             const std::optional<Claim>& wanting, const Claims& claims) const;

  // "The seller is Orsk, which bought it in 2019": what a sentence whose own deals are told by the
  // way adds to the last one by a `role_noun`. Nothing if it gives nobody a part in that.
  std::optional<Claim> named_part(const Sentence& sentence, const Days& days,
                                  const Claims& claims) const;

  // 三輪は工場を建てる。施工者は北浜だ: who builds is paid for it by who has it built, where case
  // words stand behind names. Nothing if the sentence does not tell who builds.
  std::optional<Claim> built_by(const Sentence& sentence, const Claims& claims) const;

 private:
  bool may_stand_alone(const Claim& wanting) const;
  bool tells_with_whom(const Claim& half, const Claim& claim) const;
  bool joins_last(Claim& claim, size_t passage, const Claims& claims) const;
  bool pays_for_last(Claim& claim, size_t passage, const Claims& claims) const;
  bool names_type(const Sentence& sentence, std::string_view type) const;
  bool names_others(const Sentence& sentence, const Claim& claim) const;

  const std::string& key_of(size_t mention) const { return blocks_.mention(mention).party.key; }

  const ArticleBlocks& blocks_;
  const std::vector<Passage>& passages_;
  const Pack& pack_;
};

}  // namespace dealwire

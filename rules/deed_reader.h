// The deeds that one sentence tells, without its asides: which triggers find their parties, and
// what amounts go to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/amounts.h"
#include "rules/claim.h"
#include "rules/deal_amounts.h"
#include "rules/deal_status.h"
#include "rules/masked.h"
#include "rules/mutual_parts.h"
#include "rules/pack.h"
#include "rules/role_noun.h"
#include "rules/sentence_subject.h"

namespace dealwire {

// Reads the claims of one masked sentence. Holds on to what it was made with.
class DeedReader {
 public:
  DeedReader(const Sentence& sentence, const Pack& pack, const Days& days, const Topic& topic,
             std::vector<TurnedDown>& refused);

  std::vector<Claim> read();

  // The claims of deeds that lack one side, with whom goes without saying there, or without
  // anybody. Only where nothing else makes a claim of the sentence.
  std::vector<Claim> complete_one_sided();

  // The claim that only lacks an amount, or nothing: the next sentence may say it.
  const std::optional<Claim>& wanting() const { return wanting_; }

  // What the sentence tells by frames that lack a party.
  const std::vector<Proposal>& lacking() const { return one_sided_; }

  // The side of a deal that it tells without the other one; no parties if it tells none.
  const Topic::Half& half() const { return half_; }

  // The party that the sentence is about, or null.
  const Sentence::Item* subject() const { return sentence_subject(masked_, pack_, topic_); }

 private:
  // The claims of frames that are fallbacks, or of those that are none.
  std::vector<Claim> of_frames(bool fallback) { return settle(bind(fallback)); }

  // Claims of proposals with their amounts.
  std::vector<Claim> settle(std::vector<Proposal> proposals);

  // The party of a mention of this sentence, or of the subject that it carries on.
  std::string key_of(size_t mention) const;

  KeyOf keys() const;

  void turn_down(const Frame& frame, const char* reason);

  // The triggers whose frames find their parties. Of those that overlap the first counts.
  std::vector<Proposal> bind(bool fallback);

  // Does it only tell what stake somebody has: 三輪が20%を出資する北浜を?
  bool tells_holding(const Hit& hit) const;

  // What is bought where the sentence describes it and names nothing (described_asset.h).
  void describe_target(const Hit& hit, const std::vector<Hit>& hits, Claim& claim) const;

  // The seat of the Brandt family is bought: persons and families are not dealt in, but sell what
  // is theirs.
  void mend_owners(Claim& claim) const;

  // What is founded, where a word of class `venture_noun` tells no more of it (合資公司).
  void describe_venture(const Hit& hit, Claim& claim) const;

  // Does a party stand behind an asset as the one whose it is?
  bool is_owner_behind(Range asset, size_t mention) const;

  // グリーンハウスに委託する: a long word in katakana that we do not know is rather a name.
  bool all_katakana(const Claim& claim) const;

  // Where case words stand behind names, are the doubtful ones of a claim rather names than words
  // we do not know: no dictionary has them?
  bool all_likely(const Claim& claim) const;

  // 当社は次のとおり借り入れます。借入先 三輪銀行: a row that tells one part of a deal leaves out
  // whom the text is about.
  bool add_left_out(const Frame& frame, Claim& claim) const;

  // "Orsk is selling its mines. Halden pays $5m." Adds the side of the deal that the paragraph has
  // told without the other one.
  bool add_other_side(Claim& claim) const;

  // Keeps a claim that names one side only.
  void note_half(const Claim& claim);

  // 甲將鐵塔售予乙,並簽下回租約: who acquires by the deed before in the sentence has the place
  // `payer`.
  static void add_payer(const Frame& frame, const std::vector<Proposal>& before, Claim& claim);

  // 甲決定入股乙後,丙跟投5億元: what somebody does too is done to whom the deed before was done to.
  // Returns whether a sentence before told that one.
  bool add_again(const Frame& frame, const std::vector<Proposal>& before, Claim& claim) const;

  // A claim of one party or several in one part, with the sum of the sentence if it has only one:
  // the next may say with whom (공사를 따냈다. 발주처는 X다; vendió su filial. El comprador es X).
  // Else nothing.
  std::optional<Claim> half_told(Claim claim) const;

  // A doubtful name does not spoil a deal that has all it needs without it.
  void drop_doubtful(Proposal& proposal) const;

  // Why a proposal with its amounts is no claim, or null.
  const char* fault_of(const Proposal& proposal) const;

  const Sentence& sentence_;
  const Masked masked_;
  const Pack& pack_;
  const MutualParts parts_;
  const Days& days_;
  const Topic& topic_;
  std::vector<TurnedDown>& refused_;
  const std::vector<Hit> triggers_;
  std::optional<Signs> signs_;  // where there is a trigger
  const std::vector<NamedRole> roles_;
  std::optional<Claim> wanting_;
  std::vector<Proposal> described_;  // what needs a target that is only described
  std::vector<Proposal> one_sided_;  // what lacks a party
  std::vector<Claim> unmet_;         // of frames that lack a party
  Topic::Half half_;
};

}  // namespace dealwire

// The same as NameBounds for Chinese and Japanese, which part no words, and for Korean, whose words
// carry their case.
//
// in:  a block, where the scan of it stands, and a word or a run of one script
// out: whether the word belongs to the name, or where the name begins or ends
//
// Only asks. O(word), or of the few words beside it.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/name_block.h"
#include "rules/whole_names.h"

namespace dealwire {

class CjkBounds {
 public:
  CjkBounds(const NameBlock& block, const Walk& walk)
      : block_(block), walk_(walk), text_(block.text), pack_(block.pack), whole_(block, walk) {}

  // 前鎮區一塊地: in Chinese the kind of place behind one begins no name.
  size_t behind_place(Range word, std::string_view word_class) const;

  // 向群益租賃公司申貸: in Chinese what a company is may end its name, where a word opens that no
  // dictionary knows and no other name follows.
  bool is_kind_in_name(Range word) const;

  // 收購曜翎投資20%股權, 從創宇投資手中: in Chinese a verb that names end in ends one, too, where a
  // share of it is dealt in or it is whose something is. Not in 獲曜翎投資20億元.
  bool is_verb_in_name(Range word) const;

  // 天拓(舟山)重工有限公司, 三洲(集團)股份有限公司: in Chinese a name in full goes on behind
  // brackets. Where they end that begin at `pos`; `pos` if it does not.
  size_t brackets_in_name(size_t pos) const;

  // 收購和岳科技: in Chinese what joins names begins one where there is nothing to join, and a word
  // that no dictionary knows goes on behind it.
  bool is_joint_in_name(Range word) const;

  // In Chinese the case reaches over where a company is from (給新加坡X).
  bool describes(std::string_view word_class) const;

  // Is the word one that tells a case, or in Chinese a verb with one at its end (交給)?
  bool is_case(Range word) const;

  // 宏遠電子自永沛銀行借入: in Chinese a case word that names may hold, too, bounds one that has
  // ended as names do. Where it ends; `pos` if there is none.
  size_t case_behind_name(size_t pos) const;

  // 伊藤三輪: in Japanese a character for a country before unknown ones is rather of a name.
  bool begins_surname(Range word) const;

  // 한결제7호투자회사, 큐브릿지2호: funds are told apart by a number inside their names. Where the
  // word ends that begins at `pos` and has its first figure at `end`.
  size_t numbered_end(size_t pos, size_t end) const;

  // 地銀のきらめき銀行, 三輪はすずなり食堂を: a name in hiragana goes on behind の, or begins
  // behind the case word of another one, where the ending of one follows. Where it begins; the end
  // of the run if it does not.
  size_t name_behind_link(Range run) const;

  // The length of a word in hiragana that names begin with; 0 if there is none.
  size_t name_word_length(size_t pos) const;

 private:
  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
  const WholeNames whole_;
};

}  // namespace dealwire

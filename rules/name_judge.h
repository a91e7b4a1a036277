// Judges what stands between two bounds: a name or none, a strong one or a weak one, and why.
//
// in:  a stretch of a block, the class of the word behind it, and the walk for the one before it
// out: at most one candidate, added to those of the block
#pragma once

#include <string_view>
#include <vector>

#include "rules/name_block.h"
#include "rules/name_scanner.h"
#include "rules/name_signs.h"

namespace dealwire {

class NameJudge {
 public:
  NameJudge(const NameBlock& block, const Walk& walk, std::vector<Candidate>& out)
      : block_(block),
        walk_(walk),
        text_(block.text),
        pack_(block.pack),
        signs_(block, walk),
        out_(out) {}

  // Makes a candidate of the name in a stretch between bounds, if there is one.
  void judge(std::string_view stretch, std::string_view next_class);

  // 合肥產投, 台灣銀行, 인도네시아 정부: a place and a word of class `local_name` are a name. Adds
  // it and says so, if the stretch is such a word.
  bool add_local_name(std::string_view stretch);

  // 군산시는, 괴산군과, 경기도에 납품: a Korean town or province that acts or deals is a party.
  // Adds it and says so, if the name is one.
  bool add_city(std::string_view name);

 private:
  // The Sethi family, la familia Sureda: owners of companies by what their name stands beside.
  bool add_family(Range at);

  // 高盛旗下的亞太塔業: adds the company that belongs to a party and begins with a place.
  bool add_owned_by_other(std::string_view stretch);

  bool is_dealt_in(Range at) const;
  static bool is_whole_han(std::string_view name);
  std::string_view without_maker_mark(std::string_view stretch) const;
  bool has_part(Range at, std::string_view next_class) const;
  bool has_prefix(std::string_view name) const;
  bool may_be_noun(std::string_view name, unsigned evidence) const;
  bool is_foreign(std::string_view name) const;
  bool is_latin_of_place(std::string_view name) const;
  bool is_at_home(Range at) const;
  bool is_model(Range at) const;
  bool is_named_behind(size_t pos) const;
  bool add_place_of_words(std::string_view stretch, size_t place);
  bool has_title(size_t pos) const;
  bool is_in_commas_behind_title(Range at) const;
  bool is_site(Range at) const;
  bool is_seat_town(Range at) const;
  bool is_institution(std::string_view name) const;
  bool is_common(std::string_view name, size_t begin) const;
  bool is_item_head(Range at) const;
  bool has_part_in_han(Range at) const;
  bool does_business(Range at) const;
  bool ends_commonly(std::string_view name) const;

  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
  const NameSigns signs_;
  std::vector<Candidate>& out_;
};

}  // namespace dealwire

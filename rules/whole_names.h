// Names in Han that are one whatever words they are made of, since they end like one:
// 豪州輸出金融公社, 宜賓臨港控股, 三商設備股份有限公司. Elsewhere general words bound a name
// (name_bounds.h).
//
// in:  a block, where the scan of it stands, and a place in it
// out: the name there, if one stands there
//
// Only asks; the scanner takes the name. O(name).
#pragma once

#include <cstddef>
#include <optional>

#include "rules/name_block.h"

namespace dealwire {

class WholeNames {
 public:
  WholeNames(const NameBlock& block, const Walk& walk)
      : block_(block), walk_(walk), text_(block.text), pack_(block.pack) {}

  // The name that begins at `pos`, or whose form of company does; then what is open is a part of
  // it.
  std::optional<Range> name_at(size_t pos) const;

  // Does nothing follow at `pos` that a name could go on with, or that it could be the kind of?
  bool ends_name(size_t pos) const;

 private:
  std::optional<Range> institution(size_t pos) const;
  std::optional<Range> unknown_town(size_t pos) const;
  std::optional<Range> linked_name(size_t pos) const;
  std::optional<Range> numbered_name(size_t pos) const;
  bool begins_japanese_name(size_t pos) const;
  bool is_ending(Range at) const;
  std::optional<Range> local_company(size_t pos) const;
  std::optional<Range> authority(size_t pos) const;
  std::optional<Range> town_hall(size_t pos) const;
  bool is_dealt_with(size_t pos) const;
  std::optional<Range> listed_company(size_t pos) const;
  std::optional<Range> full_name(size_t pos) const;
  bool acts(Range town) const;

  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
};

}  // namespace dealwire

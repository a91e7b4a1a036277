// One match of a rule in a block as Tokens shows it, with its captures by name.
#pragma once

#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "rules/pack.h"
#include "rules/tokens.h"
#include "text/utf8.h"

namespace dealwire {

class Match {
 public:
  // `groups` are those of the match, owned by the caller.
  Match(const MentionRule& rule, const Tokens& tokens, const re2::StringPiece* groups)
      : rule_(rule), tokens_(tokens), groups_(groups) {}

  const MentionRule& rule() const { return rule_; }

  std::string_view operator[](std::string_view name) const {
    const std::vector<std::string>& names = rule_.pattern->groups();
    for (size_t i = 1; i < names.size(); ++i) {
      if (names[i] == name && groups_[i].data() != nullptr) return view(groups_[i]);
    }
    return {};
  }

  // The number or unit captured; nullptr if there is none.
  const TokenAt* token(std::string_view name) const {
    const std::string_view text = (*this)[name];
    return text.empty() ? nullptr : tokens_.at(range_of(text).begin);
  }

  // Where the mention lies in the text of the tokens: the group "mention", or the whole match;
  // without spaces at its ends.
  Range mention() const {
    const std::string_view text = (*this)["mention"];
    return range_of(trim(text.empty() ? view(groups_[0]) : text));
  }

  Range whole() const { return range_of(view(groups_[0])); }

 private:
  static std::string_view view(re2::StringPiece s) { return {s.data(), s.size()}; }
  Range range_of(std::string_view part) const {
    const auto begin = static_cast<size_t>(part.data() - tokens_.text().data());
    return {begin, begin + part.size()};
  }

  const MentionRule& rule_;
  const Tokens& tokens_;
  const re2::StringPiece* groups_;
};

}  // namespace dealwire

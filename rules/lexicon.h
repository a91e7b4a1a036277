// Words of a class where they stand as words.
#pragma once

#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

struct Word {
  Range at;  // bytes of the text that was searched
  const std::string* value;
};

// The words of class `name` in `text`, in order and apart; `pattern` is the class as an expression.
// Left out are those that are only a part of a longer word: "sales" in Salesforce, and in Chinese
// 若 in 若干 or 传 in 传媒, where general_words.tsv has the longer word. A longer word that falls
// apart into words (拟收购: 拟 and 收购) hides nothing. O(text).
std::vector<Word> find_words(std::string_view text, std::string_view name, const RE2& pattern,
                             const Pack& pack);

}  // namespace dealwire

#include "store/search_terms.h"

#include <utility>
#include <vector>

#include "text/chinese.h"
#include "text/nfkc.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// One run of CJK characters, or one word of others.
struct SearchWord {
  std::string_view text;
  bool cjk = false;
};

std::vector<SearchWord> words_of(std::string_view text) {
  std::vector<SearchWord> out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    const bool cjk = is_cjk(c);
    if (!cjk && !is_word_character(c)) continue;
    for (size_t next = pos; next < text.size(); pos = next) {
      const char32_t d = next_character(text, next);
      if (is_cjk(d) != cjk || (!cjk && !is_word_character(d))) break;
    }
    out.push_back({text.substr(begin, pos - begin), cjk});
  }
  return out;
}

// Its pairs of neighbours, each with a space behind it, and where the last character begins.
std::pair<std::string, size_t> pairs_of(std::string_view run) {
  std::string out;
  size_t pos = 0;
  next_character(run, pos);
  size_t before = 0;
  while (pos < run.size()) {
    const size_t begin = pos;
    next_character(run, pos);
    out.append(run.substr(before, pos - before)).push_back(' ');
    before = begin;
  }
  return {out, before};
}

// One Chinese, and one width of letters.
std::string folded(std::string_view text) {
  return Simplifier::instance()(fold_compatibility(text).text);
}

}  // namespace

std::string search_terms(std::string_view text) {
  const std::string plain = folded(text);
  std::string out;
  out.reserve(plain.size() * 2);
  for (const SearchWord& word : words_of(plain)) {
    if (word.cjk) {
      const auto [pairs, last] = pairs_of(word.text);
      out.append(pairs).append(word.text.substr(last));
    } else {
      out.append(word.text);
    }
    out.push_back(' ');
  }
  return out;
}

std::string search_query(std::string_view words) {
  const std::string plain = folded(words);
  std::string out;
  for (const SearchWord& word : words_of(plain)) {
    if (!out.empty()) out.push_back(' ');
    auto pairs = word.cjk ? pairs_of(word.text).first : std::string();
    if (!pairs.empty()) pairs.pop_back();
    const bool prefix = pairs.empty() && word.cjk;
    out.append("\"").append(pairs.empty() ? std::string(word.text) : pairs).append("\"");
    if (prefix) out.push_back('*');
  }
  return out;
}

std::string search_name(std::string_view name) { return lower(folded(name)); }

}  // namespace dealwire

// Injected advertising: the keyword lines and link blocks of gambling, pornography, loans and the
// like that hacked pages and careless mirrors carry before, inside and behind their articles.
//
// in:  the blocks of a document, with those a first look took for the article
// out: which of them are spam
//
// Three kinds of evidence give points, and it takes several of them:
//
//   words        terms of the lexicon extract/spam.toml, by how much of the block they fill
//   shape        many short segments between bars, messenger ids, links that nearly all lead
//                elsewhere; a list, decoration and an address add to these
//   foreignness  script and words that the article has nothing of, and links to other hosts
//
// Terms that the article's own prose uses are its subject and count for nothing, so that news of a
// casino's sale stays whole. Time is linear in the text. Pure, safe on every core.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

struct SpamInput {
  std::string_view text;
  bool article = false;      // taken for a part of the article so far
  double link_share = 0;     // of its width, inside links
  size_t links = 0;          // links in it,
  size_t foreign_links = 0;  // and those that lead to other hosts than the page's
};

// Judges the blocks together. Where no prose is marked as the article's, each is judged alone.
std::vector<bool> find_spam(const std::vector<SpamInput>& blocks);

// Is a line spam whatever stands around it?
bool is_spam(std::string_view line);

// The examples in spam.toml that are judged wrong, one line each; for the tests.
std::vector<std::string> failing_spam_examples();

}  // namespace dealwire

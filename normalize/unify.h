// Article -> the copy of it that rules match on: one Chinese from many.
//
// in:  an Article as repaired; the vocabulary and the evidence of varieties
// out: its MatchCopy: NFKC, and where it is Chinese simplified characters (OpenCC's t2s), then the
//      mainland's words, and whose Chinese each sentence is. The article keeps its own.
//
//   auto unifier = Unifier::load(embedded_unify_files());
//   MatchCopy copy = unifier->match_copy(article);
//
// Immutable after loading, safe to share between threads.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "model/article.h"
#include "model/error.h"
#include "normalize/variety.h"
#include "normalize/vocabulary.h"
#include "text/data_file.h"

namespace dealwire {

class Unifier {
 public:
  // Is the file of such a path one of ours?
  static bool reads(std::string_view path) {
    return path == "vocabulary.toml" || path == "variety.toml";
  }

  // Loads files of these two names in order; what a later one says again replaces what was said.
  // Fails with "rules" and a message with file, line, word and reason.
  static Expected<Unifier> load(const std::vector<DataFile>& files);

  // A figure that touches something lost is not in the copy, so that nobody reads it: U+FFFD stands
  // for both.
  MatchCopy match_copy(const Article& article) const;

  // The same for a text by itself, as rule packs write their patterns and words.
  SourcedText fold(std::string_view text, bool chinese) const;

  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  Unifier(Vocabulary vocabulary, Varieties varieties)
      : vocabulary_(std::move(vocabulary)), varieties_(std::move(varieties)) {}

  SourcedText fold_lines(std::string_view text, bool chinese) const;

  Vocabulary vocabulary_;
  Varieties varieties_;
};

// The files that are compiled into the program.
std::vector<DataFile> embedded_unify_files();

}  // namespace dealwire

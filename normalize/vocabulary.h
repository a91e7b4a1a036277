// What one thing is called in Taiwan, in Hong Kong and on the mainland: 軟體 and 軟件.
//
// in:  the files vocabulary.toml, ours and a user's; docs/rules.md describes the format
// out: a text in simplified characters with the mainland's words
//
// Immutable after loading, safe to share between threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/error.h"
#include "text/conversion.h"
#include "text/data_file.h"

namespace dealwire {

class Vocabulary {
 public:
  // A text in which a word must be found, or must not.
  struct Example {
    std::string where;  // "vocabulary.toml:12"
    std::string text;
    bool counter = false;
  };

  // One thing and its names, in traditional characters as the files write them.
  struct Word {
    std::string where;
    std::string cn;                 // the mainland's name, which all become
    std::vector<std::string> tw;    // Taiwan's names; empty if the file does not say
    std::vector<std::string> hk;    // Hong Kong's
    std::vector<std::string> also;  // names that are used anywhere
    std::vector<std::string> keep;  // longer words that hold one by chance and stay
    std::vector<Example> examples;
  };

  // Loads files in order; a word said again replaces the one of the same `cn` before it. The first
  // mistake ends it: code "rules", and a message with file, line, word and reason.
  static Expected<Vocabulary> load(const std::vector<DataFile>& files);

  const std::vector<Word>& words() const { return words_; }

  // `simplified` in the mainland's words, with the map back to it.
  SourcedText operator()(std::string_view simplified) const { return conversion_(simplified); }

  // What is wrong with an example of a word, or "" if it holds.
  std::string check(const Word& word, const Example& example) const;

 private:
  std::vector<Word> words_;
  Conversion conversion_;
  std::vector<size_t> owner_;  // of each word of the conversion: index of words_
  std::vector<bool> changes_;  // does it become another?
};

}  // namespace dealwire

#include "normalize/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "text/chinese.h"
#include "text/toml_file.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Word = Vocabulary::Word;

std::string simplified(std::string_view text) { return Simplifier::instance()(text); }

// Calls f(name) for each name of a word that becomes its `cn`.
template <typename F>
void for_each_name(const Word& word, F f) {
  for (const auto* column : {&word.tw, &word.hk, &word.also}) {
    for (const std::string& name : *column) {
      if (name != word.cn) f(name);
    }
  }
}

class VocabularyReader : TomlFile {
 public:
  explicit VocabularyReader(const DataFile& file) : TomlFile(file) {}

  std::vector<Word> read() {
    check_keys(table(), "vocabulary", {"word"});
    const toml::node* words = table().get("word");
    if (words == nullptr || !words->is_array_of_tables()) {
      refuse(words == nullptr ? table() : *words, "vocabulary", "write each word under [[word]]");
    }
    std::vector<Word> out;
    for (const toml::node& node : *words->as_array()) {
      Word word = read_word(*node.as_table());
      if (!out.empty() && word.cn <= out.back().cn) {
        refuse(node, word.cn, word.cn == out.back().cn ? "stands twice" : "is not in order");
      }
      out.push_back(std::move(word));
    }
    return out;
  }

 private:
  Word read_word(const toml::table& table) const {
    Word out;
    out.where = where(table);
    out.cn = required(table, "cn", "word");
    check_keys(table, out.cn, {"cn", "tw", "hk", "also", "keep", "match", "no_match"});
    const auto column = [&](const char* key, std::vector<std::string>& names) {
      if (const toml::node* node = table.get(key)) names = strings_of(*node, key);
    };
    column("tw", out.tw);
    column("hk", out.hk);
    column("also", out.also);
    column("keep", out.keep);
    bool any = false;
    for_each_name(out, [&](const std::string&) { any = true; });
    if (!any) refuse(table, out.cn, "needs another name: 'tw', 'hk' or 'also'");
    read_examples(table, "match", false, out);
    read_examples(table, "no_match", true, out);
    return out;
  }

  void read_examples(const toml::table& table, const char* key, bool counter, Word& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      refuse(table, out.cn, "needs examples: 'match' and 'no_match' with one or more each");
    }
    for (std::string& text : strings_of(*node, key)) {
      out.examples.push_back({where(*node), std::move(text), counter});
    }
  }

  std::string where(const toml::node& node) const {
    return fmt::format("{}:{}", file().shown_path, line_of(node));
  }
};

}  // namespace

Expected<Vocabulary> Vocabulary::load(const std::vector<DataFile>& files) try {
  std::map<std::string, Word> latest;
  for (const DataFile& file : files) {
    for (Word& word : VocabularyReader(file).read()) latest[word.cn] = std::move(word);
  }
  Vocabulary out;
  std::vector<std::pair<std::string, std::string>> conversion;
  std::map<std::string, std::string> owners;  // word -> the `cn` it stands with
  for (auto& [cn, word] : latest) {
    const auto add = [&, &cn = cn, &word = word](const std::string& name, const std::string& to) {
      const auto [known, added] = owners.emplace(simplified(name), cn);
      if (!added && known->second != cn) {
        throw Mistake(fmt::format("{}: {}: '{}' stands with '{}' already", word.where, cn, name,
                                  known->second));
      }
      conversion.emplace_back(known->first, simplified(to));
      out.owner_.push_back(out.words_.size());
      out.changes_.push_back(conversion.back().first != conversion.back().second);
    };
    // What is said already stays, also where it holds another word: 再生能源 in 可再生能源.
    add(cn, cn);
    for (const std::string& longer : word.keep) add(longer, longer);
    for_each_name(word, [&](const std::string& name) { add(name, cn); });
    out.words_.push_back(std::move(word));
  }
  out.conversion_ = Conversion(conversion);
  for (const Word& word : out.words_) {
    const std::string once = simplified(word.cn);
    if (out(once).text != once) {
      throw Mistake(word.where + ": " + word.cn + ": would become '" + out(once).text + "'");
    }
  }
  return out;
} catch (const Mistake& mistake) {
  return fail("rules", mistake.what());
}

std::string Vocabulary::check(const Word& word, const Example& example) const {
  const std::string text = simplified(example.text);
  for (size_t pos = 0; pos < text.size();) {
    const Conversion::Match match = conversion_.longest(text, pos);
    if (match.length > 0 && changes_[match.word] && words_[owner_[match.word]].cn == word.cn) {
      return example.counter
                 ? fmt::format("'{}' becomes '{}'", text.substr(pos, match.length), match.to)
                 : "";
    }
    pos += std::max(match.length, utf8_length(text[pos]));
  }
  return example.counter ? "" : "none of its names is found";
}

}  // namespace dealwire

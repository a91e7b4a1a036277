#include "normalize/variety.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <string>
#include <utility>

#include "text/chinese.h"
#include "text/sentence.h"
#include "text/toml_file.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kRegions = 3;  // bits of Regions

// A word of one region weighs 12, so that halves and thirds of it are whole numbers.
constexpr int kWord = 12;
constexpr int kOfParagraph = 2 * kWord;    // the most that a paragraph says about a sentence of it
constexpr int kOfArticle = kWord * 3 / 2;  // the most that the article says about one
constexpr uint8_t kRepeats = 3;            // how often a word counts in an article: names repeat

}  // namespace

// What speaks for each region.
struct Varieties::Score {
  std::array<int, kRegions> of{};

  void add(Regions regions, int weight) {
    const int share = weight / std::max(1, std::popcount(regions));
    for (size_t i = 0; i < kRegions; ++i) of[i] += (regions >> i & 1) * share;
  }
  Score& operator+=(const Score& other) {
    for (size_t i = 0; i < kRegions; ++i) of[i] += other.of[i];
    return *this;
  }
  Score minus(const Score& other) const {
    Score out = *this;
    for (size_t i = 0; i < kRegions; ++i) out.of[i] -= other.of[i];
    return out;
  }
  int most() const { return *std::max_element(of.begin(), of.end()); }

  // The same in smaller figures, of which none is above `most_allowed`.
  Score at_most(int most_allowed) const {
    Score out = *this;
    if (const int m = most(); m > most_allowed) {
      for (int& n : out.of) n = static_cast<int>(int64_t{n} * most_allowed / m);
    }
    return out;
  }

  // The regions that lead, and those that come within a quarter of them.
  Regions leading() const {
    const int m = most();
    Regions out = 0;
    for (size_t i = 0; i < kRegions; ++i) {
      if (of[i] * 4 > m * 3) out = static_cast<Regions>(out | 1U << i);
    }
    return out == 0 ? kAnyRegion : out;
  }
};

namespace {

// A word beside what is lost may be part of a longer one that tells nothing: 特別股� of 特別股息.
bool touches_lost(std::string_view text, Range word) {
  constexpr std::string_view kLost = "\uFFFD";
  return text.substr(0, word.begin).ends_with(kLost) || text.substr(word.end).starts_with(kLost);
}

// Is a paragraph in simplified characters? Its beginning tells.
bool is_simplified(std::string_view block) {
  constexpr size_t kEnough = 240;  // bytes
  if (block.size() > kEnough) block = block.substr(0, previous_position(block, kEnough + 1));
  const auto script = Simplifier::instance().evidence(block);
  return script.simplified > script.traditional;
}

// Reads a file into word -> what it tells.
template <typename Table>
class VarietyReader : TomlFile {
 public:
  VarietyReader(const DataFile& file, Table& table) : TomlFile(file), out_(table) {}

  void read() {
    check_keys(table(), "variety", {"words", "letters", "slips", "places", "neutral"});
    for_each_list("words", [&](const std::string& word, Regions regions) {
      out_[Simplifier::instance()(word)] = {regions, kWord, false};
      out_[word] = {regions, kWord, false};
    });
    for_each_list("letters", [&](const std::string& word, Regions regions) {
      out_[word] = {regions, kWord / 2, false};
    });
    for_each_list("slips", [&](const std::string& word, Regions regions) {
      out_[word] = {regions, kWord, false};
    });
    for_each_list("places", [&](const std::string& word, Regions regions) {
      out_[word] = {regions, kWord / 2, true};
    });
    if (const toml::node* neutral = table().get("neutral")) {
      for (const std::string& word : strings_of(*neutral, "neutral")) {
        out_[word] = {0, 0, false};
        out_[Simplifier::instance()(word)] = {0, 0, false};
      }
    }
  }

 private:
  template <typename F>
  void for_each_list(std::string_view key, F f) {
    const toml::node* node = table().get(key);
    if (node == nullptr) return;
    if (!node->is_table()) refuse(*node, key, "must be a table of regions = [words]");
    for (const auto& [names, words] : *node->as_table()) {
      const Regions regions = regions_of(names.str(), words);
      for (const std::string& word : strings_of(words, names.str())) f(word, regions);
    }
  }

  // "TW", "HK CN".
  Regions regions_of(std::string_view names, const toml::node& at) const {
    Regions out = 0;
    for (std::string_view rest = names; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view name = rest.substr(0, end);
      const Regions region = region_named(name);
      if (region == 0) refuse(at, names, fmt::format("'{}' is none of TW, HK, CN", name));
      out |= region;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
  }

  Table& out_;
};

}  // namespace

Expected<Varieties> Varieties::load(const std::vector<DataFile>& files,
                                    const Vocabulary& vocabulary) try {
  using Table = std::map<std::string, Evidence>;
  Table table;
  const auto add = [&](const std::string& name, Regions regions) {
    for (const std::string& form : {name, Simplifier::instance()(name)}) {
      table.try_emplace(form, Evidence{0, kWord, false}).first->second.regions |= regions;
    }
  };
  for (const Vocabulary::Word& word : vocabulary.words()) {
    const auto uses = [](const std::vector<std::string>& column, const std::string& name) {
      return column.empty() || std::find(column.begin(), column.end(), name) != column.end();
    };
    const auto regions = [&](const std::string& name) {
      return static_cast<Regions>((name == word.cn ? kMainland : 0) |
                                  (uses(word.tw, name) ? kTaiwan : 0) |
                                  (uses(word.hk, name) ? kHongKong : 0));
    };
    add(word.cn, regions(word.cn));
    for (const std::string& name : word.tw) add(name, regions(name));
    for (const std::string& name : word.hk) add(name, regions(name));
    for (const std::string& name : word.also) add(name, kAnyRegion);
    for (const std::string& longer : word.keep) add(longer, 0);
  }
  for (const DataFile& file : files) VarietyReader<Table>(file, table).read();

  Varieties out;
  std::vector<std::pair<std::string, int>> words;
  for (const auto& [word, evidence] : table) {
    words.emplace_back(word, static_cast<int>(out.evidence_.size()));
    out.evidence_.push_back(evidence);
  }
  out.words_ = Trie(std::move(words));
  return out;
} catch (const Mistake& mistake) {
  return fail("rules", mistake.what());
}

// Counts an article's evidence sentence by sentence.
class Varieties::Counter {
 public:
  struct Sentence {
    uint32_t end;  // as in a SourceMap
    Score score;
  };
  struct Paragraph {
    size_t text;  // which one of the article's
    std::vector<Sentence> sentences;
    Score score;
  };

  explicit Counter(const Varieties& varieties)
      : varieties_(varieties), seen_(varieties.evidence_.size(), 0) {}

  void count(size_t index, std::string_view text) {
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      if (end > begin) {
        paragraphs_.push_back(paragraph(index, text.substr(begin, end - begin), begin));
      }
      begin = end + 1;
    }
  }

  const std::vector<Paragraph>& paragraphs() const { return paragraphs_; }
  const Score& article() const { return article_; }

 private:
  Paragraph paragraph(size_t index, std::string_view block, size_t begin) {
    Paragraph out{index, {}, {}};
    const bool simplified = is_simplified(block);
    // Simplified characters speak for the mainland as much as a word; what they tell of is no
    // evidence then, as everybody writes about Taiwan.
    Score by_script;
    if (simplified) {
      by_script.add(kMainland, kWord);
      if (!seen_simplified_) article_.add(kMainland, kWord);
      seen_simplified_ = true;
    }
    for (const Range& range : split_sentences(block)) {
      const std::string_view sentence = block.substr(range.begin, range.size());
      out.sentences.push_back(
          {static_cast<uint32_t>(begin + range.end), count_words(sentence, !simplified)});
      out.score += out.sentences.back().score;
      out.sentences.back().score += by_script;
    }
    out.score += by_script;
    // The rest of the line, its end included, belongs to the last sentence.
    if (!out.sentences.empty()) {
      out.sentences.back().end = static_cast<uint32_t>(begin + block.size() + 1);
    }
    return out;
  }

  // The sentence's own score; adds to the article's. Places tell what a text is about, and count
  // for the article as a whole only.
  Score count_words(std::string_view sentence, bool places) {
    Score out;
    for (size_t pos = 0; pos < sentence.size();) {
      const Trie::Match match = varieties_.words_.longest(sentence, pos);
      pos += std::max(match.length, utf8_length(sentence[pos]));
      if (match.length == 0) continue;
      const auto word = static_cast<size_t>(match.value);
      const auto [regions, weight, place] = varieties_.evidence_[word];
      if (regions == 0 || regions == kAnyRegion || (place && !places)) continue;
      if (touches_lost(sentence, {pos - match.length, pos})) continue;
      if (!place) out.add(regions, weight);
      if (seen_[word] < kRepeats) {
        ++seen_[word];
        article_.add(regions, weight);
      }
    }
    return out;
  }

  const Varieties& varieties_;
  std::vector<uint8_t> seen_;
  bool seen_simplified_ = false;
  std::vector<Paragraph> paragraphs_;
  Score article_;
};

std::vector<std::vector<RegionStretch>> Varieties::tell(
    const std::vector<std::string_view>& texts) const {
  Counter counter(*this);
  for (size_t i = 0; i < texts.size(); ++i) counter.count(i, texts[i]);
  const Score article = counter.article().at_most(kOfArticle);
  const Regions of_article = counter.article().leading();
  std::vector<std::vector<RegionStretch>> out(texts.size());
  for (const Counter::Paragraph& paragraph : counter.paragraphs()) {
    std::vector<RegionStretch>& stretches = out[paragraph.text];
    for (const Counter::Sentence& sentence : paragraph.sentences) {
      Score score = sentence.score;
      score += paragraph.score.minus(sentence.score).at_most(kOfParagraph);
      score += article;
      const Regions leading = score.leading();
      const Regions both = leading & of_article;
      const Regions regions = both == 0 ? leading : both;
      if (!stretches.empty() && stretches.back().regions == regions) {
        stretches.back().end = sentence.end;
      } else {
        stretches.push_back({sentence.end, regions});
      }
    }
  }
  return out;
}

}  // namespace dealwire

#include "rules/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rules/cldr.h"
#include "rules/figures.h"
#include "rules/rows.h"
#include "rules/toml_reader.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::unique_ptr<RE2> words_pattern(const Pack& pack, const ClassName& name, std::string_view prefix,
                                   std::string_view suffix) {
  RE2::Options options;
  options.set_max_mem(64 << 20);  // for classes of a thousand words
  return std::make_unique<RE2>(
      fmt::format("{}({}){}", prefix, pack.word_class(name).alternation(), suffix), options);
}

// 台灣積體電路製造(以下簡稱台積電)
std::unique_ptr<Pattern> alias_pattern(const Pack& pack) {
  return std::make_unique<Pattern>(fmt::format(
      R"re(^ ?\((?:{}|["“「])*["“「『‘']?([\p{{L}}\p{{N}}][\p{{L}}\p{{N}} .&-]{{1,30}}?)(?:{})?["”」』’']?(?:\)|{}))re",
      pack.word_class("alias_lead").alternation(), pack.word_class("alias_tail").alternation(),
      pack.word_class("alias_end").alternation()));
}

// What the classes that make amounts mean, each class in its role. Of a word in two of them the
// later one counts, but a word may be of a number and of a unit.
struct TokenClass {
  std::string_view name;
  TokenWord::Role role;
  Token unit;
};
constexpr std::array<TokenClass, 19> kTokenClasses = {{
    {"filler", TokenWord::kFiller, Token::kNone},
    {"link", TokenWord::kLink, Token::kNone},
    {"more", TokenWord::kMore, Token::kNone},
    {"point", TokenWord::kPoint, Token::kNone},
    {"digit", TokenWord::kDigit, Token::kNone},
    {"magnitude", TokenWord::kMagnitude, Token::kNone},
    {"denominator", TokenWord::kDenominator, Token::kNone},
    {"fraction_mark", TokenWord::kFractionMark, Token::kNone},
    {"and_half", TokenWord::kAndHalf, Token::kNone},
    {"vague_count", TokenWord::kVagueCount, Token::kNone},
    {"vague_number", TokenWord::kVagueNumber, Token::kNone},
    {"minor_unit", TokenWord::kNoNumber, Token::kMinorUnit},
    {"currency", TokenWord::kNoNumber, Token::kCurrency},
    {"power_unit", TokenWord::kNoNumber, Token::kPowerUnit},
    {"percent", TokenWord::kNoNumber, Token::kPercent},
    {"range_mark", TokenWord::kNoNumber, Token::kNone},
    {"counted", TokenWord::kNoNumber, Token::kNone},
    {"only_large", TokenWord::kNoNumber, Token::kNone},
    {"no_number", TokenWord::kNoNumber, Token::kNone},
}};

std::string words_in_one(const Pack& pack, const ClassName& name, const char* otherwise) {
  const auto& words = pack.word_class(name).values();
  if (words.empty()) return otherwise;
  std::string out;
  for (const auto& [word, value] : words) out += word;
  return out;
}

// Is it a name of a currency that stands behind numbers only? Codes and symbols, and in Chinese
// names of a country's own too (美元3,000萬元), may also stand before them.
bool is_name_behind(std::string_view word, std::string_view meaning, const Pack& pack) {
  if (word.size() < 3) return false;
  bool small = false, capital = false;
  for (size_t pos = 0; pos < word.size();) {
    const char32_t c = next_character(word, pos);
    const bool cjk = is_cjk(c) && (pack.language != "zh" || is_family(meaning));
    const bool letter = is_word_character(c) && !(c >= '0' && c <= '9');
    if (!letter && c != ' ' && c != '-' && !cjk) return false;
    (c >= 'A' && c <= 'Z' ? capital : small) = true;
  }
  return small && (!capital || word.size() > 3);  // Euro and won, but neither EUR nor DKr
}

void prepare_numbers(Pack& pack) {
  NumberGrammar& grammar = pack.numbers;
  for (const TokenClass& token : kTokenClasses) {
    for (const auto& [word, value] : pack.word_class(ClassName(token.name)).values()) {
      TokenWord& meaning = grammar.words[word];
      if (token.role != TokenWord::kNoNumber) {
        meaning.alone = token.role == TokenWord::kMagnitude && meaning.role == TokenWord::kDigit;
        meaning.role = token.role;
        // 半 is half of what was counted, and a half where nothing was.
        if (token.role != TokenWord::kAndHalf) {
          meaning.value = Decimal::parse(value).value_or(Decimal(0));
        }
        meaning.one_letter = token.role == TokenWord::kMagnitude && word.size() == 1;
        grammar.myriads = grammar.myriads ||
                          (token.role == TokenWord::kMagnitude && meaning.value == Decimal(10'000));
      } else if (token.unit != Token::kNone) {
        meaning.unit = token.unit;
        meaning.meaning = value;
        meaning.only_behind = token.unit == Token::kCurrency && is_name_behind(word, value, pack);
      } else if (token.name == "no_number") {
        meaning = {};
      } else if (token.name == "only_large") {
        meaning.only_large = true;
      } else {
        meaning.counted = true;
      }
    }
  }
  grammar.words.build();
  grammar.tenths = pack.language == "zh";
  grammar.elides = pack.language == "ko";
  grammar.marks.decimal = words_in_one(pack, "decimal_mark", ".");
  grammar.marks.group = words_in_one(pack, "group_mark", ",");
}

// The tries and expressions that scanning needs, from the pack's words.
void prepare(Pack& pack) {
  prepare_numbers(pack);
  for (const auto& rule : pack.mentions) pack.mention_filter.add(*rule->pattern);
  for (const auto& frame : pack.frames) pack.trigger_filter.add(*frame->trigger);
  pack.negation_after = words_pattern(pack, "negation_after", "", "");
  pack.passive = words_pattern(pack, "passive", "", " ?$");
  pack.clause_end = words_pattern(pack, "clause_end", "", "");
  pack.alias = alias_pattern(pack);
  const auto& behind = pack.word_class("case_after").values();
  pack.case_after = WordTrie({behind.begin(), behind.end()});
}

void add_cldr(Pack& pack, const Fold& fold) {
  const bool chinese = pack.language == "zh";
  const std::vector<std::string> locales =
      chinese ? std::vector<std::string>{"zh_Hans_CN", "zh_Hant_TW", "zh_Hant_HK"}
              : std::vector<std::string>{pack.language};
  const auto add = [&](const ClassName& name, const NamedValues& values) {
    WordClass& words = pack.words.add(name);
    for (const auto& [word, value] : values) {
      const std::string folded = fold(word, chinese);
      words.add(folded, value);
      if (pack.language != "ja") continue;
      // People write スイスフラン and スイス・フラン for CLDR's スイス フラン.
      for (const char* join : {"", "・"}) {
        std::string joined = folded;
        for (size_t at; (at = joined.find(' ')) != joined.npos;) joined.replace(at, 1, join);
        words.add(std::move(joined), value);
      }
    }
  };
  for (const std::string& locale : locales) {
    add("currency", currency_names(locale));
    add("power_unit", power_units(locale));
    add("country", country_names(locale));
  }
  add("currency", currency_codes());
}

}  // namespace

WordTrie::WordTrie(const std::vector<std::pair<std::string, std::string>>& words) {
  std::vector<std::pair<std::string, int>> indexed;
  for (const auto& [word, value] : words) {
    indexed.emplace_back(word, static_cast<int>(values_.size()));
    values_.push_back(value);
  }
  trie_ = Trie(std::move(indexed));
}

const WordClass& Pack::word_class(const ClassName& name) const {
  static const WordClass empty;
  const WordClass* found = words.find(name);
  return found == nullptr ? empty : *found;
}

const Frame* Pack::frame(std::string_view id) const {
  const auto found = std::find_if(frames.begin(), frames.end(),
                                  [&](const auto& frame) { return frame->id == id; });
  return found == frames.end() ? nullptr : found->get();
}

Pack read_pack(std::string language, const std::vector<DataFile>& files, const Fold& fold) {
  Pack pack;
  pack.language = std::move(language);
  add_cldr(pack, fold);
  std::vector<const DataFile*> toml;
  std::vector<std::pair<std::string, std::string>> general;
  for (const DataFile& file : files) {
    const bool ours =
        file.path.starts_with(pack.language + "/") || file.path.starts_with("common/");
    if (!ours) continue;
    if (file.path.ends_with("/general_words.tsv")) {
      for_each_row(file, 2, [&](const std::vector<std::string>& row, size_t) {
        general.emplace_back(fold(row[0], pack.language == "zh"), row[1]);
      });
    } else if (file.path.ends_with(".toml")) {
      toml.push_back(&file);
    }
  }
  read_toml_files(toml, fold, pack);
  const auto& kinds = pack.word_class("general_word").values();
  general.insert(general.begin(), kinds.begin(), kinds.end());
  std::reverse(general.begin(), general.end());  // of equal words the last one counts
  pack.general_words = WordTrie(general);
  prepare(pack);
  return pack;
}

}  // namespace dealwire

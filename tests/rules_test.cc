// The packs, and what holds of every reading by them.
#include "rules/rules.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/pipeline.h"
#include "rules/openings.h"
#include "rules/tokens.h"
#include "text/utf8.h"
#include "time_limit.h"

namespace dealwire {
namespace {

const Reader& reader() {
  static const Reader loaded = *load_reader("");
  return loaded;
}

TEST(Packs, EveryExampleHoldsInBothChineseScripts) { EXPECT_EQ(rules_test(Options{}), kSuccess); }

TEST(Packs, EveryRuleHasExamples) {
  for (const Pack& p : reader().rules.packs().all()) {
    for (const auto& rule : p.mentions) {
      EXPECT_TRUE(std::any_of(p.examples.begin(), p.examples.end(), [&](const Example& e) {
        return e.rule == rule->id && !e.counter;
      })) << rule->id;
    }
  }
}

// Ours are compiled when first used: a bad one would be found by no one who loads them.
TEST(Packs, EveryPatternCompiles) {
  for (const Pack& p : reader().rules.packs().all()) {
    const auto check = [](const std::string& id, const auto&... patterns) {
      for (const Pattern* pattern : {patterns.get()...}) {
        EXPECT_TRUE(pattern == nullptr || pattern->re2().ok()) << id;
      }
    };
    for (const auto& rule : p.mentions) {
      check(rule->id, rule->pattern, rule->not_before, rule->not_after);
    }
    for (const auto& frame : p.frames) {
      check(frame->id, frame->trigger, frame->not_before, frame->not_after);
    }
  }
}

// A filter may let in too many places, but leaves out none where a pattern matches: it reads the
// patterns by itself.
TEST(Packs, NothingThatMatchesIsFilteredOut) {
  struct Look {
    std::string_view text;
    std::vector<PatternFilter::Place> places;
    size_t matches = 0;

    // Of the pattern's first match.
    void operator()(size_t index, const Pattern& pattern) {
      re2::StringPiece match;
      for (size_t from = 0; from < text.size();) {
        if (!pattern.re2().Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED,
                                 &match, 1)) {
          return;
        }
        const auto at = static_cast<size_t>(match.data() - text.data());
        from = at + 1;
        if (match.empty() || cuts_word(text, {at, text.size()})) continue;  // inside a word
        ++matches;
        EXPECT_TRUE(std::any_of(places.begin(), places.end(),
                                [&](const auto& place) {
                                  return place.pattern == index &&
                                         (place.at == at || place.at == PatternFilter::kAnywhere);
                                }))
            << pattern.text() << ": " << text;
        return;
      }
    }
  };
  for (const Pack& p : reader().rules.packs().all()) {
    size_t triggers = 0, mentions = 0;
    for (const Example& example : p.examples) {
      Look trigger{example.text, p.trigger_filter.places(example.text)};
      for (size_t i = 0; i < p.frames.size(); ++i) trigger(i, *p.frames[i]->trigger);
      triggers += trigger.matches;
      const Tokens tokens(example.text, p.numbers);
      Look mention{tokens.text(), p.mention_filter.places(tokens.text())};
      for (size_t i = 0; i < p.mentions.size(); ++i) mention(i, *p.mentions[i]->pattern);
      mentions += mention.matches;
    }
    EXPECT_GT(triggers, 0U) << p.language;
    EXPECT_GT(mentions, 0U) << p.language;
  }
}

TEST(Openings, AreReadOffPatterns) {
  struct Case {
    const char* pattern;
    const char* words;  // of all alternatives; "*" stands for a run of letters
  };
  for (const Case& c : {
           Case{"(?i:buys?|sold) up", "buy up buys u sold u"},
           Case{"(?:the )?(?:deal|pact)", "deal pact the de the pa"},
           Case{"[\\pL-]*kauf", "*kauf"},
           Case{"\\bs['’]offre", "s'offr s’of"},
           Case{"(?:\\w+ ){0,3}bids?", "bid bids"},
           Case{"x?", ""},
           Case{"buys|.", ""},
           Case{"(?:ab){1,3}?cd", "ab"},
       }) {
    std::set<std::string> words;
    const auto openings = openings_of({c.pattern});
    for (const Openings& one : openings.front()) {
      for (const auto& [word, run] : one.words) words.insert((run ? "*" : "") + word.text());
    }
    EXPECT_EQ(fmt::format("{}", fmt::join(words, " ")), c.words) << c.pattern;
  }
}

// Our rules with a file laid over them.
Expected<Rules> load_with(const std::string& content, Rules::When when = Rules::When::kAtOnce) {
  const Fold fold = [](std::string_view text, bool chinese) {
    return reader().unifier->fold(text, chinese).text;
  };
  auto files = embedded_packs();
  files.push_back({"en/mine.toml", content, "mine/en/mine.toml"});
  return Rules::load(files, fold, when);
}

TEST(Packs, ALanguageIsReadAtOnceOrWhenItsFirstArticleComes) {
  const std::string broken = "disable = [\"en/money/none\"]";
  const std::string mistake =
      "mine/en/mine.toml:1: en/money/none: is no rule of the packs below this one";
  const auto at_once = load_with(broken);
  ASSERT_FALSE(at_once);
  EXPECT_EQ(at_once.error().code, "rules");
  EXPECT_EQ(at_once.error().message, mistake);

  const auto rules = load_with(broken, Rules::When::kNeeded);
  ASSERT_TRUE(rules) << rules.error().message;
  Article article;
  article.text.append_copy("微軟以3億美元收購甲骨文。", 0);
  article.lang = "zh-Hant";
  EXPECT_EQ(rules->read(article, reader().unifier->match_copy(article)).deals.size(), 1U);
  const auto sound = rules->packs().check();
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.error().message, mistake);
}

TEST(Packs, AnApostropheInAPatternIsBoth) {
  const auto rules = load_with(R"re([[frame]]
name = "mine"
type = "lease"
trigger = '(?:d’|[’-])bail|l\x27’'
roles = { subject = "lessee" }
need = [["lessee"]]
match = [{ text = "x" }]
no_match = ["y"])re");
  ASSERT_TRUE(rules) << rules.error().message;
  const auto& frames = rules->packs().find("en")->frames;
  EXPECT_EQ(frames.back()->trigger->text(), "(?:d['’]|[’-])bail|l\\x27['’]");
}

// A folder laid over ours may take rules away; examples of theirs go with them.
TEST(Packs, RulesCanBeDisabled) {
  const std::string id = "en/money/symbol-before";
  const auto rules = load_with("disable = [\"" + id + "\"]");
  ASSERT_TRUE(rules) << rules.error().message;
  const Pack& pack = *rules->packs().find("en");
  EXPECT_TRUE(std::none_of(pack.mentions.begin(), pack.mentions.end(),
                           [&](const auto& rule) { return rule->id == id; }));
  EXPECT_TRUE(std::none_of(pack.examples.begin(), pack.examples.end(),
                           [&](const Example& e) { return e.rule == id; }));
  const auto unknown = load_with("disable = [\"en/money/none\"]");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message,
            "mine/en/mine.toml:1: en/money/none: is no rule of the packs below this one");
}

// A frame that finds a trigger and nobody leaves no side of a deal for the next sentence to go on
// with.
TEST(Rules, NobodyIsNoSideOfADeal) {
  const auto rules = load_with(R"re([[frame]]
name = "mine"
type = "purchase"
trigger = '(?i:quorps)'
roles = { to = "buyer", by = "seller" }
need = [["buyer", "seller"]]
half = true
match = [{ text = "x" }]
no_match = ["y"])re");
  ASSERT_TRUE(rules) << rules.error().message;
  Article article;
  article.text.append_copy(
      "Oracle bought Cerner for $3 million, and it quorps. Siemens ordered 40 jets from Airbus.",
      0);
  article.lang = "en";
  const Extraction found = rules->read(article, reader().unifier->match_copy(article), Budget{});
  ASSERT_EQ(found.deals.size(), 2u);
  EXPECT_EQ(found.deals[1].type, "purchase");
  EXPECT_EQ(found.deals[1].parties.size(), 2u);
}

// A range of the article is given for every mention, and reads as the mention does.
TEST(Rules, MentionsStandWhereTheySay) {
  const std::string text =
      "輝達（NVIDIA）將以新台幣４８億元投資台灣綠電業者澄岳能源，取得８.５％股權。";
  Article article;
  article.text.append_copy(text, 0);
  article.lang = "zh-Hant";
  for (const Mention& mention : read_example(text, "zh-Hant", reader()).mentions) {
    EXPECT_EQ(text.substr(mention.at.begin, mention.at.size()), mention.text);
  }
}

TEST(Rules, LanguagesWithoutAPackGiveNothing) {
  const Extraction found =
      read_example("Enel compra impianti per 1,2 miliardi di euro.", "it", reader());
  EXPECT_TRUE(found.mentions.empty());
  EXPECT_TRUE(found.deals.empty());
}

// Of any kind, in one block or in many, and no matter how long the block is.
TEST(Rules, MentionsAreBounded) {
  const auto read = [](const std::string& text, const Budget& budget) {
    Article article;
    article.text.append_copy(text, 0);
    article.lang = "zh-Hant";
    return reader().rules.read(article, reader().unifier->match_copy(article), budget);
  };
  Budget ten, short_blocks;
  ten.mentions = 10;
  short_blocks.block_bytes = 100;
  for (const std::string piece : {"微軟、", "3億元、", "微軟\n", "3億元\n", "鳶嶺電網公司\n"}) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += piece;
    EXPECT_EQ(read(text, Budget{}).mentions.size(), 30u) << piece;
    EXPECT_EQ(read(text, ten).mentions.size(), 10u) << piece;
    EXPECT_TRUE(read(text, ten).partial) << piece;
    const Extraction found = read(text, short_blocks);
    EXPECT_EQ(found.partial, text.find('\n') == text.npos) << piece;
    for (const Mention& mention : found.mentions) {
      EXPECT_TRUE(mention.at.end <= 100 || !found.partial) << piece;
    }
  }
  // The title is read last, and costs the body nothing.
  Article titled;
  titled.title.append_copy("3億元", 0);
  titled.text.append_copy("3億元、3億元、3億元、3億元、3億元、3億元、3億元、3億元、3億元、3億元",
                          0);
  titled.lang = "zh-Hant";
  EXPECT_EQ(reader().rules.read(titled, reader().unifier->match_copy(titled), ten).mentions.size(),
            10u);
}

// Well under a second each.
TEST(Rules, HostileTextsAreReadInLinearTime) {
  const auto filled = [](const std::string& piece) {
    constexpr size_t kBytes = kSanitized ? 50'000 : 200'000;
    std::string out;
    while (out.size() < kBytes) out += piece;
    return out;
  };
  for (const std::string piece :
       {"億",   "1,000,",   "一",   "(",      "微軟投資",  "1億美元、",  "Inc ",
        "$",    "A B ",     "「",   "5%股權", "の",        "アマゾンは", "・ア",
        "ひ銀", "株式会社", "3조 ", "지분 ",  "아마존의 ", "가"}) {
    for (const char* lang : {"zh-Hant", "en", "ja", "ko"}) {
      const TimeLimit limit(10, piece + " " + lang);
      read_example(filled(piece), lang, reader());
    }
  }
}

// Lists of names, verbs and marks that no sentence ends, and of sentences. A megabyte is read well
// within a second.
TEST(SlowDeals, OfAMegabyteAreReadInLinearTime) {
  const std::vector<std::pair<const char*, std::vector<const char*>>> pieces = {
      {"zh-Hant",
       {"微軟", "收購", ",", "、", "該公司", "「鳶嶺」", "微軟和", "微軟收購英特爾5億美元,",
        "微軟收購英特爾。", "微軟。\n", "鳶嶺電網,"}},
      {"en",
       {"Microsoft ", "acquired ", ",", "the company ", "Kestrel Ridge, which ", "and ",
        "Microsoft acquired Intel for $5 billion, ", "Kestrel bought Ridge. ", "Abcde Fghij "}},
      {"ja", {"トヨタ", "買収", "、", "トヨタは", "トヨタが北浜セルを買収する。"}},
      {"ko", {"삼성전자 ", "인수 ", ", ", "삼성전자가 ", "삼성전자가 하만을 인수했다. "}},
  };
  for (const auto& [language, of_language] : pieces) {
    for (const std::string piece : of_language) {
      std::string text;
      while (text.size() < 1'000'000) text += piece;
      const TimeLimit limit(10, piece + " " + language);
      read_example(text, language, reader());
    }
  }
}

}  // namespace
}  // namespace dealwire

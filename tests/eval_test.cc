// What `dealwire eval` counts: small tables of gold against what was read, the scorer of
// scripts/eval on the same documents, and the command as a user meets it.
#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "app/gold.h"
#include "app/score.h"
#include "program.h"

namespace dealwire {
namespace {

using Counts = std::vector<size_t>;

Counts counts(const Matches& matches) { return {matches.right, matches.extra, matches.missed}; }

// A document of gold, as JSON, out of its lists.
Annotation gold(const std::string& mentions, const std::string& deals,
                const NameGroups& names = {}) {
  const auto out = read_gold(
      R"({"lang":"en","mentions":[)" + mentions + R"(],"deals":[)" + deals + "]}", "a", names);
  EXPECT_TRUE(out) << out.error().message;
  return out.value_or(Annotation());
}

const std::string kUsd5 = R"({"kind":"money","value":"5","currency":"USD","qualifier":"exact"})";
const std::string kAbout5 = R"({"kind":"money","value":5.0,"currency":"USD","qualifier":"approx"})";
const std::string kYen5 = R"({"kind":"money","value":"5","currency":"JPY"})";
const std::string kSpare5 = R"({"kind":"money","value":5,"currency":"USD","optional":true})";
const std::string kRange = R"({"kind":"power","value":null,"min":5,"max":7})";
const std::string kEither5 =
    R"({"kind":"money","value":5,"currency":"USD","qualifier":"exact","alt_qualifier":"approx"})";

TEST(EvalScore, AmountsAreAMultiset) {
  struct Case {
    const char* what;
    std::string gold, read;
    Counts matches;
    size_t qualifiers;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing on both sides", "", "", {0, 0, 0}, 0},
           {"a number written otherwise", kUsd5, kAbout5, {1, 0, 0}, 0},
           {"said twice, found once", kUsd5 + "," + kUsd5, kUsd5, {1, 0, 1}, 1},
           {"said once, found twice", kUsd5, kUsd5 + "," + kUsd5, {1, 1, 0}, 1},
           {"another currency", kUsd5, kYen5, {0, 1, 1}, 0},
           {"another kind",
            R"({"kind":"power","value":5})",
            R"({"kind":"stake","value":5})",
            {0, 1, 1},
            0},
           {"near is not equal",
            R"({"kind":"power","value":1000})",
            R"({"kind":"power","value":1001})",
            {0, 1, 1},
            0},
           {"a range", kRange, kRange, {1, 0, 0}, 1},
           {"one end of a range", kRange, R"({"kind":"power","value":5})", {0, 1, 1}, 0},
           {"no number is not scored", R"({"kind":"money","vague":true})", "", {0, 0, 0}, 0},
           {"a date is not scored", "", R"({"kind":"date","value":"2025-10"})", {0, 0, 0}, 0},
           {"optional and missed", kSpare5, "", {0, 0, 0}, 0},
           {"optional serves once", kSpare5, kUsd5 + "," + kUsd5, {0, 1, 0}, 0},
           {"either qualifier", kEither5, kAbout5, {1, 0, 0}, 1},
       }) {
    SCOPED_TRACE(c.what);
    DocumentScore score;
    score_mentions(gold(c.gold, "").scored_mentions, gold(c.read, "").scored_mentions, score);
    EXPECT_EQ(counts(score.amounts), c.matches);
    EXPECT_EQ(score.qualifier.right, c.qualifiers);
  }
}

// A deal between two parties, with more keys before its end.
std::string deal(const std::string& type, const std::string& from, const std::string& to,
                 const std::string& more = "") {
  const auto party = [](const std::string& text) {  // "buyer Orvane"
    const size_t space = text.find(' ');
    return R"({"role":")" + text.substr(0, space) + R"(","name":")" + text.substr(space + 1) +
           R"("})";
  };
  return R"({"type":")" + type + R"(","parties":[)" + party(from) + "," + party(to) + "]" +
         (more.find("\"status\"") == more.npos ? R"(,"status":"announced")" : "") +
         (more.empty() ? "" : "," + more) + "}";
}

std::string investment(const std::string& more = "") {
  return deal("investment", "investor Orvane", "investee Telmark Co., Ltd. (TLM)", more);
}

std::string usd(const std::string& value) {
  return R"({"value":)" + value + R"(,"currency":"USD"})";
}

TEST(EvalScore, DealsAreMatchedBySlots) {
  const std::string money = R"("money":)" + usd("1000");
  const auto with_money = [](const std::string& value) { return R"("money":)" + usd(value); };
  const std::string swapped = deal("investment", "investee orvane", "investor TELMARK");
  struct Case {
    const char* what;
    std::string gold, read;
    Counts slots, deals;
    std::vector<std::string> wrong;  // of the first finding
  };
  for (const Case& c : std::vector<Case>{
           {"nothing on both sides", "", "", {0, 0, 0}, {0, 0, 0}, {}},
           {"missed", investment(money), "", {0, 0, 4}, {0, 0, 1}, {}},
           {"false", "", investment(money), {0, 4, 0}, {0, 1, 0}, {}},
           {"names by their key",
            investment(),
            deal("investment", "investor ORVANE plc", "investee Telmark"),
            {3, 0, 0},
            {1, 0, 0},
            {}},
           {"within 1 %",
            investment(money),
            investment(with_money("1010")),
            {4, 0, 0},
            {1, 0, 0},
            {}},
           {"beyond",
            investment(money),
            investment(with_money("1011")),
            {3, 1, 1},
            {0, 1, 1},
            {"money"}},
           {"an amount too many", investment(), investment(money), {3, 1, 0}, {0, 1, 1}, {"money"}},
           {"beside an empty slot",
            investment(R"("also":[)" + usd("1000") + "]"),
            investment(money),
            {3, 0, 0},
            {1, 0, 0},
            {}},
           {"also right",
            investment(with_money("7") + R"(,"also":[)" + usd("1000") + "]"),
            investment(money),
            {4, 0, 0},
            {1, 0, 0},
            {}},
           {"an alternative stake, as a bare number",
            investment(R"("stake":{"value":5},"alt_stake":[100])"),
            investment(R"("stake":{"value":"100"})"),
            {4, 0, 0},
            {1, 0, 0},
            {}},
           {"roles of the same type", investment(), swapped, {1, 2, 2}, {0, 1, 1}, {"parties"}},
           {"another type, the same sides",
            investment(),
            deal("acquisition", "acquirer Orvane", "target Telmark"),
            {2, 1, 1},
            {0, 1, 1},
            {"type"}},
           {"a type that is right, too",
            investment(R"("alt_types":["acquisition"])"),
            deal("acquisition", "acquirer Orvane", "target Telmark"),
            {3, 0, 0},
            {1, 0, 0},
            {}},
           {"a stake alone ties nothing",
            deal("investment", "investor A", "investee B", R"("stake":{"value":5})"),
            deal("investment", "investor C", "investee D", R"("stake":{"value":5})"),
            {0, 4, 4},
            {0, 1, 1},
            {}},
           {"an amount does",
            deal("investment", "investor A", "investee B", money),
            deal("investment", "investor C", "investee D", money),
            {2, 2, 2},
            {0, 1, 1},
            {"parties"}},
           {"optional and missed", investment(R"("optional":true)"), "", {0, 0, 0}, {0, 0, 0}, {}},
           {"optional and found",
            investment(R"("optional":true)"),
            investment(),
            {0, 0, 0},
            {0, 0, 0},
            {}},
           {"one to one, the better first",
            investment() + "," + investment(money),
            investment(money),
            {4, 0, 3},
            {1, 0, 1},
            {}},
           {"status is no slot",
            investment(),
            investment(R"("status":"rumored")"),
            {3, 0, 0},
            {1, 0, 0},
            {"status"}},
           {"a right status",
            investment(R"("alt_status":["rumored"])"),
            investment(R"("status":"rumored")"),
            {3, 0, 0},
            {1, 0, 0},
            {}},
           {"a date as far as both tell it",
            investment(R"("date":"2025-10-02")"),
            investment(R"("date":"2025-10")"),
            {3, 0, 0},
            {1, 0, 0},
            {}},
           {"another date",
            investment(R"("date":"2025-10-02")"),
            investment(R"("date":"2025-10-03")"),
            {3, 0, 0},
            {1, 0, 0},
            {"date"}},
       }) {
    SCOPED_TRACE(c.what);
    const DocumentScore score =
        score_deals(gold("", c.gold).scored_deals, gold("", c.read).scored_deals);
    EXPECT_EQ(counts(score.slots), c.slots);
    EXPECT_EQ(counts(score.deals), c.deals);
    EXPECT_EQ(score.findings.empty() ? std::vector<std::string>() : score.findings[0].wrong,
              c.wrong);
    // Each deal that is not exact is told once.
    const bool told = !score.findings.empty();
    EXPECT_EQ(told, score.deals.missed + score.deals.extra > 0 || !c.wrong.empty());
  }
}

TEST(EvalScore, GroupsOfNamesAreOneCompany) {
  const NameGroups groups(std::vector<std::vector<std::string>>{{"Telmark", "泰爾馬克"}});
  const std::string chinese =
      deal("investment", "investor Orvane", "investee 泰爾馬克股份有限公司");
  const auto right = [&](const NameGroups& names) {
    return score_deals(gold("", investment(), names).scored_deals,
                       gold("", chinese, names).scored_deals)
        .slots.right;
  };
  EXPECT_EQ(right({}), 2u);
  EXPECT_EQ(right(groups), 3u);
}

TEST(EvalScore, FiguresOfNothing) {
  EXPECT_EQ(Matches().f1(), 1);
  EXPECT_EQ((Matches{0, 1, 0}.f1()), 0);
  EXPECT_EQ((Matches{0, 0, 1}.f1()), 0);
  EXPECT_EQ((Matches{1, 1, 1}.f1()), 0.5);
}

TEST(EvalGold, SaysWhatIsWrong) {
  for (const auto& [content, reason] : std::vector<std::pair<std::string, std::string>>{
           {"{", "no valid JSON at byte 2"},
           {"[]", "no object"},
           {std::string(200000, '[') + std::string(200000, ']'), "nested too deeply"},
           {"{}", "no \"lang\""},
           {R"({"lang":"en","deals":[]})", "no list \"mentions\""},
           {R"({"lang":"en","mentions":[]})", "no list \"deals\""},
           {R"({"lang":"en","mentions":[{"kind":"date","value":"2025"},{}],"deals":[]})",
            "mentions 2: no \"kind\""},
           {R"({"lang":"en","mentions":[{"kind":"money","value":"5bn"}],"deals":[]})",
            "mentions 1: value \"5bn\" is no number"},
           {R"({"lang":"en","mentions":[],"deals":[{"type":"lease"}]})", "deals 1: no \"status\""},
           {R"({"lang":"en","mentions":[],"deals":[{"type":"lease","status":"planned"}]})",
            "deals 1: no list \"parties\""},
           {R"({"lang":"en","mentions":[],"deals":[)" + investment() + "," +
                deal("lease", "lessee A", "lessor B", R"("also":[{"value":true}])") + "]}",
            "deals 2: money: value true is no number"},
       }) {
    const auto gold = read_gold(content, "x.gold.json", {});
    ASSERT_FALSE(gold) << content;
    EXPECT_EQ(gold.error().message, "x.gold.json: " + reason);
  }
}

// The program
// --------------------------------------------------------------------------------------

class EvalTest : public ProgramTest {
 protected:
  EvalTest() { fs::create_directory("gold"); }
  static Ended eval(const std::string& arguments) { return run("eval " + arguments); }
};

// The cells of a table's rows, by name, without its head.
std::vector<std::vector<std::string>> cells(const std::string& table) {
  std::vector<std::vector<std::string>> out;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    out.push_back({std::istream_iterator<std::string>(words), {}});
    if (out.back().empty() || out.back()[0] == "LANG") out.pop_back();
  }
  return out;
}

// The same table by eval/score.py.
constexpr const char* kPython = R"(
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1] + "/eval")
import gate, score
gate.PROGRAM = Path(sys.argv[2])
scored = gate.score_files(gate.gold_files(Path(sys.argv[3])), score)
rows = gate.tabulate(scored, score, ("lang",))
rows["all"] = rows.pop("all")
share = lambda s: "-" if s.value is None else f"{s.value:.3f}"
for name, s in rows.items():
    print(name, s.documents, s.amounts.right + s.amounts.missed, score.three(s.amounts),
          share(s.qualifier), s.deals.right + s.deals.missed, s.slots.right + s.slots.missed,
          score.three(s.slots), f"{s.deals.f1:.3f}", share(s.status), share(s.date))
)";

class EvalAgainstPython : public EvalTest {
 protected:
  static void compare(const std::string& folder) {
    size_t documents = 0;
    for (const auto& file : fs::directory_iterator(DEALWIRE_ROOT "/" + folder)) {
      documents += file.path().string().ends_with(".gold.json");
    }
    write("score.py", kPython);
    const std::string gold = DEALWIRE_ROOT "/" + folder;
    const Ended python =
        shell(DEALWIRE_PYTHON " -B score.py " DEALWIRE_ROOT " " DEALWIRE_PROGRAM " " + gold);
    ASSERT_EQ(python.code, 0) << python.err;
    const Ended ours = eval("--jobs 2 " + gold);
    EXPECT_EQ(ours.code, 0) << ours.err;
    EXPECT_EQ(cells(ours.out), cells(python.out));
    ASSERT_FALSE(cells(ours.out).empty());
    EXPECT_EQ(cells(ours.out).back()[1], std::to_string(documents));
  }
};

TEST_F(EvalAgainstPython, Samples) { compare("samples"); }

using SlowEvalAgainstPython = EvalAgainstPython;
TEST_F(SlowEvalAgainstPython, Practice) { compare("eval/practice"); }

const std::string kArticle =
    "Orvane Capital to acquire Telmark Systems for $900 million\n\n"
    "NEW YORK, Oct. 2, 2025 - Orvane Capital said it will acquire Telmark Systems for $900 "
    "million.\n";
const std::string kMoney =
    R"({"kind":"money","value":900000000,"currency":"USD","qualifier":"exact"})";

std::string gold_of(const std::string& target, const std::string& money = "900000000") {
  return R"({"lang":"en","mentions":[)" + kMoney + "," + kMoney + R"(],"deals":[)" +
         deal("acquisition", "acquirer Orvane Capital", "target " + target,
              R"("alt_status":["planned"],"money":)" + usd(money)) +
         "]}";
}

TEST_F(EvalTest, FindingsSayWhatToMend) {
  write("gold/a.txt", kArticle);
  write("gold/a.gold.json", gold_of("Telmark Systems"));
  const Ended right = eval("--jsonl gold");
  EXPECT_EQ(right.code, 0) << right.err;
  EXPECT_EQ(right.out, "");

  write("gold/a.gold.json", gold_of("Telmark Systems", "800000000"));
  const Ended partly = eval("gold --jsonl");
  EXPECT_EQ(partly.code, 0) << partly.err;
  const Json line = Json::parse(partly.out);
  EXPECT_EQ(line["document"], "gold/a.txt");
  EXPECT_EQ(line["verdict"], "partly");
  EXPECT_EQ(line["wrong"], Json::array({"money"}));
  EXPECT_EQ(line["slots"]["right"], 3);
  EXPECT_EQ(line["gold"]["money"]["value"], 800000000);
  EXPECT_EQ(line["read"]["money"]["value"], "900000000");

  write("gold/b.txt", kArticle);
  write("gold/b.gold.json", R"({"lang":"en","mentions":[],"deals":[]})");
  write("gold/c.txt", "Nothing was said.\n");
  write("gold/c.gold.json", gold_of("Telmark Systems"));
  std::istringstream lines(eval("gold --jsonl").out);
  std::vector<std::string> verdicts;
  for (std::string text; std::getline(lines, text);)
    verdicts.push_back(Json::parse(text)["verdict"]);
  EXPECT_EQ(verdicts, (std::vector<std::string>{"partly", "false", "missed"}));
}

TEST_F(EvalTest, AliasesLieBesideGoldOrAreNamed) {
  write("gold/a.txt", kArticle);
  write("gold/a.gold.json", gold_of("泰爾馬克"));
  write("names.json", R"([["Telmark Systems","泰爾馬克"]])");
  EXPECT_NE(eval("--jsonl gold").out, "");
  EXPECT_EQ(eval("--jsonl --aliases names.json gold").out, "");
  fs::copy("names.json", "gold/aliases.json");
  EXPECT_EQ(eval("--jsonl gold").out, "");
  write("gold/aliases.json", R"({"Telmark":"泰爾馬克"})");
  const Ended wrong = eval("gold");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.err, "dealwire: gold/aliases.json: no list of lists of names\n");
  EXPECT_EQ(eval("--aliases nowhere.json gold").code, 2);
  EXPECT_EQ(eval("--aliases gold gold").code, 2);  // a folder
}

TEST_F(EvalTest, WhatCannotBeReadCostsThatDocumentOnly) {
  EXPECT_EQ(eval("gold").code, 2);
  EXPECT_NE(eval("gold").err.find("gold: holds no NAME.gold.json"), std::string::npos);
  EXPECT_EQ(eval("nowhere").code, 2);
  EXPECT_EQ(eval("").code, 2);

  write("gold/a.txt", kArticle);
  write("gold/a.gold.json", gold_of("Telmark Systems"));
  write("gold/broken.txt", kArticle);
  write("gold/broken.gold.json", R"({"lang":)");
  write("gold/empty.txt", kArticle);
  write("gold/empty.gold.json", "");
  write("gold/alone.gold.json", gold_of("Telmark Systems"));
  write("gold/keyless.txt", kArticle);
  write("gold/keyless.gold.json", R"({"lang":"en","mentions":[]})");
  const Ended some = eval("gold");
  EXPECT_EQ(some.code, 1);
  for (const char* part : {"gold/broken.gold.json: no valid JSON",
                           "gold/empty.gold.json: ", "gold/alone.gold.json: no document",
                           "gold/keyless.gold.json: no list \"deals\""}) {
    EXPECT_NE(some.err.find(part), std::string::npos) << some.err;
  }
  ASSERT_EQ(cells(some.out).size(), 2u) << some.out;
  EXPECT_EQ(cells(some.out)[1][1], "1");  // documents
  EXPECT_EQ(cells(some.out)[1][11], "1.000");

  // A document that the program refuses has gold, and nothing of it is found.
  write("gold/binary.txt", std::string(100, '\0'));
  write("gold/binary.gold.json", gold_of("Telmark Systems"));
  const Ended refused = eval("gold");
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("gold/binary.txt"), std::string::npos);
  EXPECT_EQ(cells(refused.out)[1][1], "2");
  EXPECT_EQ(cells(refused.out)[1][10], "0.500");  // recall of slots
}

TEST_F(EvalTest, ListsAndRulesOfOnesOwnAreScored) {
  write("gold/a.txt", kArticle);
  write("gold/a.gold.json", gold_of("Great Mark"));
  EXPECT_NE(eval("--jsonl gold").out, "");
  write("own.tsv", "great-mark\tGreat Mark\tTelmark Systems\n");
  const Ended own = eval("--jsonl gold --parties own.tsv");
  EXPECT_EQ(own.code, 0) << own.err;
  EXPECT_EQ(own.out, "");
  EXPECT_EQ(eval("gold --parties nowhere.tsv").code, 2);
  EXPECT_EQ(eval("gold --rules nowhere").code, 2);
}

}  // namespace
}  // namespace dealwire

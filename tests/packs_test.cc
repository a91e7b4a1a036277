// Rule packs of a user: what is refused, and what takes effect when it is laid over ours.
#include <string>
#include <vector>

#include "program.h"
#include "samples.h"

namespace dealwire {
namespace {

using PacksTest = ProgramTest;

const std::string kSamples = DEALWIRE_SAMPLES;

struct BadPack {
  const char *file, *content, *want;
};

// Every mistake is refused with file, line, rule and reason.
TEST_F(PacksTest, BadPacksAreRefused) {
  const std::string examples = "match = [{ text = \"a\", mention = \"a\" }]\nno_match = [\"b\"]\n";
  const std::vector<BadPack> packs = {
      {"zh/a.toml", "[[mention]\n", "zh/a.toml:1: "},
      {"zh/a.toml", "\n[colours]\n", "zh/a.toml:2: colours: unknown table"},
      {"zh/a.toml", "[[mention]]\nname = 'x'\nkind = 'money'\npattern = '('\nMATCH",
       "zh/a.toml:4: zh/money/x: bad expression: missing )"},
      {"en/a.toml", "[[mention]]\nname = 'x'\nkind = 'money'\npattern = '[\\pL'\nMATCH",
       "en/a.toml:4: en/money/x: bad expression: missing ]: [\\pL\n"},
      {"zh/a.toml", "[[mention]]\nname = 'x'\nkind = 'colour'\npattern = 'a'\nMATCH",
       "zh/a.toml:3: colour: unknown kind"},
      {"zh/a.toml", "[[mention]]\nname = 'x'\nkind = 'money'\npattern = '{nothing}'\nMATCH",
       "zh/a.toml:4: zh/money/x: there is no piece or word class 'nothing'"},
      {"zh/a.toml", "[[mention]]\nname = 'x'\nkind = 'money'\npattern = 'a'\ncolour = 'b'\nMATCH",
       "zh/a.toml:5: zh/money/x: unknown key 'colour'"},
      {"zh/a.toml", "[[mention]]\nname = 'x'\nkind = 'money'\npattern = 'a'\n",
       "zh/a.toml:1: zh/money/x: needs examples"},
      {"zh/a.toml", "[words.magnitude]\n'京' = 'many'\n",
       "zh/a.toml:2: magnitude.京: 'many' is no decimal number"},
      {"en/a.toml", "[words.status]\n'(was|has (been|got)) signed' = 'completed'\n",
       "en/a.toml:2: (was|has (been|got)) signed: alternatives hold no others in brackets"},
      {"zh/a.toml", "[words.status]\n'說' = 'said'\n",
       "zh/a.toml:2: status.說: 'said' is none of its"},
      {"zh/a.toml", "[[frame]]\nname = 'x'\ntype = 'gift'\ntrigger = 'a'\nMATCH",
       "zh/a.toml:3: zh/deal/x: unknown type 'gift'"},
      {"zh/a.toml",
       "[[frame]]\nname = 'x'\ntype = 'lease'\ntrigger = 'a'\nroles = { subject = 'buyer' }\nMATCH",
       "zh/a.toml:5: zh/deal/x: 'buyer' is no role in a deal of type lease"},
      {"zh/a.toml",
       "[[frame]]\nname = 'x'\ntype = 'lease'\ntrigger = 'a'\nroles = { sujet = 'lessee' }\nMATCH",
       "zh/a.toml:5: zh/deal/x: 'sujet' is neither subject, object"},
      {"zh/a.toml",
       "[[frame]]\nname = 'x'\ntype = 'lease'\ntrigger = 'a'\nroles = { subject = 'lessee' }\n"
       "need = [['lesser']]\nMATCH",
       "zh/a.toml:6: zh/deal/x: needs 'lesser', which is no role"},
      {"zh/names.tsv", "a\tb\n", "zh/names.tsv:1: is not read"},
      {"words.toml", "[words]\n", "words.toml:1: is not read"},
      {"parties.tsv", "b\tB Corp\t\na\tA Corp\t\n", "parties.tsv:2: a: is not in order"},
      {"parties.tsv", "a\tA Corp\t\nb\tB Corp\tA Corp\n",
       "parties.tsv:2: b: 'A Corp' is a name of a"},
      {"parties.tsv", "a\tA Corp\n", "parties.tsv:1: a: has 2 columns, not 3"}};
  for (const BadPack& pack : packs) {
    fs::remove_all("rules");
    std::string text = pack.content;
    if (const size_t at = text.find("MATCH"); at != text.npos) text.replace(at, 5, examples);
    write(std::string("rules/") + pack.file, text);
    const Ended outcome = run("scan --rules rules " + kSamples);
    EXPECT_EQ(outcome.code, 2) << pack.want;
    EXPECT_NE(outcome.err.find(std::string("rules/") + pack.want), std::string::npos)
        << pack.want << "\n"
        << outcome.err;
    EXPECT_EQ(lines(outcome.err), 1u) << outcome.err;
  }
}

TEST_F(PacksTest, AFolderSaysOnceWhatAPieceIs) {
  write("rules/zh/a.toml", "[pieces]\ngap = '.?'\n");  // another one than ours
  EXPECT_EQ(run("rules list --rules rules").code, 0);
  write("rules/zh/b.toml", "\n[pieces]\ngap = '..?'\n");
  const Ended outcome = run("rules list --rules rules");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("rules/zh/b.toml:3: gap: "), std::string::npos) << outcome.err;
}

TEST_F(PacksTest, APackLaidOverOursTakesEffectWithoutACompiler) {
  write("rules/zh/ours.toml",
        "[words.currency]\n\"比特幣\" = \"XBT\"\n\n[[frame]]\nname = \"swallow\"\ntype = "
        "\"acquisition\"\n"
        "trigger = '囫吞'\nroles = { subject = \"acquirer\", object = \"target\" }\n"
        "need = [[\"acquirer\", \"target\"]]\n"
        "match = [{ text = \"微軟囫吞英特爾。\", acquirer = \"Microsoft\", target = \"Intel\" }]\n"
        "no_match = [\"囫吞市場。\"]\n");
  write("rules/parties.tsv", "jadeport\tJadeport\t玉港\n");
  const std::string text = "玉港宣布斥資300萬比特幣囫吞英特爾。";
  EXPECT_EQ(run("scan -", text).out.find("\"target\""), std::string::npos);
  const Ended outcome = run("scan --rules rules -", text);
  for (const char* want : {"\"jadeport\"", "\"XBT\"", "\"value\":\"3000000\"", "zh/deal/swallow"}) {
    EXPECT_NE(outcome.out.find(want), std::string::npos) << want << outcome.err;
  }
  const Ended held = run("rules test --rules rules zh/deal/swallow");
  EXPECT_EQ(held.out, "1 rules, 4 examples, 0 failed\n");  // each in both scripts
  EXPECT_EQ(held.code, 0);
  const Ended nothing = run("rules test zh/deal/swallow");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.err,
            "dealwire: rules test: none of what rules list names begins with zh/deal/swallow\n");
  write("rules/zh/wrong.toml",
        "[[frame]]\nname = \"swallow\"\ntype = \"acquisition\"\ntrigger = '囫吞'\n"
        "roles = { subject = \"acquirer\", object = \"target\" }\nneed = [[\"acquirer\", "
        "\"target\"]]\n"
        "match = [{ text = \"微軟看見英特爾。\", acquirer = \"Microsoft\" }]\nno_match = "
        "[\"囫吞市場。\"]\n");
  const Ended failing = run("rules test --rules rules zh/deal/swallow");
  EXPECT_EQ(failing.code, 1);
  EXPECT_NE(failing.out.find("wrong.toml:7: zh/deal/swallow: gives nothing"), std::string::npos)
      << failing.out;
}

// A page whose article stands in what no reader takes for one, and the quirk that says so.
const char* const kQuirkPage =
    "<title>The Quay</title><link rel=canonical href='https://www.quay.example/1'>"
    "<nav>Founded 3 May 1921 <b>Bridge sold</b> <i>4 March 2025</i><p>Microsoft buys Intel for $3 "
    "billion.</p></nav>";
const char* const kQuirk =
    "hosts = ['quay.example']\nbody = 'nav > p'\ntitle = 'nav b'\ndate = 'nav i'\n"
    "[[sample]]\npage = 'quay.html'\ntitle = 'Bridge sold'\npublished = '2025-03-04'\n"
    "must = ['Microsoft buys']\n";

TEST_F(PacksTest, ASiteQuirkTakesEffectWithoutACompiler) {
  write("page.html", kQuirkPage);
  write("rules/sites/quay.toml", kQuirk);
  write("rules/sites/quay.html", kQuirkPage);
  const Ended without = run("explain page.html"), with = run("--rules rules explain page.html");
  EXPECT_EQ(with.code, 0) << with.err;
  EXPECT_NE(with.out.find("  published  2025-03-04  (site file)\n"), std::string::npos) << with.out;
  for (const char* want :
       {"  site file  rules/sites/quay.toml\n", "  title      Bridge sold  (site file)\n",
        "acquisition announced 2025-03-04 by en/deal/"}) {
    EXPECT_NE(with.out.find(want), std::string::npos) << want << with.out;
    EXPECT_EQ(without.out.find(want), std::string::npos) << want << without.out;
  }
  ASSERT_EQ(run("process page.html").code, 0);
  EXPECT_NE(run("--rules rules process page.html").err.find("1 documents read, 0 known"),
            std::string::npos);
}

TEST_F(PacksTest, SamplesOfSitesAreTestedWithTheRules) {
  write("rules/sites/quay.toml", kQuirk);
  write("rules/sites/quay.html", kQuirkPage);
  const Ended good = run("--rules rules rules test rules/sites");
  EXPECT_EQ(good.out, "0 rules, 1 examples, 0 failed\n");
  EXPECT_EQ(good.code, 0);
  EXPECT_NE(run("rules list --rules rules").out.find("\nrules/sites/quay.toml\n"),
            std::string::npos);
  // The site has changed: the selectors for body and date match nothing.
  write("rules/sites/quay.html", "<nav><b>Bridge sold</b></nav><p>Microsoft buys.</p>");
  const Ended bad = run("--rules rules rules test rules/sites");
  EXPECT_EQ(bad.code, 1);
  for (const char* want : {"rules/sites/quay.toml:5: published is '', not '2025-03-04'\n",
                           "rules/sites/quay.toml:5: nothing matches 'body'\n",
                           "rules/sites/quay.toml:5: nothing matches 'date'\n", "  in: quay.html\n",
                           " examples, 1 failed\n"}) {
    EXPECT_NE(bad.out.find(want), std::string::npos) << want << bad.out;
  }
  write("page.html", "<link rel=canonical href='https://quay.example/2'><p>Microsoft buys.</p>");
  const Ended scanned = run("--rules rules scan page.html");
  EXPECT_EQ(scanned.code, 0);
  EXPECT_EQ(scanned.err,
            "dealwire: page.html: rules/sites/quay.toml: nothing on the page matches body, title, "
            "date\n");
  write("rules/sites/quay.toml", "hosts = ['quay.example']\nbody = 'nav >'\n");
  const Ended refused = run("--rules rules scan page.html");
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(refused.err,
            "dealwire: rules/sites/quay.toml:2: body: position 6: a selector is missing\n");
}

TEST_F(PacksTest, AnEditedPackIsReadAnew) {
  ASSERT_EQ(run("process " + kSamples).code, 0);
  write("rules/zh/ours.toml", "[words.currency]\n\"比特幣\" = \"XBT\"\n");
  const Ended again = run("process --rules rules " + kSamples);
  EXPECT_NE(again.err.find(std::to_string(sample_names().size()) + " documents read, 0 known"),
            std::string::npos)
      << again.err;
}

}  // namespace
}  // namespace dealwire

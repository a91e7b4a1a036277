// The program as its users meet it: its commands, what they print and how they end.
#include "program.h"

#include <sstream>
#include <string>
#include <vector>

#include "samples.h"

namespace dealwire {
namespace {

using namespace std::string_literals;

const std::string kSamples = DEALWIRE_SAMPLES;
const std::string kCount = std::to_string(sample_names().size());

TEST_F(ProgramTest, UsageIsExplainedAndMistakesInItExitWith2) {
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_NE(run("--help").out.find("scan"), std::string::npos);
  EXPECT_EQ(run("--version").out.rfind("dealwire ", 0), 0u);
  for (const char* wrong : {"",
                            "--colour",
                            "dance",
                            "scan",
                            "show",
                            "scan --jobs x a.html",
                            "scan --jobs -1 a.html",
                            "export --format xml",
                            "export colours",
                            "export parties --type lease",
                            "export --with-text",
                            "export --since 0 --from 7d",
                            "deals --min-confidence 2",
                            "deals --since soon",
                            "deals --limit 0",
                            "deals --limit x",
                            "deals --min-money 1e9",
                            "deals --match '!'",
                            "deals --party '\xe8\xbc'",
                            "rules"}) {
    const Ended outcome = run(wrong);
    EXPECT_EQ(outcome.code, 2) << wrong;
    EXPECT_FALSE(outcome.err.empty()) << wrong;
    EXPECT_TRUE(outcome.out.empty()) << wrong;
  }
  // What is unknown is named, not what is missing besides.
  for (const char* wrong : {"dance", "scan dance --colour", "scan --colour", "rules tset"}) {
    const std::string last = std::string(wrong).substr(std::string(wrong).rfind(' ') + 1);
    EXPECT_NE(run(wrong).err.find(last + ": not known"), std::string::npos) << wrong;
  }
}

TEST_F(ProgramTest, ScanGivesALineAnInputInOrderWhateverTheJobs) {
  const Ended one = run("scan " + kSamples);
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(lines(one.out), sample_names().size());
  size_t at = 0;
  for (const std::string& name : sample_names()) {
    at = one.out.find("/" + name + "\"", at);
    ASSERT_NE(at, std::string::npos) << name;
  }
  EXPECT_EQ(run("scan --jobs 3 " + kSamples).out, one.out);
}

TEST_F(ProgramTest, ScanReadsStandardInputAndJsonLines) {
  const Ended page = run("scan -",
                         "<html><body><p>微軟宣布以30億美元收購英特爾，雙方董事會都已經同意，"
                         "交易預計明年完成，仍待主管機關核准。</p></body></html>");
  EXPECT_EQ(page.code, 0);
  EXPECT_NE(page.out.find("\"type\":\"acquisition\""), std::string::npos) << page.out;
  const Ended jsonl = run("scan --jsonl -",
                          "{\"id\":\"a\",\"text\":\"x\"}\n\nnot json\n{\"text\":1}\n"
                          "{\"id\":\"b\",\"text\":\"y\",\"lang\":\"en\"}\n");
  // The text of a line is all article, however short.
  EXPECT_NE(
      run("scan --jsonl -", "{\"text\":\"30億歐元\",\"lang\":\"zh\"}\n").out.find("3000000000"),
      std::string::npos);
  EXPECT_EQ(jsonl.code, 1);
  EXPECT_EQ(lines(jsonl.out), 4u);
  EXPECT_EQ(lines(jsonl.err), 2u) << jsonl.err;
  EXPECT_NE(jsonl.err.find("-:3"), std::string::npos) << jsonl.err;
  EXPECT_NE(jsonl.err.find("-:4"), std::string::npos) << jsonl.err;
}

TEST_F(ProgramTest, PartiesAddsAListAndMinConfidenceLeavesOutWhatIsLessSure) {
  const std::string line = "{\"text\":\"微軟以5億美元收購鳶嶺電網。\",\"lang\":\"zh-Hant\"}\n";
  write("parties.tsv", "kestrel-ridge\tKestrel Ridge\t鳶嶺電網\n");
  const Ended known = run("--parties parties.tsv scan --jsonl -", line);
  EXPECT_NE(known.out.find("\"id\":\"kestrel-ridge\""), std::string::npos) << known.out;
  EXPECT_NE(run("scan --jsonl -", line).out, known.out);
  EXPECT_EQ(run("scan --min-confidence 1 --jsonl -", line).out.find("acquirer"), std::string::npos);
  EXPECT_EQ(run("--parties none.tsv scan --jsonl -", line).code, 2);
  EXPECT_NE(run("--parties none.tsv scan --jsonl -", line).err.find("none.tsv: cannot be read"),
            std::string::npos);
}

// Each bad document costs itself and one line that names it.
TEST_F(ProgramTest, BadDocumentsAreNamedAndTheOthersGoThrough) {
  const std::string good = sample("taipei-invest.html");
  struct Row {
    std::string name, bytes, code;
  };
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  const std::vector<Row> rows = {
      {"in/empty.html", "", "empty"},
      {"in/binary.html", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"s, "binary"},
      {"in/good.html", good, ""},
      {"in/deep.html", deep + "<p>" + std::string(200, 'x') + ".</p>", ""}};
  for (const Row& row : rows) write(row.name, row.bytes);
  const Ended outcome = run("scan in missing.html");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(lines(outcome.out), rows.size() + 1);
  EXPECT_NE(outcome.out.find("澄岳能源"), std::string::npos);
  for (const char* want :
       {"in/empty.html: is empty", "in/binary.html: is not text", "missing.html: No such file",
        "in/deep.html: elements nested deeper than 512"}) {
    EXPECT_NE(outcome.err.find(want), std::string::npos) << want << "\n" << outcome.err;
  }
  EXPECT_EQ(lines(outcome.err), 4u) << outcome.err;
  for (const Row& row : rows) {
    if (row.code.empty()) continue;
    EXPECT_NE(outcome.out.find("\"code\":\"" + row.code + "\""), std::string::npos) << row.name;
  }
}

TEST_F(ProgramTest, WrongLabelsAndCutCharactersAreNotedAndRead) {
  std::string page = sample("shenzhen-acquire.html");
  page.replace(page.find("gb2312"), 6, "utf-8");
  write("label.html", page);
  std::string cut = "微軟宣布以30億美元收購英特爾，雙方董事會都已經同意，交易預計明年完成。";
  cut.pop_back();
  write("cut.txt", cut);
  const Ended outcome = run("scan label.html cut.txt");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("label.html: says it is in utf-8, but its bytes are gb18030"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("cut.txt: 1 places are no valid UTF-8"), std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.out.find("\"value\":\"3000000000\""), std::string::npos);
  EXPECT_EQ(run("scan --quiet label.html cut.txt").err, "");
}

TEST_F(ProgramTest, FoldersThatCannotBeReadAreNamed) {
  // Root reads every folder, unless it goes without that capability.
  const std::string wrapper =
      geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : "";
  fs::create_directory("locked");
  fs::permissions("locked", fs::perms::none);
  const Ended outcome = run_by(wrapper, "scan locked " + kSamples);
  fs::permissions("locked", fs::perms::owner_all);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("locked: "), std::string::npos) << outcome.err;
  EXPECT_EQ(lines(outcome.out), sample_names().size());
}

TEST_F(ProgramTest, ProcessingTwiceChangesNothing) {
  EXPECT_EQ(run("process " + kSamples).code, 0);
  const std::string deals = run("deals").out, exported = run("export --format jsonl").out;
  EXPECT_GT(lines(deals), 5u);
  EXPECT_EQ(lines(exported) + 1, lines(deals));
  const Ended again = run("process --jobs 2 " + kSamples);
  EXPECT_NE(again.err.find("0 documents read, " + kCount + " known already"), std::string::npos)
      << again.err;
  EXPECT_EQ(run("deals").out, deals);
  EXPECT_EQ(run("export").out, exported);
  EXPECT_EQ(run("--quiet process " + kSamples).err, "");
}

// The same rows in both forms, by a reader of CSV that is not ours.
TEST_F(ProgramTest, CsvHoldsWhatJsonLinesHold) {
  ASSERT_EQ(run("process " + kSamples).code, 0);
  write(
      "compare.py",
      "import csv, json, sys\n"
      "raw = open(sys.argv[1], newline='', encoding='utf-8').read()\n"
      "rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))\n"
      "lines = [json.loads(l) for l in open(sys.argv[2], encoding='utf-8')]\n"
      "assert raw.endswith('\\r\\n') and len(rows) == len(lines) > 10, len(rows)\n"
      "for row, line in zip(rows, lines):\n"
      "    assert None not in row and None not in row.values()\n"
      "    same = [k for k in row if isinstance(line.get(k), str)]\n"
      "    assert len(same) >= 2 and all(row[k] == line[k] for k in same), (row, line)\n"
      "print('same')\n");
  for (const char* what : {"deals", "claims", "mentions", "articles --with-text", "parties"}) {
    for (const char* since : {"", " --since 0"}) {
      write("rows.csv", run("export "s + what + since + " --format csv").out);
      std::string lines_of = run("export "s + what + since).out;
      if (*since != 0) {
        EXPECT_TRUE(content("rows.csv").starts_with("change,")) << what;
        // The cursor is a row in one, a line of its own kind in the other.
        std::string csv = content("rows.csv");
        csv.resize(csv.rfind("\r\n", csv.size() - 3) + 2);
        write("rows.csv", csv);
        lines_of.resize(lines_of.rfind('\n', lines_of.size() - 2) + 1);
      }
      write("rows.jsonl", lines_of);
      ASSERT_EQ(std::system("python3 compare.py rows.csv rows.jsonl >same.txt 2>&1"), 0)
          << what << since << content("same.txt");
    }
  }
}

TEST_F(ProgramTest, WhatChangedSinceACursorIsToldOnceAndWhatIsGoneToo) {
  write("a.txt", "微軟宣布以30億美元收購英特爾，雙方董事會都已經同意，交易預計明年完成。");
  ASSERT_EQ(run("process a.txt").code, 0);
  const auto cursor_of = [](const std::string& out) {
    const size_t at = out.rfind("\"cursor\":\"") + 10;
    return out.substr(at, out.find('"', at) - at);
  };
  const Ended first = run("export --since 0");
  EXPECT_EQ(lines(first.out), 2u) << first.out;
  const std::string cursor = cursor_of(first.out);
  EXPECT_EQ(lines(run("export --since " + cursor).out), 1u);
  const size_t id_at = first.out.find("\"id\":\"") + 6;
  const std::string id = first.out.substr(id_at, first.out.find('"', id_at) - id_at);
  ASSERT_EQ(run("judge reject " + id).code, 0);
  const Ended gone = run("export --since " + cursor);
  EXPECT_NE(gone.out.find("{\"schema\":\"dealwire.deleted/1\",\"kind\":\"deal\",\"id\":\"" + id +
                          "\",\"merged_into\":null}\n"),
            std::string::npos)
      << gone.out;
  EXPECT_EQ(run("export").out, "");
  const Ended future = run("export --since 99-00000000");
  EXPECT_EQ(future.code, 2);
  EXPECT_EQ(future.out, "");
  EXPECT_NE(future.err.find("dealwire.db"), std::string::npos) << future.err;
  EXPECT_EQ(run("export --since ''").code, 2);
}

TEST_F(ProgramTest, DealsAreChosenAndShownInManyForms) {
  ASSERT_EQ(run("process " + kSamples).code, 0);
  const struct {
    const char *filters, *there, *not_there;
  } rows[] = {{"--party 輝達", "NVIDIA", "沐岬實業"},
              {"--party 辉达", "NVIDIA", "沐岬實業"},
              {"--party nvid", "NVIDIA", "沐岬實業"},
              {"--type lease,purchase", "  lease", "  acquisition"},
              {"--since 2025-11 --until 2025-11-14", "2025-11-14", "2025-10-14"},
              {"--currency TWD --min-money 1e9", "TWD 8.5 bn", "USD"},
              {"--match 聯貸", "昀海銀行", "NVIDIA"},
              {"--status planned", "planned", "announced"},
              {"--min-confidence 0.9 --limit 2", "ARTICLES", "NVIDIA"}};
  for (const auto& row : rows) {
    const Ended shown = run(std::string("deals ") + row.filters);
    EXPECT_EQ(shown.code, 0) << row.filters << shown.err;
    EXPECT_NE(shown.out.find(row.there), std::string::npos) << row.filters << "\n" << shown.out;
    EXPECT_EQ(shown.out.find(row.not_there), std::string::npos) << row.filters << "\n" << shown.out;
  }
  EXPECT_EQ(lines(run("deals --limit 2").out), 3u);
  // What is exported is chosen alike.
  EXPECT_EQ(lines(run("export --party 輝達").out) + 1, lines(run("deals --party 輝達").out));
  write("feed.xml", run("deals --format atom").out);
  EXPECT_EQ(std::system("xmllint --noout feed.xml"), 0);
  const std::string text = run("deals --format text --party 輝達").out;
  EXPECT_NE(text.find("investment (1)\n- NVIDIA -> 澄岳能源, TWD 4.8 bn"), std::string::npos)
      << text;
  const std::string dot = run("deals --format dot").out;
  EXPECT_TRUE(dot.starts_with("digraph deals {\n")) << dot;
  EXPECT_NE(dot.find("\n  \"NVIDIA\" -> \"澄岳能源\" [label=\"investment, TWD 4.8 bn, 8.5 %\""),
            std::string::npos)
      << dot;
  EXPECT_TRUE(dot.ends_with("];\n}\n"));
  write("flow.dot", dot);
  if (std::system("command -v dot >/dev/null") == 0) {
    EXPECT_EQ(std::system("dot -Tsvg flow.dot >/dev/null"), 0);
  }
}

TEST_F(ProgramTest, AFailedDocumentCostsItselfOnly) {
  write("bad/empty.html", "");
  const Ended outcome = run("process bad " + kSamples);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("bad/empty.html: is empty"), std::string::npos) << outcome.err;
  EXPECT_GT(lines(run("deals").out), 5u);
}

TEST_F(ProgramTest, ShowAndExplainTellWhereADealIsFrom) {
  ASSERT_EQ(run("process " + kSamples).code, 0);
  std::istringstream table(run("deals").out);
  std::string id, head;
  std::getline(table, head);
  table >> id;
  EXPECT_NE(run("show " + id).out.find("bytes [["), std::string::npos);
  EXPECT_EQ(run("show nothing").code, 2);
  EXPECT_NE(run("explain " + id).out.find("deals\n  d1"), std::string::npos);
}

TEST_F(ProgramTest, ExplainNamesTheWinnerOfEachField) {
  write("page.html",
        "<meta property='og:title' content='Marlow buys Tarnbeck'>"
        "<meta name=author content='Jane Roe'><h1>Marlow buys Tarnbeck</h1><p>4 May 2025</p>"
        "<p>Marlow has agreed to buy Tarnbeck for $4 million, the companies said on Sunday.</p>");
  const std::string out = run("explain page.html").out;
  for (const char* line : {"title      Marlow buys Tarnbeck  (<h1>, as in og:title)\n",
                           "published  2025-05-04  (line beside the headline)\n", "modified   -\n",
                           "authors    Jane Roe  (author)\n"}) {
    EXPECT_NE(out.find(line), std::string::npos) << line << out;
  }
}

TEST_F(ProgramTest, StoresThatAreNotOursAreRefused) {
  write("letter.db", std::string(600, 'a'));
  sqlite3* other = nullptr;
  sqlite3_open("photos.db", &other);
  sqlite3_exec(other, "CREATE TABLE photos (id)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  for (const char* name : {"letter.db", "photos.db"}) {
    const std::string before = content(name);
    for (const char* command : {"deals", "export", "show x"}) {
      const Ended outcome = run(std::string(command) + " --db " + name);
      EXPECT_EQ(outcome.code, 2) << command << " " << name;
      EXPECT_NE(outcome.err.find(name), std::string::npos) << outcome.err;
    }
    EXPECT_EQ(run("process --db " + std::string(name) + " " + kSamples).code, 2);
    EXPECT_EQ(content(name), before);
  }
  EXPECT_EQ(run("deals").code, 2) << "there is no store yet";
  EXPECT_FALSE(fs::exists("dealwire.db"));
}

TEST_F(ProgramTest, ADamagedStateOfADealIsSaid) {
  write("a.txt", "微軟宣布以30億美元收購英特爾，雙方董事會都已經同意，交易預計明年完成。");
  ASSERT_EQ(run("process a.txt").code, 0);
  const std::string good = query("SELECT state FROM deals");
  EXPECT_NE(run("diff 0 1").out.find("USD 3 bn"), std::string::npos);
  for (const std::string change :
       {"json_remove(state, '$.type')", "json_remove(state, '$.money.values[0].value.vague')",
        "json_set(state, '$.type.values', 1)", "json_set(state, '$.money.values[0].value', 1)",
        "json_set(state, '$.parties[0].name', 1)", "json_remove(state, '$.parties[0].role')"}) {
    query("UPDATE deals SET state = " + change);
    const Ended ended = run("diff 0 1");
    EXPECT_EQ(ended.code, 1) << change << ended.out;
    EXPECT_TRUE(ended.err.starts_with("dealwire: dealwire.db: what it holds is damaged: "))
        << change << ended.err;
    query("UPDATE deals SET state = '" + good + "'");
  }
}

// Killed at any moment, a store is sound and the next run completes it.
TEST_F(ProgramTest, KilledRunsLoseNothing) {
  for (int i = 0; i < 200; ++i) {
    write("in/" + std::to_string(i) + ".html", sample("taipei-invest.html") + std::to_string(i));
  }
  ASSERT_EQ(run("process --db whole.db in").code, 0);
  const std::string want = run("deals --db whole.db").out;
  for (int wait : {20, 120, 160, 220, 400}) {
    const pid_t child = start({"--quiet", "--db", "killed.db", "process", "in"});
    std::this_thread::sleep_for(std::chrono::milliseconds(wait));
    kill(child, SIGKILL);
    wait_for(child);
  }
  ASSERT_EQ(run("process --db killed.db in").code, 0);
  EXPECT_EQ(run("deals --db killed.db").out, want);
}

}  // namespace
}  // namespace dealwire

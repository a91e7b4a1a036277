// The archive that `dealwire run` writes, read by others: by warcio (tests/warcio), which knows
// nothing of us, and by `dealwire scan`. Both must find the same records in it, at the same places
// and with the same bytes, whatever types of records there are.
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "site.h"
#include "warc/files.h"
#include "warc/http_message.h"
#include "warc/warc.h"

namespace dealwire {
namespace {

using nlohmann::json;
using Place = std::pair<std::string, uint64_t>;  // file name and offset

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
  return out;
}

// What one reader says of a record, to be compared.
struct Told {
  std::string type, target, date, sha256;
  uint64_t length = 0, payload = 0;

  bool operator==(const Told&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << told.type << " " << told.target << " " << told.date << ", " << told.length
               << " bytes, payload of " << told.payload << " " << told.sha256;
  }
};

class ArchiveTest : public RunTest {
 protected:
  void SetUp() override {
    if (!fs::exists(fs::path(DEALWIRE_WARCIO) / "installed")) {
      GTEST_SKIP()
          << "warcio is not installed: the build found no node and npm, or npm no registry";
    }
  }

  // Two runs: pages that come packed and in chunks, a redirect, what is no page.
  void fetch() {
    const Site site(folder_ / "site",
                    "    location = /old.html { return 301 /4.html; }\n"
                    "    location = /plain.html { gzip off; }\n");
    site.put("plain.html", deal_page(70));
    site.put("quay.txt", "Quay lets its pier for 3 million euros.\n");
    published_ = {{"/plain.html", ""}, {"/old.html", ""}, {"/gone.html", ""}, {"/quay.txt", ""}};
    publish(site, 3);
    settings_of_feed(site);
    ASSERT_EQ(run("run").code, 0);
    publish(site, 2);
    let_time_pass();
    ASSERT_EQ(run("run").code, 0);
  }

  static std::vector<json> warcio_lines() {
    const Ended ended =
        shell(std::string("node ") + DEALWIRE_WARCIO + "/read.mjs archive/*.warc.gz");
    EXPECT_EQ(ended.code, 0) << ended.err;
    // Its warning of a record that does not end where it says.
    EXPECT_EQ(ended.err.find("Content-Length"), std::string::npos) << ended.err;
    return json_lines(ended.out);
  }
  static std::map<Place, Told> read_by_warcio() {
    std::map<Place, Told> out;
    const auto text = [](const json& value) {
      return value.is_null() ? "" : value.get<std::string>();
    };
    for (const json& line : warcio_lines()) {
      out[{line["file"], line["offset"]}] = {text(line["type"]), text(line["target"]),
                                             text(line["date"]), text(line["sha256"]),
                                             line["length"],     line["payload"]};
    }
    return out;
  }
  static std::map<Place, Told> read_by_us() {
    std::map<Place, Told> out;
    for (const auto& entry : fs::directory_iterator("archive")) {
      auto reader = WarcReader::open(entry.path().string());
      while (const auto record = reader->next()) {
        EXPECT_TRUE(*record) << (*record).error().message;
        if (!*record) continue;
        EXPECT_FALSE((*record)->misfit);
        const std::string type = (*record)->type();
        const bool http = type == "response" || type == "request" || type == "revisit";
        const std::string& block = (*record)->block;
        const std::string payload =
            http ? block.substr(std::min(end_of_head(block), block.size())) : block;
        out[{entry.path().filename(), (*record)->offset}] = {type,
                                                             (*record)->target(),
                                                             (*record)->field("WARC-Date"),
                                                             sha256_hex(payload),
                                                             (*record)->end - (*record)->offset,
                                                             payload.size()};
      }
    }
    return out;
  }
};

TEST_F(ArchiveTest, BothReadersFindTheSameRecords) {
  fetch();
  const auto ours = read_by_us();
  EXPECT_EQ(ours, read_by_warcio());
  std::set<std::string> types;
  for (const auto& [place, told] : ours) types.insert(told.type);
  EXPECT_TRUE(types.contains("warcinfo") && types.contains("response"));
}

TEST_F(ArchiveTest, DigestsAreThoseThatWarcioMakes) {
  fetch();
  size_t checked = 0;
  for (const json& line : warcio_lines()) {
    for (const auto& [which, right] : line["digests"].items()) {
      EXPECT_TRUE(right.get<bool>()) << which << " of " << line;
      ++checked;
    }
  }
  EXPECT_GE(checked, 9u);
}

// Each document that `scan` reads is a record of warcio's, and each page that was served a
// document.
TEST_F(ArchiveTest, DocumentsAreRecordsOfTheSameBytes) {
  fetch();
  const auto theirs = read_by_warcio();
  const Ended scan = run("scan archive");
  EXPECT_EQ(scan.code, 0);
  std::set<std::string> pages;
  for (const json& line : json_lines(scan.out)) {
    const json& document = line["document"];
    const Place place(fs::path(document["input"].get<std::string>()).filename(),
                      document["record"].get<uint64_t>());
    ASSERT_TRUE(theirs.contains(place)) << document;
    const Told& told = theirs.at(place);
    const std::string url = document["url"];
    EXPECT_EQ(told.target, url);
    EXPECT_EQ(told.date, document["fetched_at"].get<std::string>());
    EXPECT_EQ(told.sha256, document["id"].get<std::string>());
    EXPECT_EQ(told.payload, document["bytes"].get<uint64_t>());
    if (told.type != "response") continue;
    const std::string page = url.substr(url.rfind('/') + 1);
    EXPECT_EQ(told.sha256, sha256_hex(content(folder_ / "site/www" / page))) << page;
    pages.insert(page);
  }
  EXPECT_EQ(pages, (std::set<std::string>{"4.html", "5.html", "6.html", "7.html", "8.html",
                                          "plain.html", "quay.txt"}));
}

// What the store points to is there.
TEST_F(ArchiveTest, CapturesAreAtTheirOffsets) {
  fetch();
  const auto theirs = read_by_warcio();
  std::istringstream captures(
      query("SELECT archive || ' ' || record || ' ' || url FROM captures ORDER BY id"));
  size_t found = 0;
  std::string file, url;
  for (uint64_t offset = 0; captures >> file >> offset >> url; ++found) {
    ASSERT_TRUE(theirs.contains({file, offset})) << file << "@" << offset;
    EXPECT_EQ(theirs.at({file, offset}).target, url);
  }
  EXPECT_GE(found, 7u);
}

}  // namespace
}  // namespace dealwire

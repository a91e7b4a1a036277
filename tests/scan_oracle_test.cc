// The span contract as other programs see it (scan_oracle.h), on samples and on documents that are
// made to be hard: see page_maker.h. oracle_test.cc looks at the same contract from inside, on
// cleaner pages; chain_test.cc on damaged ones.
#include "scan_oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "page_maker.h"
#include "samples.h"

namespace dealwire {
namespace {

struct Sample {
  std::string name, text, charset, label;
  bool html;
};

std::vector<Sample> samples() {
  std::vector<Sample> out;
  for (const std::string& name : sample_names()) {
    const auto expected = Json::parse(sample(name.substr(0, name.rfind('.')) + ".gold.json"));
    const std::string charset = expected["charset"];
    const std::string text = codec(charset).decode(sample(name));
    std::string label;
    for (const char* each : {"utf-8", "UTF-8", "big5", "gb2312", "iso-8859-1"}) {
      if (text.find(std::string("charset=") + each) != text.npos ||
          text.find(std::string("charset=\"") + each) != text.npos) {
        label = each;
      }
    }
    out.push_back({name, text, charset, label, name.ends_with(".html")});
  }
  return out;
}

TEST(ScanOracle, HoldsOnSamples) {
  Tally tally;
  for (const Sample& s : samples()) holds(sample(s.name), s.html, tally, s.name);
  EXPECT_GT(tally.mentions, 150u);
  EXPECT_GT(tally.deals, 10u);
  EXPECT_GT(tally.evidence, 10u);
  EXPECT_GT(tally.markup, 0u);
  EXPECT_GT(tally.raw, 0u);
}

TEST(ScanOracle, HoldsOnSamplesInOtherCharsets) {
  Tally tally;
  for (const Sample& s : samples()) {
    for (const std::string charset : {"UTF-8", "gb18030", "Big5", "UTF-16LE"}) {
      const std::string mark = charset == "UTF-16LE" ? "\xFF\xFE" : "";
      const std::string text = replaced(s.text, s.label, charset);
      holds(mark + encoded(text, charset, s.html), s.html, tally, s.name + " in " + charset);
    }
  }
  for (const char* charset : {"UTF-8", "gb18030", "Big5", "UTF-16LE"}) {
    EXPECT_GE(tally.charsets[charset], 7u) << charset;
  }
  EXPECT_GT(tally.references, 10u) << "simplified characters in Big5 are references";
}

// Titles and paragraphs of all samples, as read; the reader only helps to find them.
struct Story {
  std::string title;
  std::vector<std::string> paragraphs;
};

std::vector<Story> stories() {
  std::vector<Story> out;
  for (const Sample& s : samples()) {
    const auto reading = read_bytes(sample(s.name), s.html);
    Story story{reading->article.title.text, {}};
    const std::string& text = reading->article.text.text;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      story.paragraphs.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    out.push_back(std::move(story));
  }
  return out;
}

TEST(ScanOracle, HoldsOnMadePages) {
  const std::vector<Story> all = stories();
  const std::vector<std::string> charsets = {"UTF-8", "gb18030", "Big5", "UTF-16LE",
                                             "windows-1252"};
  Tally tally;
  for (uint32_t seed = 1; seed <= 250; ++seed) {
    PageMaker maker(seed);
    const Story& story = maker.chance().pick(all);
    std::string charset = maker.chance().pick(charsets);
    const auto [text, html] = maker.make(story.title, story.paragraphs);
    if (!html && codec(charset).encode(text).empty()) charset = "gb18030";
    // One page in four lies.
    const std::string label = maker.chance().one_in(4) ? "utf-8" : charset;
    const std::string mark = charset == "UTF-16LE" ? "\xFF\xFE" : "";
    const std::string bytes = mark + encoded(replaced(text, "{charset}", label), charset, html);
    const std::string name = "seed " + std::to_string(seed) + " in " + charset;
    if (!holds(bytes, html, tally, name)) break;
    const bool ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
    if (label == charset && html && !ascii) {
      EXPECT_EQ(tally.last_charset, charset) << name;
    }
  }
  EXPECT_GT(tally.mentions, 3000u);
  EXPECT_GT(tally.evidence, 200u);
  EXPECT_GT(tally.markup, 400u);
  EXPECT_GT(tally.references, 1000u);
  EXPECT_GT(tally.raw, 100u);
  EXPECT_GT(tally.pieces, 20u);
  for (const std::string& charset : charsets) EXPECT_GT(tally.charsets[charset], 20u) << charset;
}

// In a table whose text is shown out of order, the pieces of a mention leave out what a repair cut.
TEST(ScanOracle, HoldsOnRepairsInTablesOutOfOrder) {
  const std::string paragraph = "輝達宣布，將以新台幣305億(yì)";
  const std::string page =
      "<meta charset=utf-8><table>" + paragraph +
      "<tr><td>澄岳能源董事長表示，這筆資(zī)金將用來擴充研發團隊與電力調度系統。</td></tr>"
      "元收購(gòu)台灣綠電業者澄岳能源，成為該公司的第二大股東，交易預計在第四季完成。</table>";
  Tally tally;
  holds(page, true, tally, page);
  EXPECT_GT(tally.pieces, 0u);
}

}  // namespace
}  // namespace dealwire

#include "text/sentence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "chance.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// The sentences of `marked` are parted by ¦ there; the text is what is left without it.
void expect_sentences(const std::string& marked) {
  std::string text, expected, found;
  for (size_t pos = 0; pos < marked.size();) {
    const size_t n = utf8_length(marked[pos]);
    const std::string character = marked.substr(pos, n);
    if (character != "¦") text += character;
    pos += n;
  }
  for (const Range& r : split_sentences(text)) {
    found += (found.empty() ? "" : "¦") + text.substr(r.begin, r.size());
  }
  // Spaces between sentences belong to none.
  for (size_t begin = 0; begin <= marked.size();) {
    const size_t end = std::min(marked.find("¦", begin), marked.size());
    expected += (begin == 0 ? "" : "¦") + std::string(trim(marked.substr(begin, end - begin)));
    begin = end + 2;
  }
  EXPECT_EQ(found, expected);
}

TEST(SplitSentences, EndWhereAReaderEndsThem) {
  const char* rows[] = {
      // Chinese
      "輝達今日宣布投資。¦這是第一次。",
      "「可以。」¦他說。",
      "他說：「收購完成。¦交易仍待核准。」¦外界",
      "真的嗎？！¦是的。",
      "金額為3.5億元，年增23%。¦公司說",
      "（見圖。）¦後來",
      "收購案|完成",
      "漲幅5.2%！¦成交量大增",
      "買進!¦賣出?¦持有",
      "版本V2.0發布。¦完",
      // what brackets say by the way
      "南岳フーズ（以下「南岳」といいます。）の株式を取得します。¦以上",
      "取得した（前年は赤字だった。）。¦以上",
      "南岳フーズ（東京。売上高5億円。純資産1億円）の株式を取得する。¦以上",
      "南岳フーズ（東京。¦それは長い。¦だが閉じない",
      "(주)한결(이하 \"한결\"이라 한다.) 과 계약했다. ¦끝",
      "增資完成。¦（注：含稅。）¦下期",
      // English
      "Acme (Leeds. Sales: $5 million) was bought. ¦It closed.",
      "Nvidia will invest $5.2 billion in OpenAI. ¦The deal closes in May.",
      "Nvidia Inc. bought Acme Corp. for $5 million. ¦It paid cash.",
      "The U.S. Treasury agreed. ¦Shares rose.",
      "It closed a Series C. ¦J. Roe led it.",
      "Mr. Smith and Dr. J. Roe left. ¦Who stays?",
      "It rose 3.5 percent. ¦“We are glad,” she said.",
      "“We are glad.” ¦She smiled.",
      "He asked “Why now?” and left.",
      "Sales were approx. 5 million. ¦That is less.",
      "The St. Louis firm, founded Jan. 5, grew!",
      "See example.com for more. ¦Thanks.",
      "Revenue was $1.5bn, vs. $1.2bn.",
      "It cost £45,000.  ¦  Nobody paid.",
      // German ordinals
      "Acme kauft zum 1. Januar die Vell GmbH. ¦Im 3. Quartal folgt mehr.",
      "Der 1. FC zahlt mehr als 5. ¦Das ist viel. ¦Es war 1998. ¦Der Rest",
      "no end",
  };
  for (const char* marked : rows) expect_sentences(marked);
}

TEST(SplitSentences, CoverTheBlockButForWhiteSpace) {
  Chance chance(7);
  const std::vector<std::string> parts = {"輝達", "a", "Inc", ". ", ".", "。", "？",
                                          "!",    " ", "」",  "“",  "”", "3",  "億",
                                          "U.S.", "B", "　",  "(",  "）"};
  for (int round = 0; round < 2000; ++round) {
    std::string block;
    for (size_t n = chance.below(20); n > 0; --n) block += chance.pick(parts);
    size_t done = 0;
    for (const Range& r : split_sentences(block)) {
      ASSERT_LE(done, r.begin) << block;
      ASSERT_LT(r.begin, r.end) << block;
      ASSERT_EQ(trim(block.substr(done, r.begin - done)), "") << block;
      ASSERT_EQ(trim(block.substr(r.begin, r.size())).size(), r.size()) << block;
      done = r.end;
    }
    ASSERT_EQ(trim(block.substr(done)), "") << block;
  }
}

}  // namespace
}  // namespace dealwire

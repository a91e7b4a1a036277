#include "normalize/withhold.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealwire {
namespace {

TEST(WithholdLost, TakesTheFigureThatItTouches) {
  const struct {
    std::string text, withheld;
  } rows[] = {
      {"投資10�億元", "投資�元"},
      {"投資�億元", "投資�元"},
      {"10億元，�是", "10億元，�是"},
      {"需要102� W電力", "需要� W電力"},
      {"worth $5 m�llion in all", "worth � in all"},
      {"about 4� million", "about � million"},
      {"5億 �", "�"},
      {"三點�億", "�"},
      {"名�公司出資3億", "名�公司出資3億"},
      {"��", "�"},
      {"1�2�3億", "�"},
      {"5億�至7億美元", "�美元"},
      {"$5�-$7 billion", "� billion"},
      {"none 5", "none 5"},
      {"估值20億元�民幣", "估值�民幣"},
      {"每瓦�0.6元", "每�元"},
      {"1,100기가와트�였다", "�였다"},
      {"in 35元至4�元之間", "in �元之間"},
      {"35元至�40元", "�元"},
      {"從�300億から350億円まで", "從�円まで"},
      {"380億〜4�0億円", "�円"},
      {"90�0 million to 1.1 billion pounds", "� billion pounds"},
      {"between $500� million and $650 million", "between � million"},
      {"zwischen 5� und 7 Millionen Euro", "zwischen � Millionen Euro"},
      {"5 �irms and others", "� and others"},
      {"$900 million to $1.�1 billion", "� billion"},
      {"出資8.6億元人民�幣", "出資�幣"},
      {"�元參股", "�股"},
      {"10億元�", "�"},
      {"涉資20億元让駧�", "涉資�"},  // 人民幣
      {"獨資8.6億元人民帯�", "獨資�"},
      {"20億元的建材�", "20億元的建材�"},
      {"總收入HK$180儭�與", "總收入HK�與"},  // 億。
      {"兩人180坪地�", "兩人180坪地�"},
      {"要3�渥から350億円", "要�円"},  // 00億
      {"增至�人，由3億元", "增至�人，由3億元"},
      {"300億�ら350億円", "�円"},
      {"300�蕋概0億円", "�円"},  // 億から35
      {"300億か�350億円", "�円"},
      {"首�鸎$15.6億", "首�"},
      {"設�共500人", "設�共500人"},
      {"以�札十五億美元", "以�美元"},
      {"由�司15億美元", "由�司15億美元"},
      {"발전량은 1,100기가와트첼눼�.", "발전량은 �."},
      {"5 million to Orr�n", "5 million to �"},
      {"�", "�"},
      {"许可费总计55亿日��，首付8亿韩�", "许可费总计�，首付�"},
      {"作價3,200萬新�（約2.5億加�）", "作價�（約�）"},
      {"5日新�品", "�品"},  // what stands before may be a currency
      {"5日展�品", "5日展�品"},
      {"2027年至2029年�公司售500台", "�公司售500台"},
      {"定于�031年至2033年投产", "定于�年投产"},
      {"平成30年4月27日�上場", "平成�上場"},
      {"2024년 3월 15일�터", "�터"},
      {"作價6.4億缷�收購", "作價�收購"},  // 元
      {"每噸US$85。�季", "每噸US�季"},    // 百萬。
      {"派息5角，�季", "派息5角，�季"},
      {"虧損2.4億。�年", "虧損2.4億。�年"},
      {"利润增长20%�25%", "利润增长�%"},
      {"利润增�20%至25%", "利润增�%"},
      {"利润增��20%�秐25%；", "利润增�%；"},  // 至
      {"占股12%�权，9%", "占股12%�权，9%"},
      {"activos por $� mil millones", "activos por � millones"},
      {"deuda de � mil � millones", "deuda de � � millones"},
      {"porté à �,� milliard d'euros", "porté à �,� d'euros"},
      {"un coût de � million d'euros", "un coût de �'euros"},
      {"perdió � miles de euros, ganó mil", "perdió � miles de euros, ganó mil"},
      {"between A$30m �nd A$45m in", "between A�m in"},
      {"5 million t� 6 million shares", "� million shares"},
      {"zwischen 3 b�s 4 Jahren", "zwischen � Jahren"},
      {"paid A$30m �or A$45m in shares", "paid A$30m � A$45m in shares"},
      {"a furth�r £2m-£3m on", "a �m on"},
      {"持股百分之三十喂蓹�", "持股�"},  // 三十八股權
      {"持股百分之八中�股權", "持股�股權"},
      {"設備一百中�股權", "設備一百中�股權"},
      {"年增三成四�每股", "年增�每股"},
      {"연간 4천200㎿h�", "연간 �"},
      {"금리는 � 3.2∼3.8%", "금리는 �%"},
  };
  for (const auto& row : rows) {
    std::vector<Range> lost;
    for (size_t at = row.text.find("�"); at != std::string::npos; at = row.text.find("�", at + 3)) {
      lost.push_back({at, at + 3});
    }
    std::string out = rewrite(row.text, withhold_lost(row.text, lost)).text;
    for (size_t at; (at = out.find("��")) != std::string::npos;) out.erase(at, 3);
    EXPECT_EQ(out, row.withheld) << row.text;
  }
}

// Signs between figures are looked at from both sides of what is lost, not again and again.
TEST(WithholdLost, TakesNoRangeTwice) {
  const struct {
    std::string text;
    std::vector<Range> lost;
    std::vector<Range> withheld;
  } rows[] = {
      {"1 2x", {{1, 2}}, {{0, 4}}},           // a blank between two figures
      {"1x2x3", {{1, 2}, {3, 4}}, {{0, 5}}},  // letters in a row are one word
      {"12,34", {{2, 3}, {3, 4}}, {{0, 5}}},  // the second is withheld with the first
      {"1!2", {{1, 2}}, {{0, 3}}},            // what is lost need be no mark
      {"!1!", {{0, 1}, {2, 3}}, {{0, 2}, {2, 3}}},
      {"5 . . . !", {{8, 9}}, {{8, 9}}},  // too far for one figure
      {"5 . . . !", {{0, 1}}, {{0, 1}}},
      {"", {}, {}},
  };
  for (const auto& row : rows) {
    std::vector<Range> out;
    for (const Edit& edit : withhold_lost(row.text, row.lost)) out.push_back(edit.at);
    EXPECT_EQ(out, row.withheld) << row.text;
  }
}

}  // namespace
}  // namespace dealwire

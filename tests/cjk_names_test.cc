// Names in Chinese, Japanese and Korean, whose words no spaces part, or case words cling to.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// Japanese names of general words, and those that a numeral begins.
TEST(ReadDeals, BoundsJapaneseNamesOfWords) {
  expect_deals({// its seat is told
                {"ja", "三和マスク（横浜市）はアドビを10億円で買収する。",
                 "acquisition announced acquirer=三和マスク target=Adobe money=1000000000JPY"},
                // behind a place, where it acts on a day
                {"ja", "神戸バターは18日、アドビを10億円で買収した。",
                 "acquisition completed acquirer=神戸バター target=Adobe money=1000000000JPY"},
                {"ja", "神戸のバターは18日、アドビが10億円で買収する。",
                 "acquisition announced acquirer=Adobe money=1000000000JPY"},
                // a numeral, but nothing that is counted
                {"ja", "三協フロンテはアドビを10億円で買収する。",
                 "acquisition announced acquirer=三協フロンテ target=Adobe money=1000000000JPY"},
                // no name begins with the case word behind a bracket
                {"ja", "ソニーは三和マスク（横浜市）から食品事業を10億円で譲り受ける。",
                 "acquisition announced acquirer=Sony target=食品事業 seller=三和マスク "
                 "money=1000000000JPY"},
                // a line of business that ends like common nouns
                {"ja", "葛木映像はアドビを10億円で買収する。",
                 "acquisition announced acquirer=葛木映像 target=Adobe money=1000000000JPY"},
                // a place before a name in hiragana
                {"ja", "奥羽みなと銀行はアドビに5億円を融資する。",
                 "financing announced lender=奥羽みなと銀行 borrower=Adobe money=500000000JPY"},
                {"ja", "瀬戸内みらい銀行はアドビに5億円を融資する。",
                 "financing announced lender=瀬戸内みらい銀行 borrower=Adobe money=500000000JPY"},
                // what is done, in words for it
                {"ja", "アドビ、千葉に500億円でホテル建設",
                 "construction announced developer=Adobe money=50000000000JPY"},
                // in a headline, before what the other one is
                {"ja", "アドビ、岡山の東進工機を80億円で買収",
                 "acquisition announced acquirer=Adobe target=東進工機 money=8000000000JPY"},
                {"ko", "(주)한빛전자, 미래금형 지분 60% 89억원에 인수",
                 "acquisition announced acquirer=한빛전자 target=미래금형 money=8900000000KRW "
                 "stake=60"},
                // beside a party that is known
                {"ja", "ソラミデとアドビは18日、資本業務提携で合意した。",
                 "partnership announced partner=ソラミデ partner=Adobe"},
                {"ko", "두레솔과 어도비는 18일 전략적 제휴를 맺었다.",
                 "partnership announced partner=두레솔 partner=Adobe"}});
}

// In Chinese what ends a name may be a verb, and what stands behind one a character of names.
TEST(ReadDeals, EndsChineseNamesByWhatFollows) {
  expect_deals({{"zh-Hant", "微軟以5億美元收購曜翎投資20%股權。",
                 "investment announced investor=Microsoft investee=曜翎投資 money=500000000USD "
                 "stake=20"},
                {"zh-Hant", "微軟斥資5億美元，自大股東創宇投資手中取得英特爾六成股權。",
                 "acquisition announced acquirer=Microsoft target=Intel seller=創宇投資 "
                 "money=500000000USD stake=60"},
                {"zh-Hant", "英特爾獲曜翎投資5億美元。",
                 "investment announced investor=曜翎 investee=Intel money=500000000USD"},
                {"zh-Hant", "宏遠電子自永沛銀行借入5億美元。",
                 "financing announced lender=永沛銀行 borrower=宏遠電子 money=500000000USD"},
                {"zh-Hant", "宏遠電子自行開發晶片，斥資3億美元收購英特爾。",
                 "acquisition announced acquirer=宏遠電子 target=Intel money=300000000USD"}});
}

// Korean funds have numbers in their names, and say all that they are.
TEST(ReadDeals, NamesKoreanFunds) {
  expect_deals({{"ko", "인텔은 오라클을 코어밸류제7호위탁관리부동산투자회사에 1215억원에 매각한다.",
                 "acquisition announced acquirer=코어밸류제7호위탁관리부동산투자회사 target=Oracle "
                 "seller=Intel money=121500000000KRW"},
                {"ko", "인텔은 오라클을 큐브릿지2호 사모투자합자회사에 1215억원에 매각한다.",
                 "acquisition announced acquirer=큐브릿지2호 사모투자합자회사 target=Oracle "
                 "seller=Intel money=121500000000KRW"}});
}

// A Korean name may end like a case word.
TEST(ReadDeals, PartsKoreanNamesFromCaseWords) {
  expect_deals({{"ko", "카구라는 지난달 네이버를 3000억원에 인수했다.",
                 "acquisition completed acquirer=카구라 target=Naver money=300000000000KRW"},
                {"ko", "인텔은 미르소프트라는 회사를 3000억원에 인수했다.",
                 "acquisition completed acquirer=Intel target=미르소프트 money=300000000000KRW"}});
}

// Japanese names of characters that words are made of: joined by の, numbers, hiragana, villages.
TEST(ReadDeals, KnowsJapaneseNamesByTheirEnds) {
  expect_deals({{"ja", "亀の井食品はアドビを25億円で買収した。",
                 "acquisition completed acquirer=亀の井食品 target=Adobe money=2500000000JPY"},
                {"ja", "日の丸リースはアドビに30億円を出資する。",
                 "investment announced investor=日の丸リース investee=Adobe money=3000000000JPY"},
                {"ja", "ソニーは八十二ガスに5億円を出資した。",
                 "investment completed investor=Sony investee=八十二ガス money=500000000JPY"},
                {"ja", "ソニーはすずなり食品を25億円で買収した。",
                 "acquisition completed acquirer=Sony target=すずなり食品 money=2500000000JPY"},
                {"ja", "ソニーは尾瀬戸村からホテルを3億円で取得した。",
                 "acquisition completed acquirer=Sony target=ホテル seller=尾瀬戸村 "
                 "money=300000000JPY"},
                // what a noun is like
                {"ja", "ソニーはおいしい食品を25億円で購入した。",
                 "purchase completed buyer=Sony money=2500000000JPY"}});
}

// The same in Chinese, where nothing parts words.
TEST(ReadDeals, BoundsChineseNamesOfWords) {
  expect_deals({// a word before the end of a name
                {"zh-Hant", "華嶺商業銀行貸款8億美元給甲骨文。",
                 "financing announced lender=華嶺商業銀行 borrower=Oracle money=800000000USD"},
                // an office of a place
                {"zh-Hans", "杭州市大数据局向英特尔采购3亿美元服务器。",
                 "purchase announced buyer=杭州市大数据局 seller=Intel money=300000000USD"},
                {"zh-Hans", "北京饭局上英特尔向超微采购3亿美元芯片。",
                 "purchase announced buyer=Intel seller=AMD money=300000000USD"},
                // 向|上海, not 向上|海
                {"zh-Hans", "英特尔向上海衡微装备采购设备，金额6亿美元。",
                 "purchase announced buyer=Intel seller=衡微装备 money=600000000USD"},
                // what clings to a name that stands elsewhere by itself
                {"zh-Hans", "禾沐集团今天宣布扩产。英特尔当天同禾沐集团签订采购合同，金额6亿美元。",
                 "purchase announced buyer=Intel seller=禾沐集团 money=600000000USD"},
                // small words in names
                {"zh-Hant", "甲骨文向荷蘭船廠Van der Sluis訂造一艘3億歐元的安裝船。",
                 "purchase announced buyer=Oracle seller=Van der Sluis money=300000000EUR"},
                // a word that begins inside the end of a name
                {"zh-Hant", "江岳光電表示，將以6億美元收購甲骨文。",
                 "acquisition announced acquirer=江岳光電 target=Oracle money=600000000USD"},
                {"zh-Hant", "江岳國投入股甲骨文，出資6億美元。",
                 "investment announced investor=江岳國投 investee=Oracle money=600000000USD"},
                // a code right behind a name
                {"zh-Hant", "康源生物KY301授權給輝瑞，首付款3000萬美元。",
                 "license announced licensee=Pfizer licensor=康源生物 money=30000000USD"},
                // 投資 at the end of a name behind a case word, where it has done nothing
                {"zh-Hant", "微軟將廠房以6億美元售予宏川投資。",
                 "purchase announced buyer=宏川投資 seller=Microsoft money=600000000USD"},
                {"zh-Hant", "微軟由宏川投資5億美元。",
                 "investment announced investor=宏川 investee=Microsoft money=500000000USD"},
                // a name in full with brackets in it, not what stands behind brackets
                {"zh-Hant", "潮岳(香港)投資有限公司以6億美元收購甲骨文。",
                 "acquisition announced acquirer=潮岳(香港)投資有限公司 target=Oracle "
                 "money=600000000USD"},
                {"zh-Hans", "甲骨文由潮岳(集团)股份有限公司以6亿美元收购。",
                 "acquisition announced acquirer=潮岳(集团)股份有限公司 target=Oracle "
                 "money=600000000USD"},
                {"zh-Hant", "潮岳科技(香港)收購甲骨文有限公司，作價6億美元。",
                 "acquisition announced acquirer=潮岳科技 target=Oracle money=600000000USD"},
                // what joins names begins one where there is nothing to join
                {"zh-Hant", "甲骨文以6億美元收購和旻光電。",
                 "acquisition announced acquirer=Oracle target=和旻光電 money=600000000USD"},
                {"zh-Hant", "甲骨文開會。和旻光電以6億美元收購輝瑞。",
                 "acquisition announced acquirer=和旻光電 target=Pfizer money=600000000USD"},
                {"zh-Hant", "甲骨文與和旻光電合資設廠，投資6億美元。",
                 "investment announced investor=Oracle investor=和旻光電 money=600000000USD"},
                {"zh-Hant", "甲骨文以6億美元收購旭澄光電和岳澄電子。",
                 "acquisition announced acquirer=Oracle target=旭澄光電 target=岳澄電子 "
                 "money=600000000USD"},
                // who does something today
                {"zh-Hant", "英特爾今宣布以6億美元收購甲骨文。",
                 "acquisition announced acquirer=Intel target=Oracle money=600000000USD"},
                {"zh-Hant", "旻岳電今簽約以6億美元收購甲骨文。",
                 "acquisition announced acquirer=旻岳電 target=Oracle money=600000000USD"},
                // what companies are called ends inside no name
                {"zh-Hant", "出版商湯普洛公司被甲骨文以6億美元收購。",
                 "acquisition announced acquirer=Oracle target=湯普洛公司 money=600000000USD"},
                {"zh-Hant", "軟體開發商商湯被甲骨文以6億美元收購。",
                 "acquisition announced acquirer=Oracle target=SenseTime money=600000000USD"},
                // the name of a stock has four characters
                {"zh-Hans", "中国旭澄(06168)以6亿美元收购甲骨文。",
                 "acquisition announced acquirer=中国旭澄 target=Oracle money=600000000USD"},
                {"zh-Hant", "台灣旭澄光電(6168)以6億美元收購甲骨文。",
                 "acquisition announced acquirer=旭澄光電 target=Oracle money=600000000USD"}});
}

}  // namespace
}  // namespace dealwire

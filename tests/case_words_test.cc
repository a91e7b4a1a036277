// What case words and articles say of who has which part.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// Case words behind names: what they mark, what stands between, and what has none.
TEST(ReadDeals, GivesWhoPaysWhomWhereCaseWordsStandBehindNames) {
  expect_deals(
      {// seller, target and acquirer in any order
       {"ja", "インテルからアルテラをクアルコムが20億ドルで買収した。",
        "acquisition completed acquirer=Qualcomm target=Altera seller=Intel "
        "money=2000000000USD"},
       // the case word stands behind the whole phrase
       {"ja", "アマゾンはアドビの発行済み株式の20%を取得する。",
        "investment announced investor=Amazon investee=Adobe stake=20"},
       // a bracket between name and case word
       {"ja", "日立製作所（東京・千代田）はアドビ（米国）を30億ドルで買収する。",
        "acquisition announced acquirer=Hitachi target=Adobe money=3000000000USD"},
       // coordination
       {"ja", "アマゾンとアップルがアドビに10億ドルを出資する。",
        "investment announced investor=Amazon investor=Apple investee=Adobe "
        "money=1000000000USD"},
       // an owner's unit is bought, not the owner
       {"ja", "マイクロソフトはインテルの子会社、アルテラを買収する。",
        "acquisition announced acquirer=Microsoft target=Altera seller=Intel"},
       // the deed describes its doer
       {"ja", "アドビを20億ドルで買収したアマゾンは人員を減らす。",
        "acquisition completed acquirer=Amazon target=Adobe money=2000000000USD"},
       // passive
       {"ja", "アドビはアマゾンに買収された。",
        "acquisition completed acquirer=Amazon target=Adobe"},
       // two predicates, two deals
       {"ja", "アマゾンはアドビを10億ドルで買収し、アップルはインテルに20億ドルを出資した。",
        "acquisition completed acquirer=Amazon target=Adobe money=1000000000USD | "
        "investment completed investor=Apple investee=Intel money=2000000000USD"},
       // to whom it is done is told in the sentence before
       {"ja", "アドビは赤字が続く。アマゾンが3億ドルで株式の25%を取得した。",
        "investment completed investor=Amazon investee=Adobe money=300000000USD stake=25"},
       // a reference with a case word
       {"ja", "アマゾンはアドビと提携し、同社に10億ドルを出資する。",
        "investment announced investor=Amazon investee=Adobe money=1000000000USD"},
       // another company of the same group
       {"ja", "ソニー生命はアドビを買収する。",
        "acquisition announced acquirer=ソニー生命 target=Adobe"},
       // denial behind the verb
       {"ja", "アマゾンはアドビを買収していない。", ""},
       // whose verb only tells of what another one does
       {"ja", "大和証券はアマゾンがアドビを10億ドルで買収するとみている。",
        "acquisition announced acquirer=Amazon target=Adobe money=1000000000USD"},
       {"ja", "大和証券はアマゾンによるアドビの買収を評価した。",
        "acquisition announced acquirer=Amazon target=Adobe"},
       // a name inside a longer one in katakana, which is another one
       {"ja", "アップルパイはアドビを買収する。",
        "acquisition announced acquirer=アップルパイ target=Adobe"},
       // a market report
       {"ja", "アップルの株価は5%上昇し、時価総額は3兆ドルを超えた。", ""},

       {"ko", "퀄컴이 인텔로부터 알테라를 20억 달러에 인수했다.",
        "acquisition completed acquirer=Qualcomm target=Altera seller=Intel "
        "money=2000000000USD"},
       {"ko", "아마존은 어도비의 지분 20%를 사들인다.",
        "investment announced investor=Amazon investee=Adobe stake=20"},
       {"ko", "삼성전자(005930)는 어도비에 3000억원을 투자한다.",
        "investment announced investor=Samsung Electronics investee=Adobe "
        "money=300000000000KRW"},
       {"ko", "아마존과 애플이 어도비에 10억 달러를 투자한다.",
        "investment announced investor=Amazon investor=Apple investee=Adobe "
        "money=1000000000USD"},
       {"ko", "아마존의 어도비 인수가 무산됐다.",
        "acquisition cancelled acquirer=Amazon target=Adobe"},
       {"ko", "어도비는 아마존에 인수됐다.", "acquisition completed acquirer=Amazon target=Adobe"},
       {"ko", "인텔이 보유한 알테라를 아마존이 10억 달러에 인수한다.",
        "acquisition announced acquirer=Amazon target=Altera seller=Intel "
        "money=1000000000USD"},
       {"ko", "아마존은 어도비를 인수하지 않기로 했다.", ""},
       // whose verb only tells of what another one does
       {"ko", "하나증권은 아마존이 어도비를 10억 달러에 인수할 것이라고 분석했다.",
        "acquisition announced acquirer=Amazon target=Adobe money=1000000000USD"},
       {"ko", "하나증권은 어도비가 아마존에 매각될 것으로 내다봤다.",
        "acquisition announced acquirer=Amazon target=Adobe"},
       {"ko", "아마존은 어도비를 인수할 것으로 본다.",
        "acquisition planned acquirer=Amazon target=Adobe"},
       // one of several, and of another company
       {"ko", "아마존 등 3개사가 어도비에 10억 달러를 투자한다.",
        "investment announced investor=Amazon investee=Adobe money=1000000000USD"},
       {"ko", "아마존은 어도비 자회사를 10억 달러에 인수한다.",
        "acquisition announced acquirer=Amazon seller=Adobe money=1000000000USD"},
       // names inside other words
       {"ko", "파인애플은 어도비를 인수한다.", ""},
       {"ko", "애플파이는 어도비를 인수한다.", ""},
       {"ko", "애플 주가는 5% 올라 시가총액이 3조 달러를 넘었다.", ""},
       // a headline that opens with whom it is done to; but two do it where it tells to whom
       {"ja", "アドビ、アマゾンが300億円で買収",
        "acquisition announced acquirer=Amazon target=Adobe money=30000000000JPY"},
       {"ja", "アドビ、アマゾンがTOBで買収へ 300億円",
        "acquisition announced acquirer=Amazon target=Adobe money=30000000000JPY"},
       {"ja", "アドビ、アマゾンが北浜食品を300億円で買収",
        "acquisition announced acquirer=Adobe acquirer=Amazon target=北浜食品 "
        "money=30000000000JPY"},
       {"ja", "アドビ、アマゾンが北浜食品に300億円を出資",
        "investment announced investor=Adobe investor=Amazon investee=北浜食品 "
        "money=30000000000JPY"},
       // who bought is said, with the sum behind, before whom
       {"ja", "アドビが300億円で買収したのは北浜食品だ。",
        "acquisition completed acquirer=Adobe target=北浜食品 money=30000000000JPY"},
       {"ja", "アドビが300億円で出資したのは北浜食品だ。",
        "investment completed investor=Adobe investee=北浜食品 money=30000000000JPY"},
       {"ja", "北浜食品を300億円で買収したのはアドビだ。",
        "acquisition completed acquirer=Adobe target=北浜食品 money=30000000000JPY"}});
}

// Behind a verb or a name "der" before a feminine name is a dative, behind a noun a genitive.
// A German preposition reaches over one phrase.
TEST(ReadDeals, EndsThePhraseOfACaseWordWhereAnArticleBeginsTheNext) {
  const char* told = "acquisition completed acquirer=Bosch target=Adobe";
  expect_deals({
      {"de", "Bosch hat im Frühjahr die Adobe AG gekauft.", told},
      {"de", "Bosch hat im ostfriesischen Ulmstett das Softwarehaus Adobe gekauft.", told},
      {"de", "Bosch hat nach langem Ringen ihren Rivalen Adobe gekauft.", told},
      {"de", "Bosch hat von heute an die Adobe AG gekauft.", told},
      {"de", "Bosch hat zum 1. Januar den Rivalen Adobe gekauft.", told},
      {"de", "Im Frühjahr hat die Bosch GmbH die Adobe AG gekauft.", told},
      {"de", "Die Adobe AG wurde im Frühjahr von der Bosch GmbH gekauft.", told},
      // what stands between an article and its noun
      {"de", "Bosch hat die in Ulmstett ansässige Adobe AG gekauft.", told},
      {"de", "Bosch verkauft die Vell GmbH an die in Ulmstett ansässige Adobe AG.",
       "acquisition announced acquirer=Adobe target=Vell GmbH seller=Bosch"},
      // a genitive goes on with the phrase
      {"de", "Bosch kauft die Vell GmbH von der Tochter der Adobe AG.",
       "acquisition announced acquirer=Bosch target=Vell GmbH seller=Adobe"},
      // and an article right behind the case word belongs to it
      {"de", "Bosch kauft im Frühjahr die Vell GmbH von dem Konzern Adobe.",
       "acquisition announced acquirer=Bosch target=Vell GmbH seller=Adobe"},
  });
}

TEST(ReadDeals, TellsDativesFromGenitives) {
  expect_deals({{"de", "Bosch verkauft der Halden AG die Vell GmbH für 30 Millionen Euro.",
                 "acquisition announced acquirer=Halden AG target=Vell GmbH seller=Bosch "
                 "money=30000000EUR"},
                {"de", "Für 30 Millionen Euro verkauft Bosch der Norrin Gruppe die Vell GmbH.",
                 "acquisition announced acquirer=Norrin Gruppe target=Vell GmbH seller=Bosch "
                 "money=30000000EUR"},
                // where somebody is from parts no names
                {"de", "Bosch aus den USA und Siemens kaufen die Vell GmbH für 30 Millionen Euro.",
                 "acquisition announced acquirer=Bosch acquirer=Siemens target=Vell GmbH "
                 "money=30000000EUR"},
                {"de", "Die Vorsitzende der Halden AG kauft die Vell GmbH für 30 Millionen Euro.",
                 "acquisition announced acquirer=Halden AG target=Vell GmbH money=30000000EUR"}});
}

}  // namespace
}  // namespace dealwire

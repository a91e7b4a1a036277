// What the next sentences add to a deal, and whom they mean.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// What a sentence adds to the deals of those before it, and what a whole article tells of one.
TEST(ReadDeals, GoesOnFromSentenceToSentence) {
  expect_deals(
      {// whom words describe that stood beside a name
       {"en",
        "Carlsberg, the Danish brewer, met Oracle, the software maker. The Danish brewer "
        "will acquire Intel for $3 billion.",
        "acquisition announced acquirer=Carlsberg target=Intel money=3000000000USD"},
       // a deal that a later sentence calls off
       {"en", "Qualcomm agreed to acquire Intel for $90 billion. That deal has been scrapped.",
        "acquisition cancelled acquirer=Qualcomm target=Intel money=90000000000USD"},
       // a sum that a later sentence tells
       {"en", "Microsoft agreed to acquire Intel. The deal is worth $90 billion.",
        "acquisition announced acquirer=Microsoft target=Intel money=90000000000USD"},
       // whose shares somebody takes
       {"zh-Hant", "微軟與甲骨文簽署意向書，擬以30億美元收購其60%股權。",
        "acquisition planned acquirer=Microsoft target=Oracle money=3000000000USD stake=60"},
       {"zh-Hant", "微軟擴張。公司正與甲骨文洽談，有意以30億美元收購其60%股權。",
        "acquisition rumored acquirer=Microsoft target=Oracle money=3000000000USD stake=60"},
       {"zh-Hant", "微軟將其持有的甲骨文60%股權賣給英特爾，作價30億美元。",
        "acquisition announced acquirer=Intel target=Oracle seller=Microsoft "
        "money=3000000000USD stake=60"},
       // who guarantees a loan does not lend, and whose arm is named takes no part
       {"zh-Hant", "微軟獲台北富邦銀行12億美元貸款，由英特爾提供擔保。",
        "financing announced lender=Taipei Fubon Bank borrower=Microsoft money=1200000000USD"},
       // two by one word
       {"zh-Hant", "微軟昨日與甲骨文會面。雙方將合資設廠，投資5億美元。",
        "investment announced investor=Microsoft investor=Oracle money=500000000USD"},
       // who lends too, in a sentence of its own
       {"ja", "三菱UFJ銀行はソニーに500億円を融資した。みずほ銀行も融資に加わった。",
        "financing completed lender=MUFG lender=Mizuho borrower=Sony money=50000000000JPY"},
       // who has a part, by a noun beside the name
       {"en", "Oracle was sold for $5 million. The buyer, the chipmaker Intel, will pay in cash.",
        "acquisition completed acquirer=Intel target=Oracle money=5000000USD"},
       {"en", "Oracle was sold for $5 million. Intel, the buyer, will pay in cash.",
        "acquisition completed acquirer=Intel target=Oracle money=5000000USD"},
       // whose president is the topic
       {"ja", "アップルは増益だ。アマゾンの倉田社長は増産を決めた。10億円でアドビを買収する。",
        "acquisition announced acquirer=Amazon target=Adobe money=1000000000JPY"},
       // who took what was sold
       {"ko", "어도비는 300억원에 매각됐다. 아마존이 인수했다.",
        "acquisition completed acquirer=Amazon target=Adobe money=30000000000KRW"},
       {"ja", "メルカリは20億円を借り入れた。貸し手は三菱UFJ銀行とみずほ銀行だ。",
        "financing completed lender=MUFG lender=Mizuho borrower=Mercari money=2000000000JPY"},
       // who leads a round that the sentence before tells
       {"ja", "メルカリは20億円を調達した。電通グループが主導し、ソニーグループも参加した。",
        "financing completed investor=Dentsu investor=Sony borrower=Mercari money=2000000000JPY"},
       // a word for one type of deal
       {"ko", "아마존은 어도비와 임대차 계약을 맺었다. 애플은 인텔을 인수했다. 임차료는 5억원이다.",
        "lease announced lessee=Amazon lessor=Adobe money=500000000KRW | acquisition completed "
        "acquirer=Apple target=Intel"},
       // a sentence that names nobody goes on
       {"ja", "アマゾンはアドビを買収する。創業家から全株式を100億円で取得する。",
        "acquisition announced acquirer=Amazon target=Adobe money=10000000000JPY"},
       // with whom, after the sum
       {"ko", "삼성전자가 3조원 규모 반도체 공급 계약을 따냈다. 발주처는 테슬라다.",
        "purchase announced buyer=Tesla seller=Samsung Electronics money=3000000000000KRW"},
       // whose dollars, by the places that the article names
       {"fr", "À Montréal et à Québec, Intel a acquis Oracle pour 5 millions de dollars.",
        "acquisition completed acquirer=Intel target=Oracle money=5000000CAD"},
       {"zh-Hans", "微软在裕廊和兀兰设厂，并以五亿元收购甲骨文。",
        "acquisition announced acquirer=Microsoft target=Oracle money=500000000SGD"},
       // Taiwan's words about the same places
       {"zh-Hant", "微軟執行長說，軟體廠設在裕廊和兀蘭，並以五億元收購甲骨文。",
        "acquisition announced acquirer=Microsoft target=Oracle money=500000000TWD"},
       // no figure of any deal, but a company
       {"en", "Intel was acquired by Qualcomm.",
        "acquisition completed acquirer=Qualcomm target=Intel"},
       // no figure, and nobody is surely a company
       {"en", "Bralt bought Quiddy in the village. Bralt likes Quiddy, and Quiddy, Bralt.", ""},
       // 同社 opens a paragraph: whom the article is about, not who came last
       {"ja",
        "ソニーグループは増産を決めた。\n\n任天堂は部品を調達する。\n\n"
        "同社は英国のケストレルを50億円で買収する。",
        "acquisition announced acquirer=Sony target=ケストレル money=5000000000JPY"},
       // who answers in an interview is no company
       {"zh-Hans",
        "周野：工厂去年换了设备，周野说那笔钱不小。\n\n记者：怎么付的？\n\n"
        "周野：今年从汇丰银行借了5亿元，周野计划明年收购两家工厂。",
        "financing announced lender=HSBC money=500000000CNY"},
       // a name with the form of a company stays one, however a list of news begins
       {"en",
        "Halden Energy Group: shares fall.\n\nHalden Energy Group: it borrowed $5 million "
        "from HSBC.",
        "financing completed lender=HSBC borrower=Halden Energy Group money=5000000USD"},
       // who is interested in what was to be sold, not in who sells it
       {"de",
        "Intel bereitet den Verkauf von Altera vor. Interesse haben Qualcomm und Silver "
        "Lake.",
        "acquisition planned acquirer=Qualcomm acquirer=Silver Lake target=Altera "
        "seller=Intel"},
       {"de", "Altera steht zum Verkauf. Interesse haben Qualcomm und Silver Lake.",
        "acquisition rumored acquirer=Qualcomm acquirer=Silver Lake target=Altera"},
       // who has a part in the deal told before, and what else they did
       {"en",
        "Intel agreed to sell Altera for $300 million. The buyer is Oracle, which also "
        "bought Adobe in 2019 for $150 million.",
        "acquisition announced acquirer=Oracle target=Altera seller=Intel "
        "money=300000000USD | acquisition completed acquirer=Oracle target=Adobe "
        "money=150000000USD"},
       {"en",
        "Intel agreed to buy Altera for $300 million. The adviser is Oracle, which bought "
        "Adobe in 2019 for $150 million.",
        "acquisition announced acquirer=Intel target=Altera money=300000000USD | "
        "acquisition completed acquirer=Oracle target=Adobe money=150000000USD"},
       // who says so behind a comma is the company
       {"fr", "Le groupe a acheté Oracle pour 18 millions d'euros, a annoncé Intel.",
        "acquisition announced acquirer=Intel target=Oracle money=18000000EUR"},
       {"fr", "Nvidia a acheté Oracle pour 18 millions d'euros, a annoncé Intel.",
        "acquisition announced acquirer=NVIDIA target=Oracle money=18000000EUR"},
       {"de", "Das Unternehmen hat Oracle für 18 Millionen Euro gekauft, teilte Intel mit.",
        "acquisition completed acquirer=Intel target=Oracle money=18000000EUR"},
       // what a lease is worth
       {"en", "Walmart has leased a warehouse from Prologis. The lease is valued at $9 million.",
        "lease announced lessee=Walmart lessor=Prologis money=9000000USD"},
       // whose crowns
       {"en",
        "OSLO - Intel will buy Adobe from HSBC for 4 billion crowns. Oslo-listed shares rose.",
        "acquisition announced acquirer=Intel target=Adobe seller=HSBC "
        "money=4000000000NOK"},
       // a round told over several clauses
       {"ko",
        "크래프톤은 300억원 규모의 시리즈B 투자를 유치했다. 이번 라운드는 텐센트가 주도하고 "
        "KB증권과 소프트뱅크가 참여했다.",
        "financing completed investor=Tencent investor=KB Securities investor=SoftBank "
        "borrower=Krafton money=30000000000KRW"},
       {"ko", "크래프톤은 텐센트가 주도하고 KB증권이 참여한 300억원 규모 시리즈B 투자를 유치했다.",
        "financing completed investor=Tencent investor=KB Securities borrower=Krafton "
        "money=30000000000KRW"},
       {"ko", "크래프톤은 300억원을 조달했다. 텐센트와 투자사인 KB증권이 참여했다.",
        "financing completed investor=Tencent investor=KB Securities borrower=Krafton "
        "money=30000000000KRW"},
       // a thing without a name is none of the deal before
       {"ja", "大和ハウス工業はシャープを10億円で買収した。同社は工場を30億円で取得した。",
        "acquisition completed acquirer=Daiwa House target=Sharp Corporation "
        "money=1000000000JPY | acquisition completed acquirer=Daiwa House target=工場 "
        "money=3000000000JPY"},
       {"ja", "大和ハウス工業はシャープと業務提携する。大和ハウス工業は倉庫も30億円で取得した。",
        "partnership announced partner=Daiwa House partner=Sharp Corporation | "
        "acquisition completed acquirer=Daiwa House target=倉庫 money=3000000000JPY"},
       {"ko", "크래프톤은 넷마블과 제휴했다. 크래프톤은 물류창고도 300억원에 매입했다.",
        "partnership announced partner=Krafton partner=Netmarble | acquisition completed "
        "acquirer=Krafton target=물류창고 money=30000000000KRW"},
       // behind a verb "it" and "the company" are not who acts
       {"en",
        "Intel bought Altera for $20 million. It has now sold the company to Qualcomm for "
        "$30 million.",
        "acquisition completed acquirer=Intel target=Altera money=20000000USD | "
        "acquisition completed acquirer=Qualcomm target=Altera seller=Intel "
        "money=30000000USD"},
       {"en", "Altera said Qualcomm had bought it for $30 million.",
        "acquisition completed acquirer=Qualcomm target=Altera money=30000000USD"},
       {"en",
        "SoftBank, which owns 9% of Altera, urged it to accept the $5 million offer from Intel.",
        "acquisition announced acquirer=Intel target=Altera money=5000000USD"},
       {"en", "SoftBank and Intel, which own Altera, have sold it to Qualcomm for $30 million.",
        "acquisition completed acquirer=Qualcomm target=Altera seller=SoftBank "
        "seller=Intel money=30000000USD"}});
}

// That a deal is off may be told behind "but" or by a short sentence; somebody else's deal that is
// off changes nothing.
TEST(ReadDeals, TellsWhoseDealIsOff) {
  expect_deals(
      {{"en", "Microsoft had offered $40m for Adobe, but the offer lapsed on Friday.",
        "acquisition cancelled acquirer=Microsoft target=Adobe money=40000000USD"},
       {"en", "Microsoft offered $40m for Adobe; the board rejected it.",
        "acquisition cancelled acquirer=Microsoft target=Adobe money=40000000USD"},
       {"en", "Microsoft had agreed to buy Adobe for $40m. Talks broke down in September.",
        "acquisition cancelled acquirer=Microsoft target=Adobe money=40000000USD"},
       {"en",
        "Microsoft offered $60m for a 35% stake in Adobe. Founder Marisol Dunn turned it down.",
        "investment cancelled investor=Microsoft investee=Adobe money=60000000USD stake=35"},
       {"de", "Siemens wollte Adobe für 40 Millionen Euro übernehmen; die Eigentümer lehnten ab.",
        "acquisition cancelled acquirer=Siemens target=Adobe money=40000000EUR"},
       {"en", "Microsoft will buy Adobe for $40m after rival suitor Intel dropped out.",
        "acquisition announced acquirer=Microsoft target=Adobe money=40000000USD"},
       {"en", "Microsoft will buy Adobe for $40m after talks with Intel broke down.",
        "acquisition announced acquirer=Microsoft target=Adobe money=40000000USD"},
       {"en", "Microsoft will buy Adobe for $40m. Rival suitor Intel dropped out in May.",
        "acquisition announced acquirer=Microsoft target=Adobe money=40000000USD"},
       {"es",
        "Microsoft comprará Adobe por 20 millones de euros tras la retirada de su rival Intel.",
        "acquisition announced acquirer=Microsoft target=Adobe money=20000000EUR"}});
}

// A sentence that says a sum and hardly a word more goes on with the deal before it.
TEST(ReadDeals, TakesASumThatStandsAlone) {
  expect_deals(
      {{"en", "Microsoft agreed to acquire Intel. $90 billion was the price.",
        "acquisition announced acquirer=Microsoft target=Intel money=90000000000USD"},
       {"en", "SoftBank takes a stake in Intel. The fund invests $22 million.",
        "investment announced investor=SoftBank investee=Intel money=22000000USD"},
       {"de", "Siemens hat Adobe übernommen. 63 Millionen Euro sind dafür fällig.",
        "acquisition completed acquirer=Siemens target=Adobe money=63000000EUR"},
       {"zh-Hant", "微軟向發那科訂購一批機器人。這批貨價值約7.5億美元。",
        "purchase announced buyer=Microsoft seller=Fanuc money=750000000USD"},
       {"ja", "ソニーはアドビを買収した。95億円という。",
        "acquisition completed acquirer=Sony target=Adobe money=9500000000JPY"},
       {"ko", "삼성전자는 어도비를 인수했다. 1200억원 규모다.",
        "acquisition completed acquirer=Samsung Electronics target=Adobe money=120000000000KRW"},
       // a deed that tells who pays how much, and not for what
       {"ja", "ソニーはアドビに資本参加する。新株300万株を45億円で引き受ける。",
        "investment announced investor=Sony investee=Adobe money=4500000000JPY"},
       {"ja", "ソニーはアドビを買収する。同社は工場も45億円で取得した。",
        "acquisition announced acquirer=Sony target=Adobe | acquisition completed acquirer=Sony "
        "target=工場 money=4500000000JPY"},
       // of another year, of something else, of no deal with a sum
       {"en", "Microsoft agreed to acquire Intel. In 2019 it was $90 billion.",
        "acquisition announced acquirer=Microsoft target=Intel"},
       {"en", "Microsoft agreed to acquire Intel. Its revenue is $90 billion.",
        "acquisition announced acquirer=Microsoft target=Intel"},
       {"ja", "ソニーはアドビと業務提携する。95億円という。",
        "partnership announced partner=Sony partner=Adobe"}});
}

// Who sold is told as the owner before.
TEST(ReadDeals, TakesTheFormerOwnerForTheSeller) {
  expect_deals(
      {{"en", "Microsoft has bought Intel. It had belonged to SoftBank.",
        "acquisition completed acquirer=Microsoft target=Intel seller=SoftBank"},
       {"de", "Siemens hat Adobe übernommen. Das Unternehmen gehörte bislang der Allianz.",
        "acquisition completed acquirer=Siemens target=Adobe seller=Allianz"},
       {"fr", "Microsoft a racheté Intel. L'entreprise appartenait au fonds SoftBank.",
        "acquisition completed acquirer=Microsoft target=Intel seller=SoftBank"},
       {"zh-Hant", "微軟以5億美元買下英特爾。公司原本由軟銀持有。",
        "acquisition announced acquirer=Microsoft target=Intel seller=SoftBank money=500000000USD"},
       {"ja", "ソニーはアドビを買収した。アドビはソフトバンクが保有していた。",
        "acquisition completed acquirer=Sony target=Adobe seller=SoftBank"},
       {"ko", "삼성전자는 어도비를 300억원에 인수했다. 어도비는 KB증권이 보유하고 있었다.",
        "acquisition completed acquirer=Samsung Electronics target=Adobe seller=KB Securities "
        "money=30000000000KRW"},
       // who else bid, and what they both owned
       {"de", "Siemens hat Adobe übernommen. Zu den Bietern gehörte auch die Allianz.",
        "acquisition completed acquirer=Siemens target=Adobe"},
       {"en", "Microsoft has bought Intel. It had belonged to SoftBank and to Oracle.",
        "acquisition completed acquirer=Microsoft target=Intel"}});
}

// A sentence that names nobody may tell that the deal is off, and what a venture's founders pay.
TEST(ReadDeals, GoesOnWithoutNames) {
  expect_deals(
      {{"zh-Hant", "微軟出價9億美元收購英特爾。董事會拒絕了。",
        "acquisition cancelled acquirer=Microsoft target=Intel money=900000000USD"},
       {"zh-Hant", "微軟擬以9億美元收購英特爾。雙方曾簽意向書，其後再無下文。",
        "acquisition cancelled acquirer=Microsoft target=Intel money=900000000USD"},
       {"ja", "ソニーはアドビを90億円で買収する計画だった。公正取引委員会が5月に認めなかった。",
        "acquisition cancelled acquirer=Sony target=Adobe money=9000000000JPY"},
       {"ko", "삼성전자는 어도비를 900억원에 인수하기로 했다. 협상은 결국 결렬됐다.",
        "acquisition cancelled acquirer=Samsung Electronics target=Adobe money=90000000000KRW"},
       {"zh-Hant", "微軟以9億美元收購英特爾。董事會拒絕說明原因。",
        "acquisition announced acquirer=Microsoft target=Intel money=900000000USD"},
       {"zh-Hant", "微軟與英特爾成立合資公司。資本額5億美元。",
        "investment announced investor=Microsoft investor=Intel investee=合資公司 "
        "money=500000000USD"},
       {"zh-Hant", "微軟收購英特爾。資本額5億美元。",
        "acquisition announced acquirer=Microsoft target=Intel"}});
}

// It cost them 4 billion: what is meant is what was bought.
TEST(ReadDeals, TakesWhatThePurchaseCost) {
  expect_deals(
      {{"en",
        "Intel has taken over Cerner. It cost the chipmaker $70 million, most of it borrowed.",
        "acquisition completed acquirer=Intel target=Cerner money=70000000USD"},
       {"en", "Intel has taken over Cerner. It will cost $70 million to repair.",
        "acquisition completed acquirer=Intel target=Cerner"},
       {"zh-Hans",
        "微软将把西雅图的大楼脱售给英特尔，售价9200万令吉，同时租回15年，首年租金598万令吉。",
        "purchase announced buyer=Intel seller=Microsoft money=92000000MYR | lease announced "
        "lessee=Microsoft lessor=Intel money=5980000MYR"}});
}

}  // namespace
}  // namespace dealwire

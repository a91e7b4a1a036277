// Deals, beyond the examples that stand beside the rules: who has which part in one, and what is
// told of it.
#include <gtest/gtest.h>

#include <string>

#include "deal_case.h"

namespace dealwire {
namespace {

// One phenomenon a row: what it is stands beside it.
TEST(ReadDeals, GivesWhoPaysWhomForEachPhenomenon) {
  expect_deals(
      {// the object in an earlier clause, marked there
       {"zh-Hans", "高通与英特尔签署意向书，为英特尔建设两座工厂，高通将投资30亿美元。",
        "investment planned investor=Qualcomm investee=Intel money=3000000000USD"},
       // the subject carried over from the sentence before
       {"zh-Hant", "微軟昨日召開董事會。公司稱將斥資5億美元收購甲骨文。",
        "acquisition announced acquirer=Microsoft target=Oracle money=500000000USD"},
       // capacity in the clause behind
       {"zh-Hans", "亚马逊将向Anthropic投资40亿美元，建设2吉瓦数据中心。",
        "investment announced investor=Amazon investee=Anthropic money=4000000000USD "
        "power=2000000000"},
       // a denial
       {"zh-Hans", "微软否认收购英特尔。", ""},
       // a valuation is no price
       {"zh-Hans", "微软入股英特尔，后者估值达900亿美元。",
        "investment announced investor=Microsoft investee=Intel"},
       // passive
       {"en", "Intel was acquired by Qualcomm for $90 billion.",
        "acquisition completed acquirer=Qualcomm target=Intel money=90000000000USD"},
       // possessive subject of a noun
       {"en", "Amazon's $4 billion investment in Anthropic closed on Monday.",
        "investment completed investor=Amazon investee=Anthropic money=4000000000USD"},
       // called off
       {"en", "Qualcomm called off its $44 billion acquisition of NXP Semiconductors.",
        "acquisition cancelled acquirer=Qualcomm target=NXP "
        "money=44000000000USD"},
       // a revenue beside a deal
       {"en", "Oracle agreed to buy Cerner, which had sales of $5.8 billion.",
        "acquisition announced acquirer=Oracle target=Cerner"},
       // two frames share a trigger: goods from a seller, or a company
       {"en", "Delta will buy 40 jets from Airbus for $5 billion.",
        "purchase announced buyer=Delta seller=Airbus money=5000000000USD"},
       // both founders of a venture invest
       {"zh-Hant", "豐田與博世宣布合資，各出資2億歐元。",
        "investment announced investor=Toyota investor=Bosch money=200000000EUR"},
       // whom a later deed is done with is no part of the one before
       {"zh-Hant", "亞馬遜以20億美元收購英特爾，並向輝達採購50億美元晶片。",
        "acquisition announced acquirer=Amazon target=Intel money=2000000000USD | "
        "purchase announced buyer=Amazon seller=NVIDIA money=5000000000USD"},
       // a name that only says what another one does
       {"zh-Hant", "微軟宣布投資英特爾供應商台積電50億美元。",
        "investment announced investor=Microsoft investee=TSMC money=5000000000USD"},
       // a noun tells a part, beside a case word or instead of one
       {"zh-Hans", "智谱AI完成C轮融资，金额2亿美元，领投方为阿里巴巴和腾讯。",
        "financing completed investor=Alibaba investor=Tencent borrower=Zhipu AI "
        "money=200000000USD"},
       {"en",
        "Intel raised $4 billion in a bond sale, with Citigroup and Barclays as joint "
        "bookrunners.",
        "financing completed underwriter=Citigroup underwriter=Barclays borrower=Intel "
        "money=4000000000USD"},
       // each its own sum
       {"zh-Hant", "鴻海宣布投資英特爾5億美元、輝達7億美元。",
        "investment announced investor=Foxconn investee=Intel money=500000000USD | "
        "investment announced investor=Foxconn investee=NVIDIA money=700000000USD"},
       {"en", "Microsoft will invest $5 billion in Anthropic and $7 billion in OpenAI.",
        "investment announced investor=Microsoft investee=Anthropic money=5000000000USD | "
        "investment announced investor=Microsoft investee=OpenAI money=7000000000USD"},
       {"zh-Hans", "阿里巴巴拟分别向月之暗面和智谱AI投资3亿美元和5亿美元。",
        "investment planned investor=Alibaba investee=Moonshot AI money=300000000USD | "
        "investment planned investor=Alibaba investee=Zhipu AI money=500000000USD"},
       // the total, not the part of it that is told first
       {"zh-Hans", "默沙东收购百济神州,首期款2亿美元,总额18亿美元。",
        "acquisition announced acquirer=Merck & Co target=BeOne Medicines "
        "money=1800000000USD"},
       // what a founder holds of a venture does not make it an acquisition
       {"en", "Toyota and Bosch will form a joint venture, of which Toyota holds 51%.",
        "investment announced investor=Toyota investor=Bosch stake=51"},
       // acting with somebody, and a list of buyers
       {"zh-Hans", "台积电与博世签署购电协议。", "purchase announced buyer=TSMC seller=Bosch"},
       {"zh-Hans", "台积电与博世收购英特尔。",
        "acquisition announced acquirer=TSMC acquirer=Bosch target=Intel"},
       // who leads the round of whom the text is about; those who pay gather
       {"zh-Hant", "智譜AI完成B輪融資，金額4億美元，由騰訊領投，阿里巴巴跟投。",
        "financing completed investor=Tencent investor=Alibaba borrower=Zhipu AI "
        "money=400000000USD"},
       // building yields to who pays for it
       {"en", "Microsoft invested $3 billion in OpenAI, which is building a 2 gigawatt site.",
        "investment completed investor=Microsoft investee=OpenAI money=3000000000USD | "
        "construction announced developer=OpenAI power=2000000000"},
       // references
       {"zh-Hant", "英特爾昨日公布財報。軟銀將向該公司投資20億美元。",
        "investment announced investor=SoftBank investee=Intel money=2000000000USD"},
       {"en", "Anthropic opened an office. Amazon will invest $4 billion in the company.",
        "investment announced investor=Amazon investee=Anthropic money=4000000000USD"},
       // the amount in the sentence behind
       {"zh-Hant", "軟銀週一宣布收購英特爾。交易總額為300億美元，須經批准。",
        "acquisition announced acquirer=SoftBank target=Intel money=30000000000USD"},
       {"en", "SoftBank agreed to buy Intel. The deal is worth $30 billion.",
        "acquisition announced acquirer=SoftBank target=Intel money=30000000000USD"},
       // an amount behind that is of something else
       {"en", "SoftBank agreed to buy Intel. The deal follows a loss of $30 billion.",
        "acquisition announced acquirer=SoftBank target=Intel"},
       // a passive whose subject stands in the clause before
       {"en", "The chipmaker, Intel, was sold to SoftBank for $30 billion.",
        "acquisition completed acquirer=SoftBank target=Intel money=30000000000USD"},
       // 若 in 若干, 传 in 传统
       {"zh-Hans", "腾讯传统部门表示，腾讯以3亿美元收购高通若干业务。",
        "acquisition announced acquirer=Tencent seller=Qualcomm money=300000000USD"},
       // one party and no figure is no deal; with one it is
       {"en", "Intel will build plants worth billions of dollars.", ""},
       {"en", "Intel will build plants at a cost of $28 billion.",
        "construction announced developer=Intel money=28000000000USD"},
       // the sentence behind goes on about the round, without a sum of its own
       {"en", "Anthropic raised $600 million. Sequoia Capital led the round.",
        "financing completed investor=Sequoia Capital borrower=Anthropic "
        "money=600000000USD"},
       // 元 is the money of those whose Chinese it is
       {"zh-Hant", "微軟以3億元收購英特爾的資料中心業務，執行長證實。",
        "acquisition announced acquirer=Microsoft target=資料中心業務 seller=Intel "
        "money=300000000TWD"},
       {"zh-Hant", "微軟以3億元收購英特爾，行政總裁證實。",
        "acquisition announced acquirer=Microsoft target=Intel money=300000000HKD"},
       {"zh-Hant", "微軟以3億元收購英特爾的服務器業務，信息已公佈。",
        "acquisition announced acquirer=Microsoft target=服務器業務 seller=Intel "
        "money=300000000CNY"},
       {"zh-Hans", "微软以3亿元收购英特尔。",
        "acquisition announced acquirer=Microsoft target=Intel money=300000000CNY"},
       {"zh-Hans", "微软以3亿元收购英特尔，执行长在法说会证实。",
        "acquisition announced acquirer=Microsoft target=Intel money=300000000TWD"},
       {"zh-Hant", "微軟以3億元收購英特爾。",
        "acquisition announced acquirer=Microsoft target=Intel money=300000000"},
       // a coin that no list knows is not the local one
       {"zh-Hant", "台灣的微軟以披幣3億元收購英特爾。",
        "acquisition announced acquirer=Microsoft target=Intel money=300000000"},
       // a plant with nobody but a guess to build it
       {"en", "Intel held a meeting. The plant was built for $3 billion.", ""},
       // a market report
       {"en", "Intel shares rose 3% to $24, giving it a market value of $105 billion.", ""},
       // a clause of its own tells when it was done
       {"zh-Hant", "去年十一月，聯發科把數據機部門售予英特爾，作價三億美元。",
        "acquisition completed acquirer=Intel target=數據機部門 seller=MediaTek "
        "money=300000000USD"},
       // labels in brackets
       {"ja",
        "株式会社三輪製作所（本社：東京都港区、代表取締役社長：山田太郎）は、アドビを20億円で"
        "買収することをお知らせします。",
        "acquisition announced acquirer=三輪製作所 target=Adobe "
        "money=2000000000JPY"},
       // and sentences
       {"ja",
        "アドビは、運送業の三輪物流（東京都江東区。売上高5億9100万円、純資産7310万円）の株式80%を"
        "取得し、子会社化することを決めた。",
        "acquisition announced acquirer=Adobe target=三輪物流 stake=80"},
       // what somebody would do
       {"de", "Bosch und Siemens würden die Vell GmbH für 30 Millionen Euro kaufen.", ""},
       // two towns where it was written
       {"de", "Senden/Lohberg (tel/ax) - Die Halden-Gruppe kauft Intel für 5 Millionen Euro.",
        "acquisition announced acquirer=Halden-Gruppe target=Intel money=5000000EUR"},
       // a part of the sum is nobody's share of it
       {"zh-Hant",
        "該資料中心由英特爾與Blue Owl "
        "Capital共同興建，總投資額150億美元，其中96億美元來自貸款。",
        "construction announced developer=Intel developer=Blue Owl Capital "
        "money=15000000000USD"},
       // of those who agree on a loan the bank lends
       {"zh-Hant", "富邦銀行與聯電簽署300億元聯貸案。",
        "financing announced lender=富邦銀行 borrower=UMC money=30000000000TWD"},
       {"en", "Intel signed a $5 billion loan agreement with HSBC.",
        "financing announced lender=HSBC borrower=Intel money=5000000000USD"},
       // and of those who sign a lease the landlord lets
       {"en", "Halden Properties has signed a lease with Intel worth $5 million.",
        "lease announced lessee=Intel lessor=Halden Properties money=5000000USD"},
       {"zh-Hant", "長慶置業與微軟簽訂5億新台幣的租賃合約。",
        "lease announced lessee=Microsoft lessor=長慶置業 money=500000000TWD"},
       {"fr", "Halden Immobilier a signé avec Intel un bail de 5 millions d'euros.",
        "lease announced lessee=Intel lessor=Halden Immobilier money=5000000EUR"},
       // names that say who so many are
       {"de", "Zwei Firmen, Oracle und Microsoft, haben Intel für 5 Millionen Euro gekauft.",
        "acquisition completed acquirer=Oracle acquirer=Microsoft target=Intel "
        "money=5000000EUR"},
       {"de", "Die drei Fonds, KKR, EQT und Oracle, kaufen Intel für 5 Millionen Euro.",
        "acquisition announced acquirer=KKR acquirer=EQT acquirer=Oracle target=Intel "
        "money=5000000EUR"},
       {"de", "Oracle, Microsoft kaufen Intel für 5 Millionen Euro",
        "acquisition announced acquirer=Oracle acquirer=Microsoft target=Intel "
        "money=5000000EUR"},
       {"ko", "하나은행은 인텔과 500억원 규모의 대출 계약을 체결했다.",
        "financing announced lender=Hana Bank borrower=Intel money=50000000000KRW"}});
}

// Parts that other words tell than those of the deed itself.
TEST(ReadDeals, GivesWhoPaysWhomByTheWordsAround) {
  expect_deals(
      {// whose company is bought, in a passive
       {"zh-Hant", "微軟旗下公司由亞馬遜以5億美元收購。",
        "acquisition announced acquirer=Amazon seller=Microsoft money=500000000USD"},
       // a name that only says whose the next one is
       {"ja", "アマゾン傘下のアドビはインテルを10億円で買収する。",
        "acquisition announced acquirer=Adobe target=Intel money=1000000000JPY"},
       // what somebody does besides
       {"ja", "アマゾンを発行するアドビがインテルを買収する。",
        "acquisition announced acquirer=Adobe target=Intel"},
       // a list whose last conjunction could be a case word
       {"zh-Hant", "微軟、甲骨文和英特爾簽署採購合約,金額5億美元。",
        "purchase announced buyer=Microsoft buyer=Oracle buyer=Intel money=500000000USD"},
       // a deed that describes its doer
       {"ja", "アドビを10億円で買収したノルウェー大手のアマゾンは上場した。",
        "acquisition completed acquirer=Amazon target=Adobe money=1000000000JPY"},
       // who does it together with the subject
       {"ja", "ソニーはアマゾンとともに、アドビを10億円で買収する。",
        "acquisition announced acquirer=Sony acquirer=Amazon target=Adobe "
        "money=1000000000JPY"},
       {"ko", "인텔은 아마존과 함께 어도비에 변압기를 10억원에 공급한다.",
        "purchase announced buyer=Adobe seller=Intel seller=Amazon money=1000000000KRW"},
       {"ko", "인텔은 아마존과 손잡고 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=Intel acquirer=Amazon target=Adobe "
        "money=1000000000KRW"},
       // a stake that somebody has in whom the deal is about, and one that is bought of them
       {"ko", "인텔은 아마존이 지분 8%를 가진 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=Intel target=Adobe money=1000000000KRW"},
       {"ko", "인텔은 아마존이 가진 어도비 지분 8%를 10억원에 인수한다.",
        "investment announced investor=Intel investee=Adobe seller=Amazon "
        "money=1000000000KRW stake=8"},
       {"ja", "アマゾンが20%を出資するアドビをソニーが90億円で買収した。",
        "acquisition completed acquirer=Sony target=Adobe money=9000000000JPY"},
       // a deed that describes whom the next one is done to
       {"ko", "아마존이 인수한 어도비를 인텔이 10억원에 사들인다.",
        "acquisition announced acquirer=Intel target=Adobe money=1000000000KRW"},
       {"ja", "アマゾンが買収したアドビをソニーが10億円で買収すると明らかにした。",
        "acquisition announced acquirer=Sony target=Adobe money=1000000000JPY"},
       // a part of a total
       {"ja", "ソニーは総事業費240億円のうち190億円を三菱UFJ銀行から借り入れる。",
        "financing announced lender=MUFG borrower=Sony money=19000000000JPY"},
       {"ko", "인텔은 총 500억원 중 300억원을 아마존에서 투자받았다.",
        "financing completed investor=Amazon borrower=Intel money=30000000000KRW"},
       // one of a group
       {"en", "Intel borrowed $5 million from 23 banks, among them Oracle.",
        "financing completed lender=Oracle borrower=Intel money=5000000USD"},
       // each with a sum
       {"ko", "아마존이 300억원, 애플이 200억원을 어도비에 투자한다.",
        "investment announced investor=Amazon investee=Adobe money=30000000000KRW | "
        "investment announced investor=Apple investee=Adobe money=20000000000KRW"},
       {"ko", "아마존에서 애플이 4척, 어도비가 2척을 수주했다.",
        "purchase announced buyer=Amazon seller=Apple seller=Adobe"},
       {"ja", "アマゾンからソニーが4隻、アドビが2隻を受注した。",
        "purchase announced buyer=Amazon seller=Sony seller=Adobe"},
       // but a day is no share
       {"ja", "ソニーは12日、アドビを10億円で買収すると明らかにした。",
        "acquisition announced acquirer=Sony target=Adobe money=1000000000JPY"},
       // whose the plant is
       {"ko", "아마존이 어도비가 운영하는 공장을 10억원에 인수한다.",
        "acquisition announced acquirer=Amazon target=공장 seller=Adobe money=1000000000KRW"},
       // an owner inside the trigger
       {"zh-Hant", "亞馬遜斥資5億美元收購甲骨文持有的英特爾30%股權。",
        "investment announced investor=Amazon investee=Intel seller=Oracle "
        "money=500000000USD stake=30"},
       // with whom it was agreed, in the clause before
       {"zh-Hant", "微軟與甲骨文達成供貨協議,將以5億美元採購電池。",
        "purchase announced buyer=Microsoft seller=Oracle money=500000000USD"},
       // whose deed it is
       {"ja", "アマゾンに対するアドビの買収が10億円で決まった。",
        "acquisition announced acquirer=Adobe target=Amazon money=1000000000JPY"},
       // what the second of two is called
       {"zh-Hant", "微軟和私募基金甲骨文以5億美元收購英特爾。",
        "acquisition announced acquirer=Microsoft acquirer=Oracle target=Intel "
        "money=500000000USD"}});
}

// What a deal stands on shows in how sure it is.
TEST(ReadDeals, TellsHowSureADealIs) {
  const auto sure = [](const std::string& text) {
    const Extraction found = read_example(text, "en", reader());
    return found.deals.empty() ? 0 : found.deals[0].confidence;
  };
  const double told = sure("Microsoft will acquire Oracle for $5 billion.");
  EXPECT_GE(told, .8);
  EXPECT_LT(sure("Microsoft is in talks to acquire Oracle for $5 billion."), told);
  EXPECT_LT(sure("Microsoft will acquire Oracle."), .8);
  // of somebody who may be no company; beside another deal
  EXPECT_LT(sure("Microsoft will acquire Halden Ridge for $5 billion."), told);
  EXPECT_GT(
      sure("Microsoft will acquire Oracle for $5 billion. Intel bought Cerner for $2 billion."),
      told);
}

// An exchange has no part in what is raised there, but who goes public has.
TEST(ReadDeals, WhoGoesPublicHasAPart) {
  expect_deals({{"zh-Hant", "微軟掛牌，募資8.8億美元。",
                 "financing announced borrower=Microsoft money=880000000USD"},
                {"zh-Hant", "微軟在港交所上市，募資8.8億美元。",
                 "financing announced borrower=Microsoft money=880000000USD"},
                {"zh-Hant", "微軟於香港港交所掛牌，募資8.8億美元。",
                 "financing announced borrower=Microsoft money=880000000USD"},
                {"zh-Hant", "花旗分析師表示，微軟以3億美元收購英特爾。",
                 "acquisition announced acquirer=Microsoft target=Intel money=300000000USD"}});
}

// Who does it, where others are named between; and what each of several has for it.
TEST(ReadDeals, TellsDoersFromWhoStandsBetween) {
  expect_deals({{"zh-Hant", "微軟表示，儘管對手英特爾退出市場，仍將以3億美元收購甲骨文。",
                 "acquisition announced acquirer=Microsoft target=Oracle money=300000000USD"},
                {"zh-Hant", "由於微軟連年虧損，擬以3億美元出售甲骨文予超微。",
                 "acquisition planned acquirer=AMD target=Oracle seller=Microsoft "
                 "money=300000000USD"},
                {"zh-Hant", "微軟以3億美元、英特爾以2億美元向超微出售所持甲骨文股權。",
                 "investment announced investor=AMD investee=Oracle seller=Microsoft "
                 "money=300000000USD | investment announced investor=AMD investee=Oracle "
                 "seller=Intel money=200000000USD"},
                // a name within the clause of what it has is not who buys that
                {"ja", "三井不動産が造った船を商船三井が30億円で買う。",
                 "acquisition announced acquirer=Mitsui O.S.K. Lines seller=Mitsui Fudosan "
                 "money=3000000000JPY"}});
}

// What somebody takes of 其 is another one's, whom the sentence has named before.
TEST(ReadDeals, TakesFromWhoDoesNotAct) {
  expect_deals({{"zh-Hant", "英特爾今年虧損，微軟擬以15億美元收購其旗下電池業務。",
                 "acquisition planned acquirer=Microsoft target=電池業務 seller=Intel "
                 "money=1500000000USD"},
                {"zh-Hant", "英特爾今年虧損，微軟以15億美元買下其德州電池工廠。",
                 "acquisition announced acquirer=Microsoft target=德州電池工廠 seller=Intel "
                 "money=1500000000USD"},
                {"zh-Hans", "英特尔今年亏损，微软拟收购其60%股权。",
                 "acquisition planned acquirer=Microsoft target=Intel stake=60"},
                {"zh-Hant", "英特爾今年虧損。微軟擬以15億美元接手其電池工廠。",
                 "acquisition planned acquirer=Microsoft target=電池工廠 seller=Intel "
                 "money=1500000000USD"},
                // who sells what is its own
                {"zh-Hant", "英特爾今年虧損，微軟擬以15億美元出售其電池工廠予甲骨文。",
                 "acquisition planned acquirer=Oracle target=電池工廠 seller=Microsoft "
                 "money=1500000000USD"},
                // and a company of one's own
                {"zh-Hant", "甲骨文說明，微軟擬以15億美元收購其子公司英特爾。",
                 "acquisition planned acquirer=Microsoft target=Intel money=1500000000USD"}});
}

// Who has sold rents it back of who has bought it, in one sentence too.
TEST(ReadDeals, RentsBackOfWhoBought) {
  expect_deals(
      {{"zh-Hant", "微軟將鐵塔以3億美元售予甲骨文，並簽下回租約，年租金1000萬美元。",
        "acquisition announced acquirer=Oracle target=鐵塔 seller=Microsoft "
        "money=300000000USD | lease announced lessee=Microsoft lessor=Oracle "
        "money=10000000USD"},
       {"zh-Hant", "微軟將鐵塔以3億美元售予英特爾旗下的甲骨文，並簽下回租約，年租金1000萬美元。",
        "acquisition announced acquirer=Oracle target=鐵塔 seller=Microsoft "
        "money=300000000USD | lease announced lessee=Microsoft lessor=Oracle "
        "money=10000000USD"},
       // of somebody else
       {"zh-Hant", "微軟將鐵塔以3億美元售予英特爾，並向甲骨文租用機房，年租金1000萬美元。",
        "acquisition announced acquirer=Intel target=鐵塔 seller=Microsoft "
        "money=300000000USD | lease announced lessee=Microsoft lessor=Oracle "
        "money=10000000USD"}});
}

// Persons and families who sell or invest, by what stands beside their names.
TEST(ReadDeals, TakesPersonsWhoOwn) {
  expect_deals(
      {{"en",
        "Microsoft has bought Adobe from its founders, Lena Okafor and Piet van der Maas, for "
        "$18m.",
        "acquisition completed acquirer=Microsoft target=Adobe seller=Lena Okafor "
        "seller=Piet van der Maas money=18000000USD"},
       {"en", "Businessman Carlos Ibarra has agreed to buy a 12% stake in Intel for $60m.",
        "investment announced investor=Carlos Ibarra investee=Intel money=60000000USD stake=12"},
       {"en", "The Brandt family office invested $25m in Adobe.",
        "investment completed investor=Brandt family office investee=Adobe money=25000000USD"},
       {"de", "Siemens übernimmt Adobe von der Familie Brandstetter für 40 Millionen Euro.",
        "acquisition announced acquirer=Siemens target=Adobe seller=Familie Brandstetter "
        "money=40000000EUR"},
       {"de", "Der Unternehmer Reto Hunziker hat Adobe für 12 Millionen Euro gekauft.",
        "acquisition completed acquirer=Reto Hunziker target=Adobe money=12000000EUR"},
       {"fr", "La famille Le Goff a vendu Adobe à Microsoft pour 55 millions d'euros.",
        "acquisition completed acquirer=Microsoft target=Adobe seller=famille Le Goff "
        "money=55000000EUR"},
       {"es",
        "Microsoft ha comprado Adobe a sus fundadores, Marta Gil y Pedro Sanz, por 20 millones de "
        "euros.",
        "acquisition completed acquirer=Microsoft target=Adobe seller=Marta Gil seller=Pedro Sanz "
        "money=20000000EUR"},
       // who only speaks
       {"en", "Founder Wanda Kuzma said Microsoft would pay $12m for Adobe.",
        "acquisition announced acquirer=Microsoft target=Adobe money=12000000USD"},
       {"en", "Microsoft will pay $12m for Adobe, said investor Wanda Kuzma.",
        "acquisition announced acquirer=Microsoft target=Adobe money=12000000USD"},
       // whose something is, is not dealt in
       {"de",
        "Siemens kauft 49 Prozent an Adobe für 40 Millionen Euro, die Familie Brandstetter behält "
        "51 Prozent.",
        "investment announced investor=Siemens investee=Adobe money=40000000EUR stake=49"}});
}

// What pays for a purchase is no part of it: who lends sells nothing, and the price stays with it.
TEST(ReadDeals, TellsPurchasesFromTheirLoans) {
  expect_deals(
      {{"en", "Microsoft bought Adobe for £28m, funded by a loan from Barclays.",
        "acquisition completed acquirer=Microsoft target=Adobe money=28000000GBP "
        "| financing announced lender=Barclays borrower=Microsoft"},
       {"en", "Microsoft bought Adobe from Intel for $40m with the help of a loan from HSBC.",
        "acquisition completed acquirer=Microsoft target=Adobe seller=Intel money=40000000USD "
        "| financing announced lender=HSBC borrower=Microsoft"},
       {"en", "Microsoft acquired Adobe for $40m, partly financed by a $15m loan from Barclays.",
        "acquisition completed acquirer=Microsoft target=Adobe money=40000000USD "
        "| financing announced lender=Barclays borrower=Microsoft money=15000000USD"},
       {"fr", "Danone a racheté Adobe pour 40 millions d'euros grâce à un prêt de BNP Paribas.",
        "acquisition completed acquirer=Danone target=Adobe money=40000000EUR "
        "| financing completed lender=BNP Paribas borrower=Danone"}});
}

// Whose name stands before what is bought, sold or let, with 's or behind an s with an apostrophe
// only.
TEST(ReadDeals, TakesOwnersBeforeWhatIsDealtIn) {
  expect_deals(
      {{"en", "Carlsberg has bought Polar Beverages' Hull plant for $40m.",
        "acquisition completed acquirer=Carlsberg target=Hull plant seller=Polar Beverages "
        "money=40000000USD"},
       {"en", "Marlin Holdings' Gantry Wharf was sold to Siemens for £4m.",
        "acquisition completed acquirer=Siemens target=Gantry Wharf seller=Marlin Holdings "
        "money=4000000GBP"},
       {"en", "Marlin Estates' Gantry Wharf was leased by Siemens for £4m a year.",
        "lease announced lessee=Siemens lessor=Marlin Estates money=4000000GBP"},
       {"en", "Marlin Estate's Gantry Wharf was leased by Siemens for £4m a year.",
        "lease announced lessee=Siemens lessor=Marlin Estate money=4000000GBP"},
       // the deed is theirs, and so are rivals
       {"en", "Kestrel Motors' purchase of Adobe for $40m was completed in May.",
        "acquisition completed acquirer=Kestrel Motors target=Adobe money=40000000USD"},
       {"en", "Larch Brothers' rival Siemens has bought Adobe for $40m.",
        "acquisition completed acquirer=Siemens target=Adobe money=40000000USD"}});
}

}  // namespace
}  // namespace dealwire

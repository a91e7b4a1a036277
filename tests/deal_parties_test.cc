// Whom names in deals stand for: companies, persons, places or works, and whose a company is.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// What somebody is stands before the name between commas.
TEST(ReadDeals, TakesPersonsBehindTitlesForNoParties) {
  expect_deals(
      {{"en",
        "Adobe grew. The chief executive, Lim Boon Keat, signed the purchase of Intel for $20 "
        "million.",
        "acquisition announced acquirer=Adobe target=Intel money=20000000USD"},
       {"es",
        "Adobe creció. El director general, Lim Boon Keat, firmó la compra de Intel por 20 "
        "millones "
        "de euros.",
        "acquisition announced acquirer=Adobe target=Intel money=20000000EUR"},
       {"en", "Adobe bought Intel for $20 million from its founder, Kestrel Hollow, in May.",
        "acquisition completed acquirer=Adobe target=Intel seller=Kestrel Hollow "
        "money=20000000USD"}});
}

TEST(ReadDeals, TellsWhoseTheCompanyIs) {
  expect_deals(
      {{"en", "Intel agreed to buy Kestrel Labs, a unit of Adobe, for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"en", "Intel agreed to buy Adobe's chemicals unit Kestrel Labs for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"en", "Intel will buy Adobe-owned Kestrel Labs for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"en", "Intel will buy Oracle, which belonged to Adobe, for $2 billion.",
        "acquisition announced acquirer=Intel target=Oracle seller=Adobe money=2000000000USD"},
       {"es", "Intel compra Oracle, hasta ahora en manos de Adobe, por 5 millones de euros.",
        "acquisition announced acquirer=Intel target=Oracle seller=Adobe money=5000000EUR"},
       {"en", "Adobe-owned Kestrel Labs will be bought by Intel for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"zh-Hant", "英特爾以20億美元收購Adobe旗下的新視界科技。",
        "acquisition announced acquirer=Intel target=新視界科技 seller=Adobe "
        "money=2000000000USD"},
       {"ja", "インテルはアドビの子会社ケストレルを20億ドルで買収すると発表した。",
        "acquisition announced acquirer=Intel target=ケストレル seller=Adobe "
        "money=2000000000USD"},
       {"ko", "인텔은 어도비의 자회사 케스트렐을 20억달러에 인수한다고 밝혔다.",
        "acquisition announced acquirer=Intel target=케스트렐 seller=Adobe "
        "money=2000000000USD"},
       {"de", "Intel übernimmt die Adobe-Tochter Kestrel für 20 Millionen Euro.",
        "acquisition announced acquirer=Intel target=Kestrel seller=Adobe "
        "money=20000000EUR"},
       {"fr", "Intel rachète Kestrel, filiale d’Adobe, pour 20 millions d’euros.",
        "acquisition announced acquirer=Intel target=Kestrel seller=Adobe "
        "money=20000000EUR"},
       {"es", "Intel compra Kestrel, filial de Adobe, por 20 millones de euros.",
        "acquisition announced acquirer=Intel target=Kestrel seller=Adobe "
        "money=20000000EUR"},
       // of whom it is bought
       {"en",
        "Intel has agreed to buy Danish wind farm developer Kestrel from investment "
        "firm Halden Partners for $390 million.",
        "acquisition announced acquirer=Intel target=Kestrel seller=Halden Partners "
        "money=390000000USD"},
       // a part of whom the text is about
       {"en",
        "Adobe lost money. Kestrel Labs, the chemicals arm in Leeds, goes to Intel for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"en",
        "Adobe lost money. The chemicals unit Kestrel Labs was bought by Intel for $2 billion.",
        "acquisition completed acquirer=Intel target=Kestrel Labs seller=Adobe "
        "money=2000000000USD"},
       {"fr",
        "Adobe a perdu de l'argent. La filiale Kestrel a été vendue à Intel pour 20 millions "
        "d'euros.",
        "acquisition completed acquirer=Intel target=Kestrel seller=Adobe money=20000000EUR"},
       {"es",
        "Adobe perdió dinero. Kestrel, la división de autocares, fue comprada por Intel por "
        "20 millones de euros.",
        "acquisition completed acquirer=Intel target=Kestrel seller=Adobe money=20000000EUR"},
       // the state's, and who buys it is whom the text is about
       {"en", "Adobe lost money. The state-owned Kestrel Labs was bought by Intel for $2 billion.",
        "acquisition completed acquirer=Intel target=Kestrel Labs money=2000000000USD"},
       {"en", "Intel grows. It bought the chemicals unit Kestrel Labs for $2 billion.",
        "acquisition completed acquirer=Intel target=Kestrel Labs money=2000000000USD"},
       // whose it was
       {"en", "Intel agreed to buy Kestrel Labs, formerly a unit of Adobe, for $2 billion.",
        "acquisition announced acquirer=Intel target=Kestrel Labs "
        "money=2000000000USD"},
       // whose the buyer is
       {"en", "Intel unit Kestrel Labs agreed to buy Adobe for $2 billion.",
        "acquisition announced acquirer=Kestrel Labs target=Adobe "
        "money=2000000000USD"}});
}

// A place that does what companies do is a party, but not where something is.
TEST(ReadDeals, LetsPlacesAct) {
  expect_deals({{"fr", "La ville de Nantes a acheté 20 bus à Intel pour 5 millions d'euros.",
                 "purchase announced buyer=ville de Nantes seller=Intel money=5000000EUR"},
                {"en", "Intel will lease the mill from the city of Harlan Creek for $2 million.",
                 "lease announced lessee=Intel lessor=city of Harlan Creek money=2000000USD"},
                {"en", "Intel will build a plant in the city of Harlan Creek for $5 million.",
                 "construction announced developer=Intel money=5000000USD"},
                {"de", "In Lohberg übernimmt Intel Oracle für 9 Millionen Euro.",
                 "acquisition announced acquirer=Intel target=Oracle money=9000000EUR"},
                {"ja", "インテルは豊田市と売買契約を結んだ。",
                 "purchase announced buyer=Intel seller=豊田市"},
                {"en", "Zurich has agreed to buy Adobe for $2 billion.",
                 "acquisition announced acquirer=Zurich target=Adobe money=2000000000USD"},
                {"en", "Insurer Zurich has bought Adobe for $2 billion.",
                 "acquisition completed acquirer=Zurich target=Adobe money=2000000000USD"},
                {"en", "In Zurich Intel bought Adobe for $2 billion.",
                 "acquisition completed acquirer=Intel target=Adobe money=2000000000USD"},
                {"en", "Zurich-based Intel bought Adobe for $2 billion.",
                 "acquisition completed acquirer=Intel target=Adobe money=2000000000USD"}});
}

// In Chinese, names of which nothing else tells that they are one.
TEST(ReadDeals, KnowsAPartyByItsPlaceInADeed) {
  expect_deals({// whose shares are dealt in
                {"zh-Hant", "台積電減持澤明，套現3億美元。",
                 "investment announced investee=澤明 seller=TSMC money=300000000USD"},
                {"zh-Hant", "台積電以3億美元取得澤明15%股權。",
                 "investment announced investor=TSMC investee=澤明 money=300000000USD stake=15"},
                {"zh-Hant", "台積電擬以3億美元收購澤明15%股權。",
                 "investment planned investor=TSMC investee=澤明 money=300000000USD stake=15"},
                {"zh-Hant", "台積電減持了澤明，套現3億美元。",
                 "investment announced investee=澤明 seller=TSMC money=300000000USD"},
                {"zh-Hant", "台積電減持股份，套現3億美元。", ""},
                {"zh-Hant", "台積電減持美債，套現3億美元。", ""},
                // who is chosen
                {"zh-Hant", "台積電選定澤明為供應商，合約3億美元。",
                 "purchase announced buyer=TSMC seller=澤明 money=300000000USD"},
                // what belongs to another party and begins with a place
                {"zh-Hant", "台積電將鐵塔以3億美元賣給高盛旗下的亞太塔業。",
                 "acquisition announced acquirer=亞太塔業 target=鐵塔 seller=TSMC "
                 "money=300000000USD"},
                {"zh-Hant", "鴻海以3億美元收購高盛旗下的上海瀾業。",
                 "acquisition announced acquirer=Foxconn target=上海瀾業 seller=Goldman Sachs "
                 "money=300000000USD"},
                // offices of the state
                {"zh-Hant", "國防部以3億美元向台積電採購設備。",
                 "purchase announced buyer=國防部 seller=TSMC money=300000000USD"},
                {"zh-Hant", "國產署將土地以3億美元出售給台積電。",
                 "purchase announced buyer=TSMC seller=國產署 money=300000000USD"},
                {"zh-Hant", "全國農業金庫貸款3億美元給台積電。",
                 "financing announced lender=全國農業金庫 borrower=TSMC money=300000000USD"},
                {"zh-Hant", "財政部表示，台積電以3億美元收購英特爾。",
                 "acquisition announced acquirer=TSMC target=Intel money=300000000USD"}});
}

// What stands in 《》 is a work, unless it is a paper that we know or an agreement.
TEST(ReadDeals, TakesNoWorkForACompany) {
  expect_deals({{"zh-Hant", "索尼以3000萬美元向微軟取得《海風書店》的遊戲授權。",
                 "license announced licensee=Sony licensor=Microsoft money=30000000USD"},
                {"zh-Hant", "索尼以3000萬美元取得微軟《海風集團》的遊戲授權。",
                 "license announced licensee=Sony licensor=Microsoft money=30000000USD"},
                {"zh-Hans", "英特尔以2亿美元向索尼取得《微软帝国》的全球播映权。",
                 "license announced licensee=Intel licensor=Sony money=200000000USD"},
                {"zh-Hant", "索尼以3億美元收購海風書店。",
                 "acquisition announced acquirer=Sony target=海風書店 money=300000000USD"}});
}

// The place before an office of the state says whose it is.
TEST(ReadDeals, TellsWhoseAnAuthorityIs) {
  expect_deals({{"zh-Hant", "菲律賓空軍向波音採購12架直升機，金額5億美元。",
                 "purchase announced buyer=菲律賓空軍 seller=Boeing money=500000000USD"},
                {"zh-Hant", "波音與泰國海軍簽署合約，出售12架直升機，金額5億美元。",
                 "purchase announced buyer=泰國海軍 seller=Boeing money=500000000USD"},
                {"zh-Hant", "空軍向波音採購12架直升機，金額5億美元。",
                 "purchase announced buyer=空軍 seller=Boeing money=500000000USD"}});
}

// A place and what somebody is there are no name where one follows.
TEST(ReadDeals, TellsADescriptionFromAName) {
  expect_deals({{"zh-Hant", "加拿大退休基金CPPIB以3億美元收購英特爾。",
                 "acquisition announced acquirer=CPP Investments target=Intel money=300000000USD"},
                {"zh-Hant", "丹麥能源公司沃旭以3億美元收購英特爾。",
                 "acquisition announced acquirer=Ørsted target=Intel money=300000000USD"},
                {"zh-Hans", "微软将英特尔以3亿美元售予泰国石油公司HALDEN。",
                 "acquisition announced acquirer=HALDEN target=Intel seller=Microsoft "
                 "money=300000000USD"},
                {"zh-Hant", "加拿大退休基金以3億美元收購英特爾。",
                 "acquisition announced acquirer=加拿大退休基金 target=Intel money=300000000USD"},
                {"zh-Hant", "合肥產投向英特爾增資3億美元。",
                 "investment announced investor=合肥產投 investee=Intel money=300000000USD"}});
}

// Who opens a sentence and is called a company by the way is one.
TEST(ReadDeals, TellsWhoIsCalledACompany) {
  expect_deals(
      {{"en",
        "Vantor, the pump maker, agreed to buy Cerner for $2 billion. The company bought Altera "
        "for $30 million.",
        "acquisition announced acquirer=Vantor target=Cerner money=2000000000USD | "
        "acquisition completed acquirer=Vantor target=Altera money=30000000USD"},
       {"fr",
        "Vallorbe, le fabricant de pompes, va racheter Cerner pour 2 millions d'euros. Le groupe "
        "avait acquis Altera pour 3 millions d'euros.",
        "acquisition planned acquirer=Vallorbe target=Cerner money=2000000EUR | "
        "acquisition completed acquirer=Vallorbe target=Altera money=3000000EUR"},
       // a place is not
       {"en",
        "Vantor, the regional capital, fell silent. The company bought Altera for $30 million.",
        "acquisition completed target=Altera money=30000000USD"}});
}

// What opens a clause and ends in 投資 does not invest where it goes on like a doer.
TEST(ReadDeals, TellsWhoIsCalledInvestment) {
  expect_deals({{"zh-Hant", "宏陽投資以3億美元入股英特爾。",
                 "investment announced investor=宏陽投資 investee=Intel money=300000000USD"},
                {"zh-Hant", "上季，宏陽投資與微軟共同以3億美元收購英特爾。",
                 "acquisition announced acquirer=宏陽投資 acquirer=Microsoft target=Intel "
                 "money=300000000USD"},
                {"zh-Hant", "宏陽投資及微軟以3億美元收購英特爾。",
                 "acquisition announced acquirer=宏陽投資 acquirer=Microsoft target=Intel "
                 "money=300000000USD"},
                {"zh-Hans", "宏阳投资今日以3亿美元收购英特尔。",
                 "acquisition announced acquirer=宏阳投资 target=Intel money=300000000USD"},
                {"zh-Hant", "宏陽投資旗下的子公司以3億美元收購英特爾。",
                 "acquisition announced acquirer=宏陽投資 target=Intel money=300000000USD"},
                // who does invest
                {"zh-Hant", "宏陽投資英特爾3億美元。",
                 "investment announced investor=宏陽 investee=Intel money=300000000USD"},
                {"zh-Hant", "英特爾獲宏陽投資3億美元。",
                 "investment announced investor=宏陽 investee=Intel money=300000000USD"}});
}

}  // namespace
}  // namespace dealwire

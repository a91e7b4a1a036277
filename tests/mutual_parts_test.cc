// Which part each of two has that agree with each other.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// What somebody will have in what is founded is no stake in whom it is founded with.
TEST(ReadDeals, FoundsWithAnother) {
  expect_deals(
      {{"ja", "インテルが60%を出資する合弁会社を日立製作所と設立する。",
        "investment announced investor=Intel investor=Hitachi investee=合弁会社 stake=60"}});
  expect_deals({{"ja", "インテルが20%を出資する日立製作所をオラクルが10億円で買収する。",
                 "acquisition announced acquirer=Oracle target=Hitachi money=1000000000JPY"}});
}

// Of a loan a bank that nobody lends to is the lender, but not of bonds.
TEST(ReadDeals, BanksLendRatherThanBorrow) {
  expect_deals(
      {{"es",
        "Iberdrola construye un parque. Asimismo, HSBC negocia con los promotores un "
        "préstamo de hasta 350 millones de euros.",
        "financing rumored lender=HSBC borrower=Iberdrola money=350000000EUR"},
       {"de",
        "Siemens braucht Geld. Im Herbst hatte die Sparkasse Riedtal dem Konzern mit einem "
        "Kredit über 2 Millionen Euro Luft verschafft.",
        "financing announced lender=Sparkasse Riedtal borrower=Siemens money=2000000EUR"},
       {"es", "HSBC colocó bonos por 350 millones de euros.",
        "financing announced borrower=HSBC money=350000000EUR"}});
}

// Two who sign something with each other are its two sides.
TEST(ReadDeals, PartsWhoAgreeWithEachOther) {
  expect_deals({{"en",
                 "Intel and Halden Properties have signed a ten-year lease for a warehouse, worth "
                 "$1.9 million a year.",
                 "lease announced lessee=Intel lessor=Halden Properties money=1900000USD"},
                {"en", "Barclays and Intel agreed a loan of $50 million.",
                 "financing announced lender=Barclays borrower=Intel money=50000000USD"},
                // several banks
                {"en", "Barclays and HSBC have signed a $50 million loan agreement with Intel.",
                 "financing announced lender=Barclays lender=HSBC borrower=Intel "
                 "money=50000000USD"},
                // who makes power sells it
                {"en", "Halden Energy signed a power purchase agreement with Google for 50 MW.",
                 "purchase announced buyer=Google seller=Halden Energy power=50000000"},
                {"zh-Hant", "明岳風電與台積電簽署購電合約，容量100MW。",
                 "purchase announced buyer=TSMC seller=明岳風電 power=100000000"},
                // and who builds ships sells them
                {"zh-Hant", "三星重工與長榮海運簽訂6艘貨櫃輪建造合約，總價9億美元。",
                 "purchase announced buyer=Evergreen Marine seller=Samsung Heavy Industries "
                 "money=900000000USD"},
                {"zh-Hant", "三星重工與甲骨文簽約，採購12套系統，總價1億美元。",
                 "purchase announced buyer=Samsung Heavy Industries seller=Oracle "
                 "money=100000000USD"},
                {"ja", "今治造船と日本郵船は新造船2隻の建造契約を120億円で締結した。",
                 "purchase announced buyer=Nippon Yusen seller=Imabari Shipbuilding "
                 "money=12000000000JPY"},
                {"ko", "HMM과 삼성중공업은 컨테이너선 2척 건조 계약을 1200억원에 체결했다.",
                 "purchase announced buyer=HMM seller=Samsung Heavy Industries "
                 "money=120000000000KRW"},
                {"en",
                 "Maersk has signed a $200 million contract with Samsung Heavy Industries for two "
                 "newbuilds.",
                 "purchase announced buyer=Maersk seller=Samsung Heavy Industries "
                 "money=200000000USD"},
                // two who do the same
                {"zh-Hant", "英特爾夥同高通斥資5億美元收購甲骨文。",
                 "acquisition announced acquirer=Intel acquirer=Qualcomm target=Oracle "
                 "money=500000000USD"},
                {"en", "Barclays and HSBC agreed to lend Intel $50 million.",
                 "financing announced lender=Barclays lender=HSBC borrower=Intel "
                 "money=50000000USD"}});
}

// Of a town and a company that agree on goods, the town buys.
TEST(ReadDeals, TownsBuyRatherThanSell) {
  expect_deals(
      {{"ko", "경기도는 인텔과 1200억원 규모의 공급 계약을 체결했다.",
        "purchase announced buyer=경기도 seller=Intel money=120000000000KRW"},
       {"ko", "인텔은 경기도와 100억원 규모의 공급 계약을 맺었다.",
        "purchase announced buyer=경기도 seller=Intel money=10000000000KRW"},
       {"ko", "국방부는 인텔과 레이더 공급 계약을 300억원에 체결했다.",
        "purchase announced buyer=국방부 seller=Intel money=30000000000KRW"},
       {"en", "The Ministry of Defence signed a $300m supply contract with Intel for radars.",
        "purchase announced buyer=The Ministry of Defence seller=Intel "
        "money=300000000USD"},
       {"en", "Intel signed a $300m supply contract with the Ministry of Defence.",
        "purchase announced buyer=Ministry of Defence seller=Intel money=300000000USD"}});
}

// Who builds for a living builds for the other one, whoever signs first; of two builders the one
// that signs.
TEST(MutualParts, LetsBuildersSellTheirWorks) {
  expect_deals(
      {{"ja", "三輪建設はトヨタと発電所の建設工事の請負契約を5億円で締結した。",
        "purchase announced buyer=Toyota seller=三輪建設 money=500000000JPY"},
       {"zh-Hant", "台積電與宏達營造簽訂新廠工程合約,金額3億美元。",
        "purchase announced buyer=TSMC seller=宏達營造 money=300000000USD"},
       {"en", "Halden Construction signed a $300 million EPC contract with Intel.",
        "purchase announced buyer=Intel seller=Halden Construction money=300000000USD"},
       {"en", "Halden Construction signed a $300 million EPC contract with Orsk Engineering.",
        "purchase announced buyer=Orsk Engineering seller=Halden Construction "
        "money=300000000USD"}});
}

}  // namespace
}  // namespace dealwire

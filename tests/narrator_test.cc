// Whom "we", "the company" and who goes without saying are, by who speaks and whom the title names.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// In an interview "we" and "you" are whom the one speaks for who is asked, and so is who goes
// without saying.
TEST(ReadDeals, KnowsWhoIsInterviewed) {
  expect_deals(
      {{"en",
        "A talk with Microsoft's new head of cloud\nMicrosoft has a new head.\nYou sold "
        "your maps. Why?\nThey cost us too much.\nAnd what did you buy?\nWe acquired "
        "Adobe for $25 million.\nWho paid for it?\nBarclays has granted us a loan of $60 "
        "million.",
        "acquisition completed acquirer=Microsoft target=Adobe money=25000000USD | "
        "financing announced lender=Barclays borrower=Microsoft money=60000000USD"},
       {"zh-Hant",
        "专访英特尔执行长\n英特尔今年很忙。\n问：高通呢？\n答：他们很好。\n问：钱用在哪里？\n"
        "答：我们向超微采购服务器，金额2亿美元。\n问：还有呢？\n答：没有。",
        "purchase announced buyer=Intel seller=AMD money=200000000USD"},
       {"ja",
        "インテルの社長に聞く\nインテルは再編を急ぐ。\n――オラクルとは話しましたか。\n"
        "「はい」\n――資金はどうしますか。\n「新工場を福岡に建設します。投資額は120億円です」\n"
        "――御社にアドビが出資するという話がありますが。\n「お答えできません」",
        "construction announced developer=Intel money=12000000000JPY"},
       {"fr",
        "Entretien avec le patron d'Intel\nIntel fête ses ans.\nVous avez acheté. Pourquoi "
        "?\nNous avons racheté Adobe pour 30 millions d'euros.\nQui paie ?\nBNP Paribas "
        "nous a prêté 20 millions d'euros.\nEt la suite ?\nRien.",
        "acquisition announced acquirer=Intel target=Adobe money=30000000EUR | financing "
        "announced lender=BNP Paribas borrower=Intel money=20000000EUR"},
       // one question makes no interview
       {"en",
        "Microsoft is busy. Adobe is for sale.\nWho will buy it?\nOracle may. You never "
        "know. \"We have hired Barclays\", it said.",
        ""}});
}

// In an announcement "the company" is the one whose announcement it is, whoever was named last.
TEST(ReadDeals, KnowsWhoseAnnouncementItIs) {
  expect_deals({{"en",
                 "Intel Corporation (NASDAQ: INTC) (\"Intel\" or the \"Company\") announces its "
                 "results.\nAdobe has a new head. The Company has entered into a loan agreement "
                 "with Barclays for $20 million.",
                 "financing announced lender=Barclays borrower=Intel money=20000000USD"},
                {"zh-Hans",
                 "英特尔关于购买资产的公告\n本公司董事会保证公告内容真实。\n超微去年营收3亿元。公司"
                 "拟向高通"
                 "采购服务器，金额2亿元。",
                 "purchase planned buyer=Intel seller=Qualcomm money=200000000CNY"},
                // who calls itself so in brackets
                {"zh-Hant",
                 "公告董事會決議\n1.另本公司（英特爾）與高通往來。\n2."
                 "超微去年獲利。本公司擬向高通採購伺服"
                 "器，金額2億美元。",
                 "purchase planned buyer=Intel seller=Qualcomm money=200000000USD"},
                {"ja",
                 "オラクルの株式の取得に関するお知らせ\n会社名 インテル\n"
                 "オラクルの業績は次のとおりです。\n当社は、アドビから30億円を借り入れます。",
                 "acquisition announced acquirer=Intel target=Oracle | financing announced "
                 "lender=Adobe borrower=Intel money=3000000000JPY"},
                {"de",
                 "Ad-hoc-Mitteilung: Siemens ordnet Finanzierung neu\nIntel erzielte 2024 einen "
                 "Umsatz von 10 Millionen Euro.\nDie Gesellschaft hat bei der Commerzbank einen "
                 "Kredit über 20 Millionen Euro aufgenommen.",
                 "financing completed lender=Commerzbank borrower=Siemens money=20000000EUR"},
                // no announcement: whom the text was about last
                {"de",
                 "Siemens ordnet Finanzierung neu\nIntel erzielte 2024 einen Umsatz von 10 "
                 "Millionen Euro. Die Gesellschaft hat bei der Commerzbank einen Kredit über 20 "
                 "Millionen Euro aufgenommen.",
                 "financing completed lender=Commerzbank borrower=Intel money=20000000EUR"}});
}

// 公司 and the group are whom the title names first, if the article goes on to name it, rather than
// whom the sentence before was about.
TEST(ReadDeals, KnowsWhomTheArticleIsAbout) {
  expect_deals(
      {{"zh-Hant",
        "英特爾營收回升\n英特爾昨天公布財報。英特爾的毛利率也成長。\n"
        "市場看好超微。公司將以3億美元收購甲骨文。",
        "acquisition announced acquirer=Intel target=Oracle money=300000000USD"},
       // named but once
       {"zh-Hant", "超微是對手。公司將以3億美元收購甲骨文。",
        "acquisition announced acquirer=AMD target=Oracle money=300000000USD"},
       {"en",
        "Siemens grows again\nSiemens said on Monday that sales rose. Siemens hired, too.\n"
        "Intel is a rival. The group has sold Oracle to Adobe for $20 million.",
        "acquisition completed acquirer=Adobe target=Oracle seller=Siemens "
        "money=20000000USD"},
       // not what is no noun
       {"en",
        "Siemens grows again\nSiemens said on Monday that sales rose. Siemens hired, too.\n"
        "Intel is a rival. It has sold Oracle to Adobe for $20 million.",
        "acquisition completed acquirer=Adobe target=Oracle seller=Intel "
        "money=20000000USD"},
       // a filing's title, where the text says the name but in full
       {"zh-Hans", "岷澜科技：关于签订采购协议的公告\n公司拟以3亿元向甲骨文采购服务器。特此公告。",
        "purchase planned buyer=岷澜科技 seller=Oracle money=300000000CNY"}});
}

}  // namespace
}  // namespace dealwire

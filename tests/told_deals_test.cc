// Deals told in headlines and sentences: who is meant, whose each sum is, what is one deal.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// Brackets that only tell a name's other forms keep nothing apart.
TEST(ReadDeals, LooksThroughOtherNamesInBrackets) {
  expect_deals(
      {{"zh-Hans",
        "微软公司拟以现金2."
        "5亿元受让合肥远程投资有限公司（以下简称“远程投资”）持有的安徽川石锂业有限"
        "公司（以下简称“川石锂业”）51%股权。",
        "acquisition planned acquirer=Microsoft target=安徽川石锂业有限公司 "
        "seller=合肥远程投资有限公司 money=250000000CNY stake=51"},
       {"zh-Hans",
        "江苏明岳材料股份有限公司（以下简称“公司”或“本公司”）拟将持有的安徽川石锂业有限公"
        "司（以下简"
        "称“川石锂业”）51%股权转让给微软，转让价格2.5亿元。",
        "acquisition planned acquirer=Microsoft target=安徽川石锂业有限公司 "
        "seller=江苏明岳材料股份有限公司 money=250000000CNY stake=51"},
       // the part that brackets say a party has
       {"zh-Hans", "微软（以下简称“卖方”）与英特尔（以下简称“买方”）签订购销合同，总价3.2亿元。",
        "purchase announced buyer=Intel seller=Microsoft money=320000000CNY"},
       {"en",
        "Intel (the \"Seller\") and Microsoft (the \"Buyer\") signed a $40 million supply "
        "contract.",
        "purchase announced buyer=Microsoft seller=Intel money=40000000USD"},
       // codes of shares, and lists of who has one
       {"en", "Pfizer (NYSE: PFE), Intel (Nasdaq:INTC) and Oracle bought Adobe for $40 million.",
        "acquisition completed acquirer=Pfizer acquirer=Intel acquirer=Oracle target=Adobe "
        "money=40000000USD"},
       {"ko", "인텔[047040]은 오라클[000720], 어도비[375500]와 함께 화이자를 900억원에 인수한다.",
        "acquisition announced acquirer=Intel acquirer=Oracle acquirer=Adobe target=Pfizer "
        "money=90000000000KRW"},
       {"zh-Hant", "甲骨文(2330)、英特爾(2345-TW)與輝瑞以5億美元收購微軟。",
        "acquisition announced acquirer=Oracle acquirer=Intel acquirer=Pfizer target=Microsoft "
        "money=500000000USD"},
       {"ja", "ソニー(6758)、アドビ(7748.T)とトヨタ(7203)はインテルを20億円で買収する。",
        "acquisition announced acquirer=Sony acquirer=Adobe acquirer=Toyota target=Intel "
        "money=2000000000JPY"},
       // a headline, and no list
       {"ja", "ソニー、アドビとトヨタを20億円で買収",
        "acquisition announced acquirer=Sony target=Adobe target=Toyota money=2000000000JPY"},
       // brackets that only say so leave the rest as it is
       {"en",
        "Intel (the \"Company\") bought Cerner (\"Cerner Works\") from Oracle for $40 million.",
        "acquisition completed acquirer=Intel target=Cerner Works seller=Oracle "
        "money=40000000USD"}});
}

// Chinese headlines part clauses by spaces.
TEST(ReadDeals, PartsClausesOfHeadlines) {
  expect_deals({{"zh-Hant", "國巨砸12億美元吃下欣興 股價漲停",
                 "acquisition announced acquirer=Yageo target=Unimicron money=1200000000USD"},
                {"zh-Hant", "鴻海攜手輝達 斥資30億元收購欣興",
                 "acquisition announced acquirer=Foxconn target=Unimicron money=3000000000"}});
}

// What the first name of a headline is may stand before it; its comma still stands for a case word.
TEST(ReadDeals, DescribesWhoAHeadlineIsAbout) {
  expect_deals(
      {{"ja", "半導体材料のスミレ化学、ソニーに洗浄液を50億円で供給",
        "purchase announced buyer=Sony seller=スミレ化学 money=5000000000JPY"},
       {"ja", "ソフト大手のアドビ、インドのバラット重工にソフトを納入 30億円",
        "purchase announced buyer=バラット重工 seller=Adobe money=3000000000JPY"},
       {"ja", "外食の丸福ホールディングス、ソフト会社のアドビを25億円で買収",
        "acquisition announced acquirer=丸福ホールディングス target=Adobe money=2500000000JPY"},
       {"ko", "반도체 소재 기업 수미화학, 삼성전자에 세정액 500억원어치 공급",
        "purchase announced buyer=Samsung Electronics seller=수미화학 money=50000000000KRW"},
       // a country before it, the code of its share or others behind it
       {"ja", "米アドビ、ソニーの半導体事業を買収 最大5000億円",
        "acquisition announced acquirer=Adobe target=半導体事業 seller=Sony money=500000000000JPY"},
       {"ja", "ソニー<6758>、独アドビを約650億円で買収",
        "acquisition announced acquirer=Sony target=Adobe money=65000000000JPY"},
       {"ja", "ソニーなど3社、アドビに20億円出資",
        "investment announced investor=Sony investee=Adobe money=2000000000JPY"},
       // with a case word, a description makes nobody the topic
       {"ko", "반도체 소재 기업 수미화학을 삼성전자가 500억원에 인수한다.",
        "acquisition announced acquirer=Samsung Electronics target=수미화학 "
        "money=50000000000KRW"}});
}

// Several names have a sum each: as many deals.
TEST(ReadDeals, GivesEachNameItsSum) {
  expect_deals(
      {{"ja", "ソニーはアドビを120億円、インテルを45億円でそれぞれ買収すると発表した。",
        "acquisition announced acquirer=Sony target=Adobe money=12000000000JPY | "
        "acquisition announced acquirer=Sony target=Intel money=4500000000JPY"},
       {"ja", "ソニーはアドビを25億円で、半導体大手のインテルを8億円で買収する方針だ。",
        "acquisition planned acquirer=Sony target=Adobe money=2500000000JPY | "
        "acquisition planned acquirer=Sony target=Intel money=800000000JPY"},
       {"ko", "삼성전자는 네이버를 3000억원, 카카오를 500억원에 각각 인수한다.",
        "acquisition announced acquirer=Samsung Electronics target=Naver money=300000000000KRW | "
        "acquisition announced acquirer=Samsung Electronics target=Kakao money=50000000000KRW"},
       {"ko", "삼성전자는 네이버 지분을 700억원에, 카카오 지분을 300억원에 각각 매각했다.",
        "acquisition completed target=Naver seller=Samsung Electronics money=70000000000KRW | "
        "acquisition completed target=Kakao seller=Samsung Electronics money=30000000000KRW"},
       {"zh-Hant", "微軟宣布，以30億美元收購英特爾、5億美元收購超微。",
        "acquisition announced acquirer=Microsoft target=Intel money=3000000000USD | "
        "acquisition announced acquirer=Microsoft target=AMD money=500000000USD"},
       {"en",
        "Microsoft bought Intel for $20 million, Adobe for $5 million and Oracle for $7 million.",
        "acquisition completed acquirer=Microsoft target=Intel money=20000000USD | "
        "acquisition completed acquirer=Microsoft target=Adobe money=5000000USD | "
        "acquisition completed acquirer=Microsoft target=Oracle money=7000000USD"},
       {"es", "Microsoft compró Intel por 20 millones de euros y Adobe por 5 millones de euros.",
        "acquisition completed acquirer=Microsoft target=Intel money=20000000EUR | "
        "acquisition completed acquirer=Microsoft target=Adobe money=5000000EUR"},
       // nor are two deeds with a sum each
       {"ja", "ソニーはアドビを30億円で買収し、インテルに5億円を出資した。",
        "acquisition completed acquirer=Sony target=Adobe money=3000000000JPY | "
        "investment completed investor=Sony investee=Intel money=500000000JPY"}});
}

// Where verbs come last, the end of the sentence tells when a deed before it is done; but not of
// one that is only said of a party.
TEST(ReadDeals, TellsTheStatusAtTheEnd) {
  expect_deals(
      {{"ja", "ソニーはインテルから工作機械を30億円で購入し、来春に新工場を稼働させる計画だ。",
        "purchase planned buyer=Sony seller=Intel money=3000000000JPY"},
       {"ja", "ソニーはアドビを25億円で買収し、引き渡しを完了した。",
        "acquisition completed acquirer=Sony target=Adobe money=2500000000JPY"},
       {"ko", "인텔은 어도비를 3000억원에 인수하고 내년에 공장을 늘릴 계획이다.",
        "acquisition planned acquirer=Intel target=Adobe money=300000000000KRW"},
       {"ja", "アドビを25億円で買収したソニーは、来年度に売上高が増える見通しだ。",
        "acquisition completed acquirer=Sony target=Adobe money=2500000000JPY"},
       {"ko", "지난해 어도비를 3000억원에 인수한 인텔은 내년에 흑자를 낼 전망이다.",
        "acquisition completed acquirer=Intel target=Adobe money=300000000000KRW"},
       // a part of a year that is over
       {"zh-Hant", "微軟去年底以30億美元收購英特爾。",
        "acquisition completed acquirer=Microsoft target=Intel money=3000000000USD"},
       // a clause behind that tells the deal done, or not yet
       {"zh-Hant", "微軟以30億美元收購英特爾，交易上周五完成。",
        "acquisition completed acquirer=Microsoft target=Intel money=3000000000USD"},
       {"zh-Hant", "微軟以30億美元收購英特爾，該筆交易尚未完成。",
        "acquisition announced acquirer=Microsoft target=Intel money=3000000000USD"},
       // what is told to be agreed on is not done
       {"ja", "ソニーはアドビを25億円で買収すると発表し、来期に黒字化する見通しだ。",
        "acquisition announced acquirer=Sony target=Adobe money=2500000000JPY"},
       {"ja", "ソニーはアドビを25億円で買収した場合、来期に黒字化する見通しだ。",
        "acquisition planned acquirer=Sony target=Adobe money=2500000000JPY"}});
}

// What a loan pays back is not its sum.
TEST(ReadDeals, TellsALoanFromWhatItRepays) {
  expect_deals(
      {{"ko", "인텔은 900억원을 갚기 위해 하나은행에서 1100억원을 빌렸다.",
        "financing completed lender=Hana Bank borrower=Intel money=110000000000KRW"},
       {"ko", "인텔은 회사채 900억원 상환을 위해 하나은행과 1100억원 대출 계약을 맺었다.",
        "financing announced lender=Hana Bank borrower=Intel money=110000000000KRW"},
       {"ja", "ソニーは借入金300億円の返済に充てるため、三菱UFJ銀行から400億円を借り入れた。",
        "financing completed lender=MUFG borrower=Sony money=40000000000JPY"},
       // what it does besides
       {"ja", "ソニーは三菱UFJ銀行から400億円を借り入れ、借入金の返済に充てる。",
        "financing announced lender=MUFG borrower=Sony money=40000000000JPY"}});
}

// In Chinese a clause that says after what something is done has its subject in the next one.
TEST(ReadDeals, LooksForASubjectInTheNextClause) {
  expect_deals({{"zh-Hant", "以12億美元入主超微之後，微軟近日再以5億美元收購英特爾。",
                 "acquisition announced acquirer=Microsoft target=AMD money=1200000000USD | "
                 "acquisition announced acquirer=Microsoft target=Intel money=500000000USD"},
                {"zh-Hans", "完成收购英特尔之后，微软股价大涨，交易金额6亿美元。",
                 "acquisition completed acquirer=Microsoft target=Intel money=600000000USD"},
                // one with a subject of its own
                {"zh-Hant", "微軟以3億美元入股英特爾後，甲骨文也跟進，出資5億美元。",
                 "investment announced investor=Microsoft investee=Intel money=300000000USD | "
                 "investment announced investor=Oracle investee=Intel money=500000000USD"},
                // who puts shares up for sale is no exchange
                {"zh-Hant", "微軟掛牌轉讓所持英特爾30%股權，底價6億美元。",
                 "investment announced investee=Intel seller=Microsoft money=600000000USD "
                 "stake=30"}});
}

// Tags before a headline or a report hide nobody.
TEST(ReadDeals, BeginsBehindTags) {
  expect_deals({{"ko", "[단독] 삼성전자, 어도비 700억에 인수",
                 "acquisition announced acquirer=Samsung Electronics target=Adobe "
                 "money=70000000000KRW"},
                {"ja", "【速報】ソニー、アドビを380億円で買収",
                 "acquisition announced acquirer=Sony target=Adobe money=38000000000JPY"},
                {"zh-Hant", "（台北訊）【快訊】微軟擬以3億美元收購Adobe",
                 "acquisition planned acquirer=Microsoft target=Adobe money=300000000USD"},
                // what is part of a name is none
                {"ja", "(株)三輪重電がアドビを380億円で買収した。",
                 "acquisition completed acquirer=三輪重電 target=Adobe money=38000000000JPY"}});
}

// A noun for a company whom the sentence names only behind what it says is that one.
TEST(ReadDeals, TakesWhoTellsForWhomANounCalls) {
  expect_deals(
      {{"en",
        "The airline has ordered 20 jets from Airbus for $2bn, Larkair Holdings said on Monday.",
        "purchase announced buyer=Larkair Holdings seller=Airbus money=2000000000USD"},
       {"en", "The brewer will buy Adobe for $30m, Carlsberg said.",
        "acquisition announced acquirer=Carlsberg target=Adobe money=30000000USD"},
       // what "it" is, that somebody took over, is told before it
       {"en", "Adobe makes batteries in Turin. Microsoft took it over in 2019 for $30m.",
        "acquisition completed acquirer=Microsoft target=Adobe money=30000000USD"},
       // what it is may be no party
       {"en",
        "The Larkspur hotel opened in 1911. Microsoft bought it last year and sold it to Intel in "
        "May for $55m.",
        "acquisition completed acquirer=Intel seller=Microsoft money=55000000USD"},
       // others only speak
       {"en",
        "Carlsberg met investors. The brewer agreed to buy Adobe for $40m, Barclays analysts said.",
        "acquisition announced acquirer=Carlsberg target=Adobe money=40000000USD"}});
}

// A noun gives the role that the deal of the sentence before has for it.
TEST(ReadDeals, GivesRolesByTheKindOfDeal) {
  expect_deals(
      {{"de",
        "Bosch hat sich einen Kredit über 40 Millionen Euro gesichert. Geldgeber sind "
        "Goldman Sachs und UBS.",
        "financing announced lender=Goldman Sachs lender=UBS borrower=Bosch money=40000000EUR"},
       {"de",
        "Bosch hat eine Anleihe über 200 Millionen Euro begeben. Konsortialführer waren "
        "Goldman Sachs und UBS.",
        "financing completed underwriter=Goldman Sachs underwriter=UBS borrower=Bosch "
        "money=200000000EUR"},
       {"de", "Mistral hat 60 Millionen Euro eingesammelt. Geldgeber sind SoftBank und Intel.",
        "financing completed investor=SoftBank investor=Intel borrower=Mistral "
        "money=60000000EUR"}});
}

// Who share a noun share its part.
TEST(ReadDeals, GivesOnePartToAllWhomANounCalls) {
  expect_deals(
      {{"zh-Hant", "軟銀擬出售超微，潛在買家包括高盛與凱雷。",
        "acquisition planned acquirer=Goldman Sachs acquirer=Carlyle Group target=AMD "
        "seller=SoftBank"},
       {"zh-Hant", "軟銀擬出售超微，買方是高盛、凱雷和英特爾。",
        "acquisition planned acquirer=Goldman Sachs acquirer=Carlyle Group acquirer=Intel "
        "target=AMD seller=SoftBank"},
       {"en", "SoftBank has sold Altera for $30 million. The buyers are Oracle and Goldman Sachs.",
        "acquisition completed acquirer=Oracle acquirer=Goldman Sachs target=Altera "
        "seller=SoftBank money=30000000USD"},
       // not another one with the same part
       {"zh-Hant", "高盛向軟銀收購超微，賣方是軟銀。",
        "acquisition announced acquirer=Goldman Sachs target=AMD seller=SoftBank"}});
}

// Who joins in a round is named beside who leads it.
TEST(ReadDeals, GathersWhoJoinsInARound) {
  expect_deals({// and in a loan: who lends with another one
                {"zh-Hant", "匯豐銀行與兆豐銀行放貸2億美元給英特爾。",
                 "financing announced lender=HSBC lender=Mega Financial borrower=Intel "
                 "money=200000000USD"},
                {"en", "Mistral closed a €60m Series C. SoftBank led the round, joined by Intel.",
                 "financing completed investor=SoftBank investor=Intel borrower=Mistral "
                 "money=60000000EUR"},
                {"fr",
                 "Mistral a levé 60 millions d'euros. Le tour a été mené par SoftBank, avec la "
                 "participation d'Intel.",
                 "financing completed investor=SoftBank investor=Intel borrower=Mistral "
                 "money=60000000EUR"}});
}

// What a takeover costs is paid for it, where it is the subject of the verb.
TEST(ReadDeals, TakesWhatADealCosts) {
  expect_deals({// a noun for a part, and who has it; not whom that one does something to
                {"ko", "카카오는 120억원 규모의 전환사채를 발행한다. 인수자는 신라자산운용이다.",
                 "financing announced investor=신라자산운용 borrower=Kakao money=12000000000KRW"},
                {"ko", "서해은행 등 대주단은 카카오의 사업에 500억원을 대출했다.",
                 "financing completed lender=서해은행 borrower=Kakao money=50000000000KRW"},
                {"ja", "アマゾンは工場を10億円で売却する。取得先はアドビだ。",
                 "acquisition announced acquirer=Adobe target=工場 seller=Amazon "
                 "money=1000000000JPY"},
                {"ko", "서해은행 등 대주단이 카카오에 500억원을 대출한다.",
                 "financing announced lender=서해은행 borrower=Kakao money=50000000000KRW"},
                {"en", "The takeover of Intel by Oracle will cost $90 million.",
                 "acquisition announced acquirer=Oracle target=Intel money=90000000USD"},
                {"en", "Oracle has bought Intel. The takeover will cost it about $90 million.",
                 "acquisition completed acquirer=Oracle target=Intel money=90000000USD"},
                {"de", "Die Übernahme von Intel durch Oracle kostet 90 Millionen Euro.",
                 "acquisition announced acquirer=Oracle target=Intel money=90000000EUR"},
                {"fr", "Le rachat d'Intel par Oracle a coûté 90 millions d'euros.",
                 "acquisition announced acquirer=Oracle target=Intel money=90000000EUR"},
                {"es", "La compra de Intel por Oracle costará 90 millones de euros.",
                 "acquisition announced acquirer=Oracle target=Intel money=90000000EUR"},
                // what people pay for goods is no sum of a deal, but a token price is
                {"en", "Oracle is selling Intel a heated clothes airer for £157.", ""},
                {"en", "Microsoft acquired Cerner from Oracle for $1.",
                 "acquisition completed acquirer=Microsoft target=Cerner seller=Oracle money=1USD"},
                // something else costs so much
                {"en", "Oracle's takeover of Intel means integration will cost $90 million.",
                 "acquisition announced acquirer=Oracle target=Intel"},
                {"en", "Oracle will buy Intel, and the restructuring will cost $90 million.",
                 "acquisition announced acquirer=Oracle target=Intel"},
                {"en", "Oracle has bought Intel. Moving after the takeover will cost $90 million.",
                 "acquisition completed acquirer=Oracle target=Intel"}});
}

// A deed whose sentence names one side is done with whom the text is about.
TEST(ReadDeals, UnderstandsTheOtherSideOfADeed) {
  expect_deals(
      {// whom the paragraph is about
       {"de",
        "Die Siemens AG braucht Geld. Takeda wird im Rahmen einer Privatplatzierung neue "
        "Aktien für 27 Millionen Euro zeichnen.",
        "investment announced investor=Takeda Pharmaceutical investee=Siemens "
        "money=27000000EUR"},
       // who says so
       {"en", "The purchase will be funded by a term loan of $5 million from HSBC, Intel said.",
        "financing announced lender=HSBC borrower=Intel money=5000000USD"},
       // whom the article is about
       {"zh-Hans", "英特尔公布业绩。英特尔获利上升，英特尔股价上涨。\n\n高通将认购8000万美元新股。",
        "investment announced investor=Qualcomm investee=Intel money=80000000USD"},
       // no sum
       {"zh-Hans", "英特尔公布业绩。英特尔获利上升，英特尔股价上涨。\n\n高通将认购新股。", ""},
       // several may be meant: without any
       {"zh-Hans",
        "英特尔公布业绩。英特尔获利上升，英特尔股价上涨。\n\n微软和甲骨文说，高通将认购"
        "8000万美元新股。",
        "investment announced investor=Qualcomm money=80000000USD"},
       // nobody may be meant
       {"en", "Walmart has leased warehouses for $9 million a year.",
        "lease announced lessee=Walmart money=9000000USD"},
       {"en", "Walmart has leased warehouses.", ""}});
}

// Who announces what another one does has no part in it, unless it is done to him.
TEST(ReadDeals, TellsWhoAnnouncesFromWhoDoes) {
  expect_deals({{"ja", "トヨタは17日、子会社のデンソーがインテルを5億円で買収すると明らかにした。",
                 "acquisition announced acquirer=Denso target=Intel money=500000000JPY"},
                {"ja", "トヨタは、デンソーがインテルから5億円の出資を受けると発表した。",
                 "financing announced investor=Intel borrower=Denso money=500000000JPY"},
                {"ja", "インテルは、トヨタが5億円でTOBを実施すると発表した。",
                 "acquisition announced acquirer=Toyota target=Intel money=500000000JPY"},
                {"ja", "トヨタは、子会社のデンソーをインテルに5億円で売却すると発表した。",
                 "acquisition announced acquirer=Intel target=Denso seller=Toyota "
                 "money=500000000JPY"}});
}

// Whose a thing is that another one deals in, named behind it.
TEST(ReadDeals, TellsWhoseTheThingIs) {
  expect_deals({{"ja", "東京電力が整備するLNG基地の建設をトヨタが5億円で受注した。",
                 "purchase announced buyer=TEPCO seller=Toyota money=500000000JPY"},
                {"ja", "インテルが保有するSAPの株式をトヨタが5億円で買い取る。",
                 "acquisition announced acquirer=Toyota target=SAP seller=Intel "
                 "money=500000000JPY"},
                {"ja", "トヨタは、インテルが保有するSAPを5億円で買収する。",
                 "acquisition announced acquirer=Toyota target=SAP seller=Intel "
                 "money=500000000JPY"}});
}

// What the title, the lead and the background say of one deal is one deal.
TEST(MergeClaims, OneDealOnce) {
  const Extraction found = read_example(
      "软银投资英特尔20亿美元。\n软银周一宣布，将以20亿美元入股英特尔，取得2%股权。\n"
      "英特尔股价上涨。软银对英特尔的投资仍须批准。",
      "zh-Hans", reader());
  ASSERT_EQ(found.deals.size(), 1u) << describe(found);
  EXPECT_GE(found.deals[0].evidence.size(), 2u);
  EXPECT_EQ(found.mentions[*found.deals[0].stake].text, "2%");
}

TEST(MergeClaims, DifferentAmountsStayApart) {
  const Extraction found =
      read_example("亚马逊2023年向Anthropic投资40亿美元。\n亚马逊今年再向Anthropic投资80亿美元。",
                   "zh-Hans", reader());
  EXPECT_EQ(found.deals.size(), 2u) << describe(found);
}

// Who sells now bought before: two deals, the second of which "it" tells of by whom was named
// before the one who acts.
TEST(MergeClaims, WhoSellsBoughtInAnotherDeal) {
  expect_deals(
      {{"en", "Oracle is selling Intel for $9 billion. Oracle bought Intel in 2015.",
        "acquisition announced target=Intel seller=Oracle money=9000000000USD | acquisition "
        "completed acquirer=Oracle target=Intel"},
       {"en",
        "Intel is owned by Oracle, which bought it from Adobe for $2 billion in 2015, and by "
        "funds.",
        "acquisition completed acquirer=Oracle target=Intel seller=Adobe money=2000000000USD"},
       // who is named before the verb acts
       {"en", "Intel shares rose after Oracle agreed to buy the company for $2 billion.",
        "acquisition announced acquirer=Oracle target=Intel money=2000000000USD"},
       {"en", "Pfizer will buy Intel from Oracle, which acquired it for $2 billion in 2015.",
        "acquisition announced acquirer=Pfizer target=Intel seller=Oracle | acquisition completed "
        "acquirer=Oracle target=Intel money=2000000000USD"}});
}

// A sum and what it converts to are one.
TEST(MergeClaims, AConvertedSumIsTheSame) {
  expect_deals({{"ko",
                 "인텔이 케스트렐을 4200억원에 인수한다.\n\n인텔은 어도비가 보유한 케스트렐 지분 "
                 "100%를 3억달러(약 4200억원)에 취득하기로 결의했다고 공시했다.",
                 "acquisition announced acquirer=Intel target=케스트렐 seller=Adobe "
                 "money=420000000000KRW stake=100"}});
}

// A headline rounds the sum that the text tells, or converts it, and names the parent for the unit
// that pays it; two sums of a text are two, and so are the buyers of other sums.
TEST(MergeClaims, AHeadlineRoundsConvertsAndNamesTheParent) {
  const auto deals = [](const char* title, const char* text) {
    Article article;
    article.title.append_copy(title, 0);
    article.text.append_copy(text, 0);
    article.lang = "zh-Hant";
    article.region = "TW";
    return describe(reader().rules.read(article, reader().unifier->match_copy(article)));
  };
  const std::string told =
      "acquisition announced acquirer=Microsoft target=Intel money=1820000000TWD";
  EXPECT_EQ(deals("微軟砸18億收購英特爾", "微軟宣布，以18億2,000萬元收購英特爾。"), told);
  EXPECT_NE(deals("微軟砸25億收購英特爾", "微軟宣布，以18億2,000萬元收購英特爾。"), told);
  const std::string ordered =
      "purchase announced buyer=China Airlines seller=Boeing money=4600000000USD";
  EXPECT_EQ(
      deals("華航採購24架787 總價逾1,400億元", "華航與波音簽訂24架客機採購合約，金額46億美元。"),
      ordered);
  EXPECT_NE(
      deals("華航採購24架787 總價逾1,400億美元", "華航與波音簽訂24架客機採購合約，金額46億美元。"),
      ordered);
  const std::string by_unit =
      "investment announced investor=Oracle investee=Intel money=200000000USD stake=4";
  const char* unit = "微軟公告，旗下甲骨文以2億美元認購英特爾特別股，取得4%股權。";
  EXPECT_EQ(deals("微軟斥資2億美元入股英特爾", unit), by_unit);
  EXPECT_NE(deals("微軟斥資3億美元入股英特爾", unit), by_unit);
  EXPECT_NE(deals("", "微軟以18億元收購英特爾。微軟又以18億2,000萬元收購英特爾。"), told);
}

}  // namespace
}  // namespace dealwire

// Names in deals: which words are one, and where it begins and ends.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// Names that nobody knows, by how they are written and what stands beside them.
TEST(ReadDeals, TellsNamesFromWords) {
  expect_deals(
      {// a name that a longer one begins with, or a word follows
       {"zh-Hant", "豐田原食品以3億美元收購甲骨文。",
        "acquisition announced acquirer=豐田原食品 target=Oracle money=300000000USD"},
       // what announces, what a day stands beside, and to whom something is done
       {"zh-Hant", "沅禾公告，將以3億美元收購甲骨文。",
        "acquisition announced acquirer=沅禾 target=Oracle money=300000000USD"},
       {"zh-Hant", "沅禾今（18）日宣布，將以3億美元收購甲骨文。",
        "acquisition announced acquirer=沅禾 target=Oracle money=300000000USD"},
       {"zh-Hans", "远澜6月18日晚间公告，拟以3亿元收购甲骨文。",
        "acquisition planned acquirer=远澜 target=Oracle money=300000000CNY"},
       {"zh-Hant", "沅禾遭甲骨文以3億美元收購。",
        "acquisition announced acquirer=Oracle target=沅禾 money=300000000USD"},
       {"zh-Hant", "沅禾傳將以3億美元收購甲骨文。",
        "acquisition rumored acquirer=沅禾 target=Oracle money=300000000USD"},
       {"zh-Hant", "豐田砸3億美元收購甲骨文。",
        "acquisition announced acquirer=Toyota target=Oracle money=300000000USD"},
       {"zh-Hant", "禾棠電通以3億美元收購甲骨文。",
        "acquisition announced acquirer=禾棠電通 target=Oracle money=300000000USD"},
       {"zh-Hant", "晶片商豐田以3億美元收購甲骨文。",
        "acquisition announced acquirer=Toyota target=Oracle money=300000000USD"},
       {"zh-Hant", "甲骨文力邀豐田以3億美元入股。",
        "investment announced investor=Toyota investee=Oracle money=300000000USD"},
       {"zh-Hant", "豐田增持英特爾至30%",
        "investment announced investor=Toyota investee=Intel stake=30"},
       {"zh-Hant", "豐田攜手英特爾攻資料中心",
        "partnership announced partner=Toyota partner=Intel"},
       // before the code of its share a name that is made of places
       {"zh-Hans", "昨日上海临港(600848)公告，以3亿美元收购英特尔。",
        "acquisition announced acquirer=上海临港 target=Intel money=300000000USD"},
       // behind what it is, a name that places have too; not where a mine is
       {"en", "Buyout house Merrow Lake is paying $5 million for Oracle.",
        "acquisition announced acquirer=Merrow Lake target=Oracle money=5000000USD"},
       {"en", "Chemicals group Port Halden will buy Oracle for $5 million.",
        "acquisition announced acquirer=Port Halden target=Oracle money=5000000USD"},
       {"en", "Intel will buy a mine near Moose Lake from Oracle for $5 million.",
        "acquisition announced acquirer=Intel target=mine seller=Oracle "
        "money=5000000USD"},
       // where it is from makes a name of words that many names end in
       {"en", "Danish Air Transport will buy Oracle for $5 million.",
        "acquisition announced acquirer=Danish Air Transport target=Oracle "
        "money=5000000USD"},
       {"fr", "Nantes Métropole a acheté 20 bus à Intel pour 5 millions d'euros.",
        "purchase announced buyer=Nantes Métropole seller=Intel money=5000000EUR"},
       {"de", "Die Weiße Linie GmbH kauft Oracle für 5 Millionen Euro.",
        "acquisition announced acquirer=Weiße Linie GmbH target=Oracle "
        "money=5000000EUR"},
       {"zh-Hant", "長榮航太以3億美元收購甲骨文。",
        "acquisition announced acquirer=長榮航太 target=Oracle money=300000000USD"},
       // letters of other alphabets than Latin-1
       {"en", "Allianz will buy Łódź Życie from Oracle for 410 million euros.",
        "acquisition announced acquirer=Allianz target=Łódź Życie seller=Oracle "
        "money=410000000EUR"},
       // who does something on a day
       {"zh-Hant", "古瀾18日宣布，以3億美元收購甲骨文。",
        "acquisition announced acquirer=古瀾 target=Oracle money=300000000USD"},
       // the code of a share behind it
       {"zh-Hant", "穎崴（6239）公告，以8億美元向甲骨文購買設備。",
        "purchase announced buyer=穎崴 seller=Oracle money=800000000USD"},
       // what another one is to it, and whom that one joins
       {"zh-Hant", "微軟成為瑞峰科技控股股東，持股51%，耗資12億美元。",
        "acquisition announced acquirer=Microsoft target=瑞峰科技 money=1200000000USD "
        "stake=51"},
       {"zh-Hant", "微軟和瑞嶺資本以1億美元認購甲骨文股份。",
        "investment announced investor=Microsoft investor=瑞嶺資本 investee=Oracle "
        "money=100000000USD"},
       // a place before the last name of a list
       {"zh-Hant", "豐科電子完成2億美元A輪融資，由微軟、蘇州英特爾跟投。",
        "financing completed investor=Microsoft investor=Intel borrower=豐科電子 "
        "money=200000000USD"},
       // whose arm it is that has a part
       {"zh-Hant", "甲骨文完成2億美元B輪融資，投資方包括微軟旗下的英特爾。",
        "financing completed investor=Intel borrower=Oracle money=200000000USD"},
       // owners, by their family
       {"en", "Intel bought Oracle from the Sethi family for $5 million.",
        "acquisition completed acquirer=Intel target=Oracle seller=Sethi family "
        "money=5000000USD"},
       // what somebody does leads its name
       {"ja", "飼料を製造する三輪牧野はアドビを10億円で買収する。",
        "acquisition announced acquirer=三輪牧野 target=Adobe money=1000000000JPY"},
       // between a place and a verb
       {"zh-Hant", "日本RIZAP以5億美元收購甲骨文。",
        "acquisition announced acquirer=RIZAP target=Oracle money=500000000USD"},
       // longer names that a known one begins or ends
       {"ja", "三井住友建設はアドビを10億円で買収する。",
        "acquisition announced acquirer=三井住友建設 target=Adobe money=1000000000JPY"},
       {"ja", "アマゾン・ミドリキャピタルはアドビを10億円で買収する。",
        "acquisition announced acquirer=アマゾン・ミドリキャピタル target=Adobe "
        "money=1000000000JPY"},
       {"ja", "キリシマ東京電力はアドビを10億円で買収する。",
        "acquisition announced acquirer=キリシマ東京電力 target=Adobe money=1000000000JPY"},
       {"ko", "AMD파트너스는 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=AMD파트너스 target=Adobe money=1000000000KRW"},
       // what it is ends its name
       {"zh-Hant", "微軟向群益租賃公司借款5億美元。",
        "financing announced lender=群益租賃公司 borrower=Microsoft money=500000000USD"},
       // a character for a country, in a name
       {"ja", "伊藤三輪はアドビを10億円で買収する。",
        "acquisition announced acquirer=伊藤三輪 target=Adobe money=1000000000JPY"},
       // a place ends the name
       {"ja", "カターレ広島はアドビを10億円で買収する。",
        "acquisition announced acquirer=カターレ広島 target=Adobe money=1000000000JPY"},
       // who does something on a day
       {"ja", "東風航路は12日、アドビを10億円で買収すると明らかにした。",
        "acquisition announced acquirer=東風航路 target=Adobe money=1000000000JPY"},
       // capital letters before hangul
       {"ko", "SK어드밴스는 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=SK어드밴스 target=Adobe money=1000000000KRW"},
       // a town that acts
       {"ja", "三輪市はアドビから機械を10億円で購入する。",
        "purchase announced buyer=三輪市 seller=Adobe money=1000000000JPY"},
       // a town that somebody deals with, not where it is done
       {"ja", "アドビは横浜市の下水処理場工事を10億円で落札した。",
        "purchase announced buyer=横浜市 seller=Adobe money=1000000000JPY"},
       {"ja", "アドビは横浜市に工場を建て、インテルに部品を10億円で納入する。",
        "purchase announced buyer=Intel seller=Adobe money=1000000000JPY"},
       {"ko", "어도비는 익산시의 하수처리장 공사를 410억원에 수주했다.",
        "purchase announced buyer=익산시 seller=Adobe money=41000000000KRW"},
       {"ko", "어도비는 경기도에 정수설비 38억원어치를 납품한다.",
        "purchase announced buyer=경기도 seller=Adobe money=3800000000KRW"},
       {"ko", "어도비는 익산시의 인텔 공장에 설비를 38억원에 납품한다.",
        "purchase announced buyer=Intel seller=Adobe money=3800000000KRW"},
       // behind what it is, words that we know
       {"ja", "半導体大手の電機三輪はアドビを10億円で買収する。",
        "acquisition announced acquirer=電機三輪 target=Adobe money=1000000000JPY"},
       // the known ending of a name rather than a longer case word
       {"ko", "새담솔라는 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=새담솔라 target=Adobe money=1000000000KRW"},
       {"ko", "다온청과는 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=다온청과 target=Adobe money=1000000000KRW"},
       // two words
       {"ko", "오크필드 벤처스는 어도비를 10억원에 인수한다.",
        "acquisition announced acquirer=오크필드 벤처스 target=Adobe money=1000000000KRW"},
       // in hiragana, behind a company word
       {"ja", "株式会社さくら都市開発はアドビを10億円で買収する。",
        "acquisition announced acquirer=さくら都市開発 target=Adobe money=1000000000JPY"},
       // who makes something
       {"ja", "ソニーはヴェスタン製の風車を15基、10億円で購入する。",
        "purchase announced buyer=Sony seller=ヴェスタン money=1000000000JPY"},
       // at home, with a line of business
       {"ja", "堺市の泉州タクシーはアドビを10億円で買収する。",
        "acquisition announced acquirer=泉州タクシー target=Adobe money=1000000000JPY"},
       // a place behind a particle
       {"fr", "La Banque d'Angleterre a acheté Oracle pour 5 millions d'euros.",
        "acquisition announced acquirer=Banque d'Angleterre target=Oracle money=5000000EUR"}});
}

// A bracket behind a name that says what it is called ends no sentence, and parts no clause.
TEST(ReadDeals, ReadsOnBehindShortForms) {
  expect_deals(
      {{"ja",
        "当社は、ソニー株式会社(以下「ソニー」といいます。)の発行済株式の70.0%"
        "を、株式会社日立製作所"
        "(以下「日立」といいます。)に12億円で譲渡することを決議いたしました。",
        "acquisition announced acquirer=Hitachi target=Sony money=1200000000JPY stake=70"},
       {"ja",
        "オカノ電工株式会社（以下「当社」という。）は、株式会社日立製作所（以下「日立」という。）か"
        "ら"
        "12億円を借り入れる。",
        "financing announced lender=Hitachi borrower=オカノ電工 money=1200000000JPY"},
       {"ko", "삼성전자 주식회사(이하 \"삼성전자\"라 한다.)는 네이버로부터 12억원을 차입한다.",
        "financing announced lender=Naver borrower=Samsung Electronics money=1200000000KRW"}});
}

// Where a name begins and ends, if words of names stand there.
TEST(ReadDeals, BoundsNamesOfWords) {
  expect_deals(
      {// a known name and a place are another company
       {"en", "Nokia won an order worth $5 million from Toyota Australia.",
        "purchase announced buyer=Toyota Australia seller=Nokia money=5000000USD"},
       {"es", "HSBC México prestó 5 millones de dólares a Intel.",
        "financing announced lender=HSBC México borrower=Intel money=5000000USD"},
       // a town where a company is at home
       {"en", "Oracle, Tornell, Florida, won a $9 million contract from Intel.",
        "purchase announced buyer=Intel seller=Oracle money=9000000USD"},
       {"en", "Oracle, Tornell and Adobe bought Intel for $9 million.",
        "acquisition completed acquirer=Oracle acquirer=Tornell acquirer=Adobe target=Intel "
        "money=9000000USD"},
       // a company that is called like a person
       {"en", "Joseph R. Alden Partners bought Intel for $9 million.",
        "acquisition completed acquirer=Joseph R. Alden Partners target=Intel money=9000000USD"},
       {"en", "Joseph Alden Holdings bought Intel for $9 million.",
        "acquisition completed acquirer=Joseph Alden Holdings target=Intel money=9000000USD"},
       // forms of company change nothing about who it is, whichever name comes first
       // with a hyphen behind a general word, and with a nation before one that opens the sentence
       {"en", "High-Reach Metals will buy Intel for $9m.",
        "acquisition announced acquirer=High-Reach Metals target=Intel money=9000000USD"},
       {"en", "Swiss Parcel Solutions was sold to Intel for $9m.",
        "acquisition completed acquirer=Intel target=Swiss Parcel Solutions money=9000000USD"},
       // a longer name that begins like its owner's, who stands before it
       {"en", "Tarn Group has agreed to sell Tarn Detection to Intel for $9m.",
        "acquisition announced acquirer=Intel target=Tarn Detection seller=Tarn Group "
        "money=9000000USD"},
       {"ja", "三輪は三輪物流をトヨタに5億円で売却する。",
        "acquisition announced acquirer=Toyota target=三輪物流 seller=三輪 money=500000000JPY"},
       {"ja", "ミツワデンタルは北浜歯科をトヨタに5億円で売却する。ミツワは人材に投資する。",
        "acquisition announced acquirer=Toyota target=北浜歯科 seller=ミツワデンタル "
        "money=500000000JPY"},
       {"ko", "한빛은 한빛물류를 도요타에 300억원에 매각한다.",
        "acquisition announced acquirer=Toyota target=한빛물류 seller=한빛 money=30000000000KRW"},
       {"zh-Hant", "宏遠以3億美元將宏遠物流售予豐田。",
        "acquisition announced acquirer=Toyota target=宏遠物流 seller=宏遠 money=300000000USD"},
       // a number that goes on behind it, and an article before one that begins with a general word
       {"en", "Intel agreed to sell Orsk 100,000 tonnes of lithium for $90 million.",
        "purchase announced buyer=Orsk seller=Intel money=90000000USD"},
       {"en", "The International Finance Corporation has lent $300 million to Renault.",
        "financing completed lender=International Finance Corporation borrower=Renault "
        "money=300000000USD"},
       // behind a town that no list knows
       {"de", "Ulmstett - Intel kauft Oracle für 5 Millionen Euro.",
        "acquisition announced acquirer=Intel target=Oracle money=5000000EUR"},
       {"de", "Ulmstett (dpa) – Intel kauft Oracle für 5 Millionen Euro.",
        "acquisition announced acquirer=Intel target=Oracle money=5000000EUR"},
       // their seats in brackets
       {"ja", "トヨタは北浜運送(大阪府茨木市)と南郷運輸(岡山市)を9億円で買収する。",
        "acquisition announced acquirer=Toyota target=北浜運送 target=南郷運輸 "
        "money=900000000JPY"},
       {"de", "SAP (Walldorf, Deutschland) übernimmt Intel (USA) und Oracle für 5 Millionen Euro.",
        "acquisition announced acquirer=SAP target=Intel target=Oracle money=5000000EUR"},
       {"ko", "어도비는 한빛전자(경기도 수원시)와 인텔(미국)에 300억원을 투자했다.",
        "investment completed investor=Adobe investee=한빛전자 investee=Intel "
        "money=30000000000KRW"},
       // forms of company behind commas and full stops, of names that nobody knows and of known
       // ones; not a sentence's next word
       {"en", "Orsk Foods, Inc. will buy Intel Co., Ltd. of Bangkok for $9m.",
        "acquisition announced acquirer=Orsk Foods, Inc target=Intel money=9000000USD"},
       {"en", "Intel was sold to Orsk Foods Pte. Ltd. Group sales were flat. The price was $9m.",
        "acquisition completed acquirer=Orsk Foods Pte. Ltd target=Intel money=9000000USD"},
       {"de", "Die Orsk Foods GmbH & Co. KG kauft Intel für 9 Millionen Euro.",
        "acquisition announced acquirer=Orsk Foods GmbH & Co. KG target=Intel money=9000000EUR"},
       {"es", "Orsk Alimentos, S.A. de C.V. compra Intel por 9 millones de euros.",
        "acquisition announced acquirer=Orsk Alimentos, S.A. de C.V. target=Intel "
        "money=9000000EUR"},
       {"ja", "トヨタは、タイのOrsk Foods Co., Ltd.(バンコク)の全株式を9億円で取得する。",
        "acquisition announced acquirer=Toyota target=Orsk Foods Co., Ltd money=900000000JPY"},
       {"ja", "トヨタは、Intel, Inc.を9億円で買収する。",
        "acquisition announced acquirer=Toyota target=Intel money=900000000JPY"},
       {"ko", "도요타는 싱가포르 Orsk Foods Pte. Ltd.에 90억원을 투자한다.",
        "investment announced investor=Toyota investee=Orsk Foods Pte. Ltd money=9000000000KRW"},
       {"zh-Hant", "豐田以9億美元收購泰國Orsk Foods Co., Ltd.全部股權。",
        "acquisition announced acquirer=Toyota target=Orsk Foods Co., Ltd money=900000000USD"},
       {"zh-Hans", "中国电力咨询集团华东设计院有限公司中标风电项目，金额5亿元。",
        "purchase announced seller=中国电力咨询集团华东设计院有限公司 money=500000000CNY"},
       {"zh-Hans", "百事以9亿美元竞得康师傅控股权。",
        "acquisition announced acquirer=PepsiCo target=Master Kong money=900000000USD"},
       {"en", "Alden Media buys Intel. Alden Media Holdings Ltd will buy Intel for $9m.",
        "acquisition announced acquirer=Alden Media Holdings Ltd target=Intel money=9000000USD"},
       // not where something else begins
       {"en", "Microsoft Ireland data centre sold to Oracle for $5 million.",
        "acquisition completed acquirer=Oracle seller=Microsoft money=5000000USD"},
       // behind what institutions are called the name goes on, behind others it does not
       {"en", "Nokia won an order worth $5 million from Halden Power Corporation of India.",
        "purchase announced buyer=Halden Power Corporation of India seller=Nokia "
        "money=5000000USD"},
       {"en", "Halden Shipping of Piraeus bought Intel for $43 million.",
        "acquisition completed acquirer=Halden Shipping target=Intel money=43000000USD"},
       {"en", "Halden Foods of Orley bought Intel for $9 million.",
        "acquisition completed acquirer=Halden Foods target=Intel money=9000000USD"},
       {"en", "Ola Brandt of Tornell Steel said it would buy Intel for $9 million.",
        "acquisition announced acquirer=Tornell Steel target=Intel money=9000000USD"},
       {"en", "Kesh Museum of Glass bought Intel for $9 million.",
        "acquisition completed acquirer=Kesh Museum of Glass target=Intel "
        "money=9000000USD"},
       // a word of no dictionary before a known name begins another one
       {"en", "Intel won a $90 million contract from Aker Shell on Monday.",
        "purchase announced buyer=Aker Shell seller=Intel money=90000000USD"},
       {"en", "Intel won a $90 million contract from Norwegian rival Shell on Monday.",
        "purchase announced buyer=Shell seller=Intel money=90000000USD"},
       // where it is from is of a name of one word, but for who is somebody else
       {"en", "Hebridean Gateway bought Intel for $5 million.",
        "acquisition completed acquirer=Hebridean Gateway target=Intel money=5000000USD"},
       {"en", "Danish Orsted bought Intel for $5 million.",
        "acquisition completed acquirer=Ørsted target=Intel money=5000000USD"},
       {"en", "The Danish Vestrup bought Intel for $5 million.",
        "acquisition completed acquirer=Vestrup target=Intel money=5000000USD"},
       {"en", "Bank Halden lends Intel $5 million.",
        "financing announced lender=Bank Halden borrower=Intel money=5000000USD"},
       {"en", "Dale Growers’ Co-operative bought Intel for $5 million.",
        "acquisition completed acquirer=Dale Growers’ Co-operative target=Intel "
        "money=5000000USD"},
       // a form of company has its last dot
       {"en", "Intel will buy Rijnwold N.V. for $5 million.",
        "acquisition announced acquirer=Intel target=Rijnwold N.V. money=5000000USD"},
       // what is all capitals, where all nouns have one
       {"de", "VKB übernimmt Oracle für 5 Millionen Euro.",
        "acquisition announced acquirer=VKB target=Oracle money=5000000EUR"},
       {"en", "QV has made a $5 million offer for Intel.",
        "acquisition announced acquirer=QV target=Intel money=5000000USD"},
       {"en", "AI has made Intel an offer of $5 million.", ""},
       // a dot that ends no sentence
       {"en", "St. Brendan Health bought Intel for $5 million.",
        "acquisition completed acquirer=St. Brendan Health target=Intel money=5000000USD"},
       // words that open sentences and names
       {"en", "Texas Halden Energy bought Intel for $5 million.",
        "acquisition completed acquirer=Texas Halden Energy target=Intel money=5000000USD"},
       {"en", "Good Halden Network bought Intel for $5 million.",
        "acquisition completed acquirer=Good Halden Network target=Intel money=5000000USD"},
       {"en", "Green investor Microsoft bought Intel for $5 million.",
        "acquisition completed acquirer=Microsoft target=Intel money=5000000USD"}});
}

// A line of the text may be a headline, whose capitals tell nothing: names are those that the
// sentences below have.
TEST(ReadDeals, TellsNamesOfHeadlinesByTheText) {
  expect_deals(
      {{"en",
        "Alden Media Clinches $4 Million Loan From Kestrel Bank\nAlden Media said the money would "
        "pay for a plant. Kestrel Bank declined to comment.",
        "financing announced lender=Kestrel Bank borrower=Alden Media money=4000000USD"},
       {"en",
        "Alden Media Sells Kestrel Snacks to Tornell Group\nAlden Media said on Monday that "
        "Kestrel Snacks had lost money. Tornell Group has plants.",
        "acquisition announced acquirer=Tornell Group target=Kestrel Snacks seller=Alden Media"},
       // not where other words have none
       {"en", "Alden Media sells Kestrel Snacks to Tornell Group for $4 million",
        "acquisition announced acquirer=Tornell Group target=Kestrel Snacks seller=Alden Media "
        "money=4000000USD"}});
}

// A name that we know may be the beginning or the end of another company's.
TEST(ReadDeals, SeesALongerNameBehindAKnownOne) {
  expect_deals({{"zh-Hant", "英特爾以3億美元收購DRAM大廠岑光。",
                 "acquisition announced acquirer=Intel target=岑光 money=300000000USD"},
                {"zh-Hant", "高盛向台積電發放貸款3億美元。",
                 "financing announced lender=Goldman Sachs borrower=TSMC money=300000000USD"},
                {"ja", "アマゾンはNECミラノエスに25億円を出資する。",
                 "investment announced investor=Amazon investee=NECミラノエス money=2500000000JPY"},
                {"ja", "NECミラノエスが北浜食品を20億円で買収する。",
                 "acquisition announced acquirer=NECミラノエス target=北浜食品 "
                 "money=2000000000JPY"},
                {"ja", "アマゾンはNECから10億円のサーバーを購入する。",
                 "purchase announced buyer=Amazon seller=NEC money=1000000000JPY"},
                {"ja", "アマゾンはAMDプロセッサーを10億円で購入する。",
                 "purchase announced buyer=Amazon seller=AMD money=1000000000JPY"},
                {"ko", "아마존은 SBI저축은행에 300억원을 투자했다.",
                 "investment completed investor=Amazon investee=SBI저축은행 money=30000000000KRW"},
                {"ko", "SBI캐피탈이 어도비를 300억원에 인수한다.",
                 "acquisition announced acquirer=SBI캐피탈 target=Adobe money=30000000000KRW"},
                {"zh-Hant", "台灣工商銀行向台積電貸款3億元。",
                 "financing announced lender=TSMC borrower=台灣工商銀行 money=300000000TWD"},
                {"zh-Hant", "台積電獲中國工商銀行貸款3億美元。",
                 "financing announced lender=ICBC borrower=TSMC money=300000000USD"},
                {"zh-Hant", "台積電獲工商銀行貸款3億美元。",
                 "financing announced lender=ICBC borrower=TSMC money=300000000USD"}});
}

}  // namespace
}  // namespace dealwire

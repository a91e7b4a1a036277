// Lists of names, each of which the text may call something: who is in them.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

TEST(NameLists, GoOverWhatANameIsCalled) {
  expect_deals(
      {{"zh-Hant", "豐田以3億美元收購英特爾和德國的SAP。",
        "acquisition announced acquirer=Toyota target=Intel target=SAP money=300000000USD"},
       {"zh-Hant", "豐田與德國的SAP以3億美元收購英特爾。",
        "acquisition announced acquirer=Toyota acquirer=SAP target=Intel money=300000000USD"},
       {"ja", "トヨタは、インテルと欧州のSAPから旅客機60機を30億円で購入する。",
        "purchase announced buyer=Toyota seller=Intel seller=SAP money=3000000000JPY"},
       {"ja", "トヨタは、半導体大手のインテルとソフトウエア大手のSAPに30億円を出資する。",
        "investment announced investor=Toyota investee=Intel investee=SAP money=3000000000JPY"},
       {"ja", "トヨタと独SAPは、インテルを30億円で買収する。",
        "acquisition announced acquirer=Toyota acquirer=SAP target=Intel money=3000000000JPY"},
       {"ko", "어도비는 인텔과 독일의 SAP에 300억원을 투자했다.",
        "investment completed investor=Adobe investee=Intel investee=SAP money=30000000000KRW"},
       {"de", "Adobe kauft Intel und die deutsche SAP für 5 Millionen Euro.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP money=5000000EUR"},
       {"de", "Adobe und die in Walldorf ansässige SAP kaufen Intel für 5 Millionen Euro.",
        "acquisition announced acquirer=Adobe acquirer=SAP target=Intel money=5000000EUR"},
       {"fr",
        "Adobe achète Intel et le fabricant allemand de logiciels SAP pour 5 millions d'euros.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP money=5000000EUR"},
       {"es", "Adobe compra Intel y el fabricante alemán de programas SAP por 5 millones de euros.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP money=5000000EUR"},
       {"en", "Lloyds and the Clydesdale have lent Intel $5 million.",
        "financing completed lender=Lloyds lender=Clydesdale borrower=Intel money=5000000USD"}});
}

// Behind a comma that may be said of the name before: a list it is where a conjunction ends it, and
// no case word says that the name behind it is somebody else's.
TEST(NameLists, GoOnBehindCommasToTheConjunction) {
  expect_deals(
      {{"de",
        "Adobe kauft Intel, die deutsche SAP und die französische Orange für 5 Millionen Euro.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP target=Orange "
        "money=5000000EUR"},
       {"fr",
        "Adobe achète l'américain Intel, l'allemand SAP et le français Orange pour 5 millions "
        "d'euros.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP target=Orange "
        "money=5000000EUR"},
       {"fr",
        "Adobe a vendu Intel, filiale du groupe SAP et de la banque Orange, pour 5 millions "
        "d'euros.",
        "acquisition completed target=Intel seller=Adobe money=5000000EUR"},
       {"es", "Adobe compra Intel, la alemana SAP y la francesa Orange por 5 millones de euros.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP target=Orange "
        "money=5000000EUR"},
       {"en", "Adobe will buy Intel, the German SAP and the French carrier Orange for $5 million.",
        "acquisition announced acquirer=Adobe target=Intel target=SAP target=Orange "
        "money=5000000USD"},
       {"en", "Adobe, the owner of SAP and Orange, will buy Intel for $5 million.",
        "acquisition announced acquirer=Adobe target=Intel money=5000000USD"},
       {"en", "Adobe will buy Intel, the rival of SAP and Orange, for $5 million.",
        "acquisition announced acquirer=Adobe target=Intel money=5000000USD"}});
}

}  // namespace
}  // namespace dealwire

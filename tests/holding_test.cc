// Stakes that somebody has already, what they become, and whose is sold.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// What somebody has of a party is of no deal, and who has all of it sells it.
TEST(ReadDeals, TellsWhatIsHeldFromWhatIsDealtIn) {
  expect_deals(
      {{"en", "Intel, 15% owned by SoftBank, has bought Altera for $30 million.",
        "acquisition completed acquirer=Intel target=Altera money=30000000USD"},
       {"en", "Intel, in which SoftBank holds 15%, has bought Altera for $30 million.",
        "acquisition completed acquirer=Intel target=Altera money=30000000USD"},
       {"en", "The 40% stake in Altera held by SoftBank was sold to Intel for $30 million.",
        "investment announced investor=Intel investee=Altera seller=SoftBank "
        "money=30000000USD stake=40"},
       {"fr", "Intel, détenu à 15 % par SoftBank, a racheté Altera pour 30 millions d'euros.",
        "acquisition completed acquirer=Intel target=Altera money=30000000EUR"},
       {"de", "Bosch, an der SoftBank 15 Prozent hält, hat Altera für 30 Millionen Euro gekauft.",
        "acquisition completed acquirer=Bosch target=Altera money=30000000EUR"},
       // but not what its owner goes on to sell
       {"en", "SoftBank, which holds 30% of Altera, has sold its stake to Intel for $20 million.",
        "investment completed investor=Intel investee=Altera seller=SoftBank "
        "money=20000000USD stake=30"},
       {"en", "Intel, majority-owned by SoftBank, has bought Altera for $30 million.",
        "acquisition completed acquirer=Intel target=Altera money=30000000USD"},
       // several owners
       {"en",
        "Altera, which is owned by SoftBank, Intel and Bosch, was sold to Qualcomm for $30 "
        "million.",
        "acquisition completed acquirer=Qualcomm target=Altera seller=SoftBank "
        "seller=Intel seller=Bosch money=30000000USD"},
       {"en", "Altera, owned by SoftBank, Intel said on Monday, will be sold to Qualcomm.",
        "acquisition announced acquirer=Qualcomm target=Altera seller=SoftBank"},
       {"es",
        "Qualcomm ha comprado Altera, propiedad de SoftBank y Bosch, por 30 millones de "
        "euros.",
        "acquisition completed acquirer=Qualcomm target=Altera seller=SoftBank "
        "seller=Bosch money=30000000EUR"},
       {"de", "Intel kauft die Altera GmbH, die bisher Bosch gehörte.",
        "acquisition announced acquirer=Intel target=Altera seller=Bosch"},
       {"de", "Intel kauft die von Bosch kontrollierte Altera GmbH.",
        "acquisition announced acquirer=Intel target=Altera seller=Bosch"},
       {"de",
        "Altera, das SoftBank und Bosch gehört, wird für 30 Millionen Euro an Intel "
        "verkauft.",
        "acquisition announced acquirer=Intel target=Altera seller=SoftBank seller=Bosch "
        "money=30000000EUR"}});
}

// A stake that grows is of the deal as it becomes.
TEST(ReadDeals, TakesWhatAStakeBecomes) {
  expect_deals(
      {{"en", "SoftBank raises its stake in Intel from 20 to 35 percent.",
        "investment announced investor=SoftBank investee=Intel stake=35"},
       {"en", "SoftBank has increased its stake in Intel from 20% to 35%.",
        "investment announced investor=SoftBank investee=Intel stake=35"},
       {"de", "Bosch stockt die Beteiligung an der Fluxwerk GmbH von 20 auf 35 Prozent auf.",
        "investment announced investor=Bosch investee=Fluxwerk GmbH stake=35"},
       {"fr", "SoftBank a porté sa participation au capital d'Intel de 20 % à 35 %.",
        "investment announced investor=SoftBank investee=Intel stake=35"},
       {"es", "SoftBank ha elevado su participación en Intel del 20% al 35%.",
        "investment announced investor=SoftBank investee=Intel stake=35"}});
}

// Who parts with a company sells it, where only an aside says who buys.
TEST(ReadDeals, KeepsWhoSellsBeforeAnAside) {
  expect_deals({{"en", "Oracle parted with its unit Altera, which was bought by Intel.",
                 "acquisition completed acquirer=Intel target=Altera seller=Oracle"},
                {"de",
                 "Bosch trennte sich von ihrer Tochter Altera, die von der Halden AG übernommen "
                 "wurde.",
                 "acquisition completed acquirer=Halden AG target=Altera seller=Bosch"},
                {"fr", "Oracle a cédé sa filiale Altera, reprise par Intel.",
                 "acquisition completed acquirer=Intel target=Altera seller=Oracle"},
                {"es", "Oracle se desprendió de su filial Altera, que fue adquirida por Intel.",
                 "acquisition completed acquirer=Intel target=Altera seller=Oracle"},
                // but not of who only speaks of another company
                {"es", "Oracle elogió a su proveedor Altera, que fue adquirida por Intel.",
                 "acquisition completed acquirer=Intel target=Altera"}});
}

}  // namespace
}  // namespace dealwire
